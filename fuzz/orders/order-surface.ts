import fc from 'fast-check';
import { EMAIL_ID_TAG } from '#contract/mail-tags.ts';
import { parseResendRequest } from '#contract/resend-request.ts';
import { BATCH_SIZE } from '#contract/timing.ts';
import { emailIdOfTag, parseEmailId } from '#domain/email-id.ts';
import type { ReceivedMessage } from '#local/services/sqs/received-message.ts';
import { MARK } from '../hostile-text.ts';
import { isPublishable } from '../publishable.ts';
import { holds, type Surface } from '../surface.ts';
import type { Tally } from '../tally.ts';
import { fullOrder } from './full-order.ts';
import { checkMail } from './mail-checks.ts';
import { hostileMessage } from './order-messages.ts';
import { type SenderRun, SenderWorld } from './sender-world.ts';

/** Hostile messages of one batch, among good ones. */
interface Batch {
  readonly hostile: readonly string[];
  /** Before how many of them the second good message stands; the first one is the first of all. */
  readonly secondBefore: number;
}

const batch: fc.Arbitrary<Batch> = fc.record({
  hostile: fc.array(hostileMessage, { minLength: 1, maxLength: BATCH_SIZE - 2, size: 'max' }),
  secondBefore: fc.nat({ max: BATCH_SIZE - 2 }),
});

/** The reasons for which an event is refused, as the contract and the README name them. */
const REASONS: ReadonlySet<string> = new Set([
  ...['BODY_TOO_LARGE', 'NOT_JSON', 'NOT_AN_OBJECT', 'MISSING_FIELD', 'INVALID_FIELD'],
  ...['UNKNOWN_BRAND', 'UNKNOWN_RESEND'],
]);

/** A refusal takes one request, a mail three, and the account is asked now and then. */
const CALLS_PER_MESSAGE = 4;

/**
 * What anybody who may publish can do to the sender: batches of hostile messages among good ones, through the handler as it is
 * deployed, over the local cloud.
 */
export const orderSurface: Surface<Batch> = {
  name: 'orders',
  open(tally) {
    const world = new SenderWorld();
    return {
      cases: batch,
      async check({ hostile, secondBefore }) {
        // Each an order of its own, unless it was made to be another's.
        const named = hostile.map((body, index) => body.replace('HOSTILE', `HOSTILE-${index}`));
        const publishable = named.filter((body) => isPublishable(body, tally));
        const bodies = withNeighbours(publishable, secondBefore);
        await world.run(bodies, (run) => checkRun(run, publishable, tally));
      },
      close: () => {},
    };
  },
};

const goodBody = (name: string) => JSON.stringify(fullOrder('ORDER_CONFIRMATION', `GOOD-${name}`));

const withNeighbours = (hostile: readonly string[], secondBefore: number) => [
  goodBody('first'),
  ...hostile.toSpliced(secondBefore, 0, goodBody('second')),
];

async function checkRun(run: SenderRun, hostile: readonly string[], tally: Tally): Promise<void> {
  const { batch: received, kept, calls } = run;
  for (const { messageId, body } of received)
    if (kept.has(messageId))
      holds(hasCopy(body, run), 'no message comes again where nothing failed', run.lines);
  holds(calls <= 2 + CALLS_PER_MESSAGE * received.length, 'the work for a batch is bounded', calls);
  const mailed = await checkMails(run);
  for (const { body } of received) {
    const emailId = run.orders.get(body)?.emailId ?? '';
    if (hostile.includes(body)) continue;
    holds(mailed.get(emailId) === 1, 'a neighbour is mailed exactly once', emailId);
    tally.neighbour();
  }
  for (const body of hostile) checkOutcome(body, run, mailed, tally);
  const refused = received.filter(({ body }) => !isMailed(body, run, mailed) && !isRefusedBySes(body, run));
  holds(
    run.deadLetters.length === refused.length,
    'each refused message is one dead letter',
    run.deadLetters,
  );
  checkLines(run);
}

/** How many mails each email got, each mail checked. */
async function checkMails({ cloud }: SenderRun): Promise<ReadonlyMap<string, number>> {
  const mailed = new Map<string, number>();
  for (const { messageId } of cloud.ses.inbox.list({ limit: 100 })) {
    const mail = await cloud.ses.inbox.get(messageId);
    const raw = await cloud.ses.inbox.raw(messageId);
    const emailId = emailIdOfTag(mail?.tags[EMAIL_ID_TAG] ?? '') ?? '';
    mailed.set(emailId, (mailed.get(emailId) ?? 0) + 1);
    await checkMail(raw!, mail!);
  }
  for (const [emailId, count] of mailed) holds(count === 1, 'no email is mailed twice', emailId);
  return mailed;
}

function checkOutcome(body: string, run: SenderRun, mailed: ReadonlyMap<string, number>, tally: Tally): void {
  if (isMailed(body, run, mailed)) tally.accepted('mailed');
  else if (isRefusedBySes(body, run)) tally.refused('by SES');
  else {
    const letters = run.deadLetters.filter((letter) => letter.body === body);
    const copies = run.batch.filter((message) => message.body === body).length;
    holds(letters.length === copies, 'a refused message is a dead letter once', letters);
    for (const letter of letters) tally.refused(checkLetter(letter));
  }
}

/** The named reason. */
function checkLetter({ attributes }: ReceivedMessage): string {
  const named = Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key, value.StringValue]),
  );
  const { reason = '', field = '', allowed = '', emailId = '', ...others } = named;
  holds(REASONS.has(reason), 'a dead letter has a reason of the contract', named);
  holds(/^[\w.[\]]{0,80}$/.test(field), 'the field is one of the contract', named);
  holds(allowed.length <= 300 && !allowed.includes(MARK), 'what is allowed says nothing of the value', named);
  holds(/^[\x20-\x7e]{0,200}$/.test(emailId), 'an email’s id is a line of ASCII', named);
  holds(Object.keys(others).length === 0, 'a dead letter has no other attributes', named);
  return reason;
}

/** Ids are logged; nothing else of a message is. */
function checkLines({ lines, batch: received, orders }: SenderRun): void {
  const asked = received.flatMap(({ body }) => [
    orders.get(body)?.emailId,
    parseResendRequest(body)?.emailId,
  ]);
  const ids = new Set(asked.filter((id) => id !== undefined && parseEmailId(id)));
  for (const line of lines) {
    const rest = JSON.stringify(JSON.parse(line), (_, value) => (ids.has(value) ? undefined : value));
    holds(!rest.includes(MARK), 'no line of the log has anything personal', line);
    holds(line.length < 4_096, 'no line of the log is long', line.length);
  }
}

/** Whether another message of the batch is about the same email: one of them waits for the other's claim to end. */
const hasCopy = (body: string, { batch: received, orders }: SenderRun) => {
  const emailId = orders.get(body)?.emailId;
  return (
    emailId !== undefined &&
    received.filter((other) => orders.get(other.body)?.emailId === emailId).length > 1
  );
};

const isMailed = (body: string, { orders }: SenderRun, mailed: ReadonlyMap<string, number>) =>
  mailed.has(orders.get(body)?.emailId ?? '');

const isRefusedBySes = (body: string, { cloud, orders }: SenderRun) =>
  cloud.table.item(orders.get(body)?.emailId ?? '').sendState?.S === 'REFUSED';
