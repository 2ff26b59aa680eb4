import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { drawOptions } from '../sim/options.ts';
import { simulate } from '../sim/simulate.ts';

/**
 * Simulated orders a second of CPU, against a bare loop of the SDK calls that an order cannot do without: the claim, the mail, the
 * record, and the record of two events. The bare loop's clients are answered at once, in the same process, so it is the most that
 * any simulation with the real SDK in it could reach on this machine.
 *
 * Method: rounds alternate between the two; CPU time is user plus system time of this process; medians.
 *
 *   node bench/simulation.ts [rounds] [orders a round]
 */
const [rounds = 5, orders = 1_000] = process.argv.slice(2).map(Number);

const answered = (body: string) => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: async () => ({
    response: {
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body),
    },
  }),
});
const connection = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
};
const table = DynamoDBDocumentClient.from(
  new DynamoDBClient({ ...connection, requestHandler: answered('{}') as never }),
);
const ses = new SESv2Client({
  ...connection,
  requestHandler: answered(JSON.stringify({ MessageId: '0'.repeat(60) })) as never,
});

/** Of the size of a claim. */
const write = {
  TableName: 'email-delivery-tracking-bench',
  Key: { emailId: 'ORDER123456#ORDER_CONFIRMATION' },
  UpdateExpression: `SET ${Array.from({ length: 14 }, (_, n) => `#a${n} = :v${n}`).join(', ')}`,
  ConditionExpression: 'attribute_not_exists(#a0)',
  ExpressionAttributeNames: Object.fromEntries(
    Array.from({ length: 14 }, (_, n) => [`#a${n}`, `attribute${n}`]),
  ),
  ExpressionAttributeValues: Object.fromEntries(
    Array.from({ length: 14 }, (_, n) => [`:v${n}`, `value ${n}`]),
  ),
};

const mail = {
  FromEmailAddress: 'orders@example.com',
  Destination: { ToAddresses: ['customer@example.com'] },
  Content: {
    Simple: {
      Subject: { Data: 'Your order is confirmed' },
      Body: { Html: { Data: 'x'.repeat(6_000) }, Text: { Data: 'x'.repeat(800) } },
    },
  },
};

async function bareOrders(): Promise<void> {
  for (let order = 0; order < orders; order++) {
    await table.send(new UpdateCommand(write));
    await ses.send(new SendEmailCommand(mail));
    for (let record = 0; record < 3; record++) await table.send(new UpdateCommand(write));
  }
}

async function simulatedOrders(round: number): Promise<void> {
  const { violation } = await simulate({
    ...drawOptions(round, orders, 'none'),
    ...{ malformed: 0, badRecipients: 0, publishedTwice: 0, resends: 0, erasures: 0 },
  });
  if (violation) throw violation;
}

async function cpuSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const seconds = { bare: [] as number[], simulated: [] as number[] };
for (let round = 0; round <= rounds; round++) {
  const bare = await cpuSeconds(bareOrders);
  const simulated = await cpuSeconds(() => simulatedOrders(round));
  // The first one warms the compiler up.
  if (round > 0) {
    seconds.bare.push(bare);
    seconds.simulated.push(simulated);
  }
}
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const [bare, simulated] = [orders / median(seconds.bare), orders / median(seconds.simulated)];
console.log(`${rounds} rounds of ${orders} orders, medians, orders a second of CPU`);
console.log(
  `bare loop of five SDK calls ${Math.round(bare)}, simulated without faults ${Math.round(simulated)}, ratio ${(bare / simulated).toFixed(2)}`,
);
