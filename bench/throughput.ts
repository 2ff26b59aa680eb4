import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { METRIC_NAMESPACE, METRICS } from '#contract/metrics.ts';
import { resourceNames } from '#contract/names.ts';

/**
 * The local cloud from the outside: time from start to ready, from the first publish to delivered, and orders per second end
 * to end.
 *
 * Method: `npm start`'s own entry runs in a process of its own with an empty state folder and a synth from before; the account's
 * send rate is set out of the way. A second process publishes all orders. The clock runs from that process's start until the
 * metric of deliveries has reached the number of orders; then the whole table is read, and every item must be DELIVERED.
 *
 *   node bench/throughput.ts [orders]
 */
const [orders = 10_000] = process.argv.slice(2).map(Number);
const ROOT = path.resolve(import.meta.dirname, '..');
const SUFFIX = 'bench';
const names = resourceNames(SUFFIX);
const topicArn = `arn:aws:sns:us-east-1:123456789012:${names.orderTopic}`;
const connection = { region: 'us-east-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } };

const state = mkdtempSync(path.join(tmpdir(), 'ordermail-bench-'));
try {
  await (await start()).stop();
  rmSync(path.join(state, SUFFIX), { recursive: true, force: true });
  await measure();
} finally {
  rmSync(state, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const { endpoint, readySeconds, firstDeliveredSeconds, stop } = await start();
  console.log(`start to ready, synth cached: ${readySeconds.toFixed(2)} s`);
  console.log(`first order, publish to delivered: ${firstDeliveredSeconds.toFixed(2)} s`);

  try {
    await publishAndWait(endpoint);
  } finally {
    await stop();
  }
}

async function publishAndWait(endpoint: string): Promise<void> {
  const delivered = await deliveredCounter(endpoint);
  const begin = performance.now();
  const publisher = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'publish-orders.ts'), endpoint, topicArn, String(orders)],
    { stdio: 'inherit' },
  );
  const published = once(publisher, 'exit').then(() => (performance.now() - begin) / 1000);
  while ((await delivered()) < orders) await setTimeout(100);
  const seconds = (performance.now() - begin) / 1000;

  console.log(
    `${orders} orders published in ${(await published).toFixed(1)} s, all delivered in ${seconds.toFixed(1)} s`,
  );
  console.log(`orders per second, end to end: ${Math.round(orders / seconds)}`);
  const statuses = await statusesOfAll(endpoint);
  console.log(`statuses in the table: ${JSON.stringify(statuses)}`);
  if (statuses.DELIVERED !== orders) throw new Error(`Expected ${orders} DELIVERED.`);
}

/** Starts the product and waits until it is ready and its sample order has arrived. */
async function start() {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', './bin/require-node.mjs', 'bin/start.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      ENVIRONMENT_SUFFIX: SUFFIX,
      ORDERMAIL_STATE: state,
      ORDERMAIL_PORT: '14566',
      ORDERMAIL_CONSOLE_PORT: '18025',
      LOCAL_SES_MAX_SEND_RATE: '100000',
      LOCAL_SES_MAX_24_HOUR_SEND: '100000000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    output += chunk;
  });
  const seen = async (text: RegExp) => {
    for (;;) {
      const match = text.exec(output);
      if (match) return { match, seconds: (performance.now() - begin) / 1000 };
      if (child.exitCode !== null) throw new Error(`It ended early:\n${output}`);
      await setTimeout(5);
    }
  };
  const ready = await seen(/Ready\. AWS endpoint (\S+)/);
  const published = await seen(/published the sample order/);
  const delivered = await seen(/ is DELIVERED/);
  return {
    endpoint: ready.match[1]!,
    readySeconds: ready.seconds,
    firstDeliveredSeconds: delivered.seconds - published.seconds,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Counts deliveries since now by the pipeline's own metric. */
async function deliveredCounter(endpoint: string): Promise<() => Promise<number>> {
  const client = new CloudWatchClient({ endpoint, ...connection });
  const total = async () => {
    const { Datapoints = [] } = await client.send(
      new GetMetricStatisticsCommand({
        Namespace: METRIC_NAMESPACE,
        MetricName: METRICS.delivered,
        Dimensions: [{ Name: 'Environment', Value: SUFFIX }],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 120_000),
        Period: 3600,
        Statistics: ['Sum'],
      }),
    );
    return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
  };
  const before = await total();
  return async () => (await total()) - before;
}

async function statusesOfAll(endpoint: string): Promise<Record<string, number>> {
  const table = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, ...connection }));
  const counts: Record<string, number> = {};
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await table.send(
      new ScanCommand({ TableName: names.trackingTable, ...(ExclusiveStartKey && { ExclusiveStartKey }) }),
    );
    for (const { orderId, status } of page.Items ?? [])
      if (orderId?.startsWith('BENCH-')) counts[status] = (counts[status] ?? 0) + 1;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return counts;
}
