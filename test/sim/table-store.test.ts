import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamodbEmailArchive } from '#adapters/aws/dynamodb-email-archive.ts';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { type Fact, STATUS } from '#domain/delivery-status.ts';
import { dynamodbService } from '#local/services/dynamodb/service.ts';
import { clientConfig, type Served, serve } from '#test/local/support/serve.ts';
import { testWorld } from '#test/local/support/test-world.ts';
import { NOW } from '#test/support/builders.ts';
import { trackingTable } from '#test/support/tracking-table.ts';
import { TableStore } from '../../sim/dynamodb/table-store.ts';
import { Random } from '../../sim/random.ts';

let dynalite: Awaited<ReturnType<typeof trackingTable>>;
let simulated: Served;
let tables: readonly ReturnType<typeof ledgersOn>[];

beforeAll(async () => {
  dynalite = await trackingTable();
  const world = testWorld();
  simulated = await serve([dynamodbService({ world, store: new TableStore({ key: 'emailId' }) })], { world });
  tables = [dynalite.clientConfig, clientConfig(simulated)].map((config) =>
    ledgersOn(DynamoDBDocumentClient.from(new DynamoDBClient(config)), dynalite.name),
  );
});

afterAll(async () => {
  for (const { documents } of tables) documents.destroy();
  await simulated.close();
  await dynalite.close();
});

function ledgersOn(documents: DynamoDBDocumentClient, table: string) {
  return {
    documents,
    sender: dynamodbSendLedger(documents, table),
    feedback: dynamodbFeedbackLedger(documents, table),
    archive: dynamodbEmailArchive(documents, table),
    item: async (emailId: string) => {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { emailId } }));
      return Item as TrackingItem | undefined;
    },
  };
}

type Ledgers = ReturnType<typeof ledgersOn>;
type Step = (ledgers: Ledgers) => Promise<unknown>;

const FACTS: readonly Fact[] = [
  { time: 'sentAt', reached: STATUS.sent },
  { time: 'deliveredAt', reached: STATUS.delivered },
  { time: 'autoRepliedAt' },
  { time: 'bouncedAt', reached: STATUS.softBounced, bounceType: 'Transient', bounceSubType: 'MailboxFull' },
  {
    time: 'bouncedAt',
    reached: STATUS.bounced,
    bounceType: 'Permanent',
    smtpStatus: '5.1.1',
    diagnostic: 'no',
  },
  { time: 'complainedAt', reached: STATUS.complained },
];

/** A call that any sender or any event may make now, sensible or not. */
function drawStep(emailId: string, random: Random): Step {
  const claimId = random.pick(['one', 'two', 'three']);
  const attempt = random.integer(1, 3);
  const holder = { emailId, attempt, claimId };
  const nowMs = NOW + random.integer(0, 1_000_000);
  const orderId = emailId.split('#')[0]!;
  const claim = {
    emailId,
    orderId,
    emailType: 'ORDER_CONFIRMATION',
    customerEmail: 'customer@example.com',
  } as const;
  const onItem =
    (then: (item: TrackingItem, ledgers: Ledgers) => Promise<unknown>): Step =>
    async (ledgers) => {
      const item = await ledgers.item(emailId);
      return item?.sendState === undefined ? 'not claimed' : await then(item, ledgers);
    };
  return random.pick<Step>([
    ({ sender }) =>
      sender.claim({ ...claim, contentHash: 'hash', content: new Uint8Array([1, 2]), claimId, nowMs }),
    ({ sender }) => sender.accepted(holder, 'ses-message-1', nowMs),
    ({ sender }) => sender.retryLater(holder, 'Throttling', nowMs),
    ({ sender }) => sender.refused(holder, 'MessageRejected', nowMs),
    onItem((previous, { sender }) =>
      sender.claimNext({ emailId, previous, claimId, nowMs, afterDoubt: attempt === 2 }),
    ),
    onItem((item, { sender }) => sender.held(item, 'ATTEMPTS_USED_UP', NOW)),
    onItem((item, { sender }) => sender.adoptEvidence(item, attempt)),
    ({ sender }) => tried(sender.claimResend({ emailId, claimId, nowMs })),
    ({ archive }) => archive.erase(emailId, nowMs),
    ({ archive }) =>
      archive.createResend({
        ...claim,
        content: new Uint8Array([3]),
        resendOf: emailId,
        resentBy: 'support',
        resendReason: 'asked for',
        nowMs,
      }),
    ...FACTS.map(
      (fact): Step =>
        ({ feedback }) =>
          feedback.record({
            emailId,
            attempt,
            messageId: 'ses-message-1',
            fact,
            at: new Date(nowMs).toISOString(),
            nowMs,
          }),
    ),
  ]);
}

/** What it fails with counts as its result. */
const tried = (step: Promise<unknown>) => step.catch((error: Error) => error.message);

test('the simulated table does what dynalite does, whatever the ledgers ask of it', async () => {
  for (let run = 0; run < 30; run++) {
    const emailId = `ORDER${run}#ORDER_CONFIRMATION`;
    for (let step = 0; step < 8; step++) {
      const results = [];
      for (const ledgers of tables)
        results.push(await drawStep(emailId, new Random(`${run} ${step}`))(ledgers));
      const [expected, actual] = results;
      expect(actual, `run ${run}, step ${step}`).toEqual(expected);
    }
    const [expected, actual] = await Promise.all(tables.map(({ item }) => item(emailId)));
    expect(actual).toEqual(expected);
  }
});

test('what it does not know is refused by name', () => {
  const store = new TableStore({ key: 'emailId' });
  expect(() => store.execute('Scan', '{}')).toThrow('The simulated table has no Scan');
  const update = { Key: { emailId: { S: 'x' } }, UpdateExpression: 'ADD #a :v0' };
  expect(() => store.execute('UpdateItem', JSON.stringify(update))).toThrow(
    'does not know the expression "ADD',
  );
});
