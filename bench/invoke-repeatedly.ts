import { setTimeout } from 'node:timers/promises';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';

/**
 * Child of bench/sender.ts. Imports a bundle, invokes its handler with batches of ten orders, and prints, as JSON, the
 * import's time and the CPU time per email after a warm-up.
 */
const [bundlePath = '', batches = '0'] = process.argv.slice(2);
const BATCH = 10;
const WARM_UP_BATCHES = 100;

const importStart = process.cpuUsage();
const { handler } = await import(bundlePath);
const importCpu = process.cpuUsage(importStart);

const context = { getRemainingTimeInMillis: () => 30_000 } as Context;
let orders = 0;

for (let batch = 0; batch < WARM_UP_BATCHES; batch++) await handler(batchOf(BATCH), context);
await setTimeout(0);
const start = process.cpuUsage();
for (let batch = 0; batch < Number(batches); batch++) await handler(batchOf(BATCH), context);
const cpu = process.cpuUsage(start);

console.log(
  JSON.stringify({
    importMicroseconds: importCpu.user + importCpu.system,
    microsecondsPerEmail: (cpu.user + cpu.system) / (Number(batches) * BATCH),
  }),
);
process.exit(0);

function batchOf(size: number): SQSEvent {
  return { Records: Array.from({ length: size }, record) };
}

function record(): SQSRecord {
  const orderId = `ORDER${orders++}`;
  const body = JSON.stringify({
    orderId,
    customerEmail: 'customer@example.com',
    customerName: 'John Doe',
    orderItems: [{ name: 'Product', quantity: 2, price: '29.99' }],
    orderTotal: '59.98',
    orderTimestamp: '2024-10-08T12:00:00Z',
  });
  return {
    messageId: orderId,
    body,
    receiptHandle: 'r',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
  } as SQSRecord;
}
