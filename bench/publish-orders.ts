import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';

/**
 * Child of bench/throughput.ts: publishes orders as fast as the topic takes them, in requests of ten, eight at a time.
 *
 *   node bench/publish-orders.ts ENDPOINT TOPIC_ARN ORDERS
 */
const [endpoint = '', topicArn = '', orders = '0'] = process.argv.slice(2);
const sns = new SNSClient({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
});

let next = 0;
await Promise.all(Array.from({ length: 8 }, publishUntilAllAre));

async function publishUntilAllAre(): Promise<void> {
  while (next < Number(orders)) {
    const entries = Array.from({ length: Math.min(10, Number(orders) - next) }, () => entry(next++));
    const { Failed = [] } = await sns.send(
      new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }),
    );
    if (Failed.length > 0)
      throw new Error(
        `${Failed.length} of ${entries.length} orders were not published: ${Failed[0]?.Message}`,
      );
  }
}

function entry(n: number) {
  const event = {
    orderId: `BENCH-${n}`,
    customerEmail: 'customer@example.com',
    customerName: 'John Doe',
    orderItems: [{ name: 'Product', quantity: 2, price: '29.99' }],
    orderTotal: '59.98',
    orderTimestamp: '2024-10-08T12:00:00Z',
  };
  return { Id: String(n), Message: JSON.stringify(event) };
}
