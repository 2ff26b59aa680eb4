import type { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { createPublisher } from '#publisher/publisher.ts';
import { shopOrders } from './shop-orders.ts';

/**
 * What the publisher costs a shop: requests and bytes per order, one by one and in batches, and CPU per order for the checks and
 * the message, without the AWS SDK.
 *
 * Method: realistic orders (bench/shop-orders.ts) are published to a client that counts and answers at once. CPU time is user
 * plus system time of this process, after a warm-up.
 *
 *   node bench/publisher.ts [orders]
 */
const [count = 10_000] = process.argv.slice(2).map(Number);

const draw = shopOrders('publisher');
const orders = Array.from({ length: count }, () => draw().order);

await publishOneByOne();
for (const [name, publish] of Object.entries({ publish: publishOneByOne, publishBatch: publishInBatches })) {
  const { requests, bytes, microseconds } = await publish();
  console.log(
    `${name}: ${(requests / count).toFixed(2)} requests, ${Math.round(bytes / count)} bytes, ` +
      `${(microseconds / count).toFixed(0)} µs of CPU per order`,
  );
}

async function publishOneByOne() {
  const { client, counted } = countingClient();
  const publisher = createPublisher({ topicArn: 'any', client });
  const before = process.cpuUsage();
  for (const order of orders) await publisher.publish(order);
  return { ...counted(), microseconds: microsecondsSince(before) };
}

async function publishInBatches() {
  const { client, counted } = countingClient();
  const publisher = createPublisher({ topicArn: 'any', client });
  const before = process.cpuUsage();
  const results = await publisher.publishBatch(orders);
  const microseconds = microsecondsSince(before);
  if (results.some(({ kind }) => kind !== 'published')) throw new Error('Not every order was published');
  return { ...counted(), microseconds };
}

function countingClient() {
  let requests = 0;
  let bytes = 0;
  const send = async ({ input }: PublishCommand | PublishBatchCommand) => {
    requests += 1;
    const entries = 'PublishBatchRequestEntries' in input ? input.PublishBatchRequestEntries! : [input];
    for (const { Message } of entries) bytes += Buffer.byteLength(Message!);
    if (!('PublishBatchRequestEntries' in input)) return { MessageId: 'message' };
    return { Successful: input.PublishBatchRequestEntries!.map(({ Id }) => ({ Id, MessageId: 'message' })) };
  };
  return { client: { send } as unknown as SNSClient, counted: () => ({ requests, bytes }) };
}

function microsecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
