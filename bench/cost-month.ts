import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { COST_METRIC_NAMESPACE, COST_METRICS } from '#contract/cost-metrics.ts';
import type { CostReport } from '#contract/cost-report.ts';
import { resourceNames } from '#contract/names.ts';
import { usdOf } from '#domain/bill.ts';
import { synthesize } from '#local/assembly/synthesize.ts';
import { type LocalCloud, startLocalCloud } from '#local/local-cloud.ts';
import { typicalOrder } from '../bin/cost/typical-order.ts';

/**
 * A month of orders on the local cloud, and whether what is told of its cost is what the meter counted.
 *
 * Method: each day the cloud starts with its kept state and its clock on that day of December, the day's orders are published, in
 * tens, and worked on by the real functions, and the daily cost check runs. On the day after the last the check runs once more;
 * its report, the mail of the cost alert, the metrics and the meter are compared. The budget is 5 USD, so that a mail is due: one
 * with each check above it, since the cloud is off between the days, and the alarm that remembers needs five minutes.
 *
 *   node bench/cost-month.ts [orders a day] [days]
 */
const [ordersADay = '2000', days = '30'] = process.argv.slice(2);
const SUFFIX = 'month';
const NAMES = resourceNames(SUFFIX);
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';
const MONTH = { start: '2026-12-01', end: '2027-01-01' };
const CONCURRENCY = 4;

const stateDirectory = mkdtempSync(path.join(tmpdir(), 'cost-month-'));
const assemblyDirectory = await synthesize({
  projectDirectory: path.resolve(import.meta.dirname, '..'),
  cacheDirectory: path.join(tmpdir(), 'ordermail-bench-assemblies'),
  settings: {
    CDK_VALIDATION: 'false',
    ENVIRONMENT_SUFFIX: SUFFIX,
    SHOP_NAME: 'Example Shop',
    NOTIFICATION_EMAILS: 'ops@example.com',
    COST_BUDGET_THRESHOLD: '5',
  },
  onProgress: () => {},
});

let orderNumber = 0;
try {
  for (let day = 1; day <= Number(days); day++) {
    const startedAt = performance.now();
    await onDay(day, async (cloud) => {
      await checkCosts(cloud);
      await publishDay(cloud);
    });
    console.log(`day ${day}: ${orderNumber} orders, ${Math.round(performance.now() - startedAt)} ms`);
  }
  await onDay(Number(days) + 1, compare);
} finally {
  rmSync(stateDirectory, { recursive: true });
}

/** Runs something on a day of the month, at nine in the morning. */
async function onDay(day: number, work: (cloud: LocalCloud) => Promise<void>): Promise<void> {
  const cloud = await startLocalCloud({
    assemblyDirectory,
    stateDirectory,
    host: '127.0.0.1',
    port: 0,
    accountId: ACCOUNT,
    region: REGION,
    clockOffsetMs: Date.UTC(2026, 11, day, 9) - Date.now(),
    pricing: usdOf,
    ses: { maxSendRate: 100_000, max24HourSend: 10_000_000 },
    log: () => {},
  });
  try {
    await work(cloud);
  } finally {
    await cloud.close();
  }
}

async function publishDay(cloud: LocalCloud): Promise<void> {
  const credentials = { accessKeyId: 'shop', secretAccessKey: 'shop' };
  const sns = new SNSClient({ endpoint: cloud.endpointUrl, region: REGION, credentials });
  const TopicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:${NAMES.orderTopic}`;
  let left = Number(ordersADay);
  const publisher = async () => {
    while (left > 0) {
      const count = Math.min(10, left);
      left -= count;
      const PublishBatchRequestEntries = Array.from({ length: count }, () => ({
        Id: String(orderNumber % 10),
        Message: JSON.stringify(
          typicalOrder(`ORDER-${String(++orderNumber).padStart(7, '0')}`, 'success@simulator.amazonses.com'),
        ),
      }));
      await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, publisher));
  const expected = 2 * orderNumber;
  while (!(feedbackEvents(cloud) >= expected && isQuiet(cloud))) await setTimeout(50);
  sns.destroy();
}

function feedbackEvents({ meter }: LocalCloud): number {
  return meter
    .usage(MONTH)
    .filter(({ operation, resource }) => operation === 'Publish' && resource === NAMES.feedbackTopic)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

function isQuiet({ queues }: LocalCloud): boolean {
  return [NAMES.orderQueue, NAMES.feedbackQueue]
    .map((name) => queues.counts(`arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`))
    .every(({ visible, inFlight, delayed }) => visible + inFlight + delayed === 0);
}

async function checkCosts(cloud: LocalCloud): Promise<CostReport | undefined> {
  const outcome = await cloud.functions.invoke(NAMES.costFunction, '{}');
  return outcome.kind === 'success' ? JSON.parse(outcome.payload) : undefined;
}

async function compare(cloud: LocalCloud): Promise<void> {
  const metered = () => cloud.meter.usage(MONTH).reduce((sum, line) => sum + usdOf(line), 0);
  const before = metered();
  const report = await checkCosts(cloud);
  const mails = cloud.topics.emails().filter(({ topicArn }) => topicArn.endsWith(NAMES.costAlertTopic));
  const latest = (namespace: string, name: string) =>
    cloud.cloudWatch.metrics
      .minutes(
        { namespace, name, dimensions: { Environment: SUFFIX } },
        { start: 0, end: Number.MAX_SAFE_INTEGER },
      )
      .at(-1)?.sum;
  console.log(`meter, before the last check: $${before.toFixed(4)}; after it: $${metered().toFixed(4)}`);
  console.log(
    `report: $${report?.totalUsd?.toFixed(4)}, ${report?.emails} emails, $${report?.perEmailUsd} each`,
  );
  console.log(
    `metric ${COST_METRICS.total}: $${latest(COST_METRIC_NAMESPACE, COST_METRICS.total)?.toFixed(4)}`,
  );
  console.log(
    `crossed: ${report?.crossed}; told before: ${report?.told}; unknown: ${report?.unknown.join(' | ')}`,
  );
  for (const { service, usd, origin } of report?.byService ?? [])
    console.log(`  ${service} ${usd.toFixed(4)} ${origin}`);
  console.log(`mails of the cost topic: ${mails.length}`);
  if (mails[0]) console.log(`\nThe last one:\n${mails[0].subject}\n${mails[0].body}`);
}
