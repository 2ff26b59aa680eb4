import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { lazyClients } from '#adapters/aws/lazy-clients.ts';
import { costReader } from '#cli/cost-reader.ts';
import { costRoutes } from '#console/cost-routes.ts';
import type { Site } from '#console/page.ts';
import { PATHS } from '#console/paths.ts';
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
 * its report, the mail of the cost alert, the dashboard's metric and the console's page are compared with the meter, to the cent;
 * one that differs ends the bench with 1. The budget is 5 USD, so that a mail is due: one, if the alarm that remembers has had its five
 * minutes before the cloud goes off for the day; test/e2e/cost-months.test.ts shows that it remembers.
 *
 *   node bench/cost-month.ts [orders a day] [days]
 */
const [ordersADay = '2000', days = '30'] = process.argv.slice(2);
const SUFFIX = 'month';
const NAMES = resourceNames(SUFFIX);
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';
const MONTH = { start: '2026-12-01', end: '2027-01-01' };
const BUDGET_USD = 5;
const CONCURRENCY = 4;
const openedAt = Date.now();
/** By day: what the meter had counted when the check asked. */
const countedFor = new Map<string, string | undefined>();

const stateDirectory = mkdtempSync(path.join(tmpdir(), 'cost-month-'));
const assemblyDirectory = await synthesize({
  projectDirectory: path.resolve(import.meta.dirname, '..'),
  cacheDirectory: path.join(tmpdir(), 'ordermail-bench-assemblies'),
  settings: {
    CDK_VALIDATION: 'false',
    ENVIRONMENT_SUFFIX: SUFFIX,
    SHOP_NAME: 'Example Shop',
    NOTIFICATION_EMAILS: 'ops@example.com',
    COST_BUDGET_THRESHOLD: String(BUDGET_USD),
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

/** Nine in the morning of a day of the month, seen from now. */
function clockOffsetMs(day: number): number {
  return Date.UTC(2026, 11, day, 9) - openedAt;
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
    clockOffsetMs: clockOffsetMs(day),
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
  const meter = counted(cloud);
  const outcome = await cloud.functions.invoke(NAMES.costFunction, '{}');
  const report: CostReport | undefined = outcome.kind === 'success' ? JSON.parse(outcome.payload) : undefined;
  if (report) countedFor.set(report.asOf, meter);
  return report;
}

/** What is told of the month's cost, beside what the meter counted when it was asked. */
async function compare(cloud: LocalCloud): Promise<void> {
  const report = await checkCosts(cloud);
  const countedForPage = counted(cloud);
  const page = await costPage(cloud);
  const mail = cloud.topics.emails().findLast(({ topicArn }) => topicArn.endsWith(NAMES.costAlertTopic));
  const checked = countedFor.get(report?.asOf ?? '');
  const mailed = / until ([\d-]+),/.exec(mail?.body ?? '')?.[1] ?? '';
  const told = [
    ['report of the check', cents(report?.totalUsd), checked],
    [`metric ${COST_METRICS.total}`, cents(latestTotal(cloud)), checked],
    [
      `mail of ${mailed}`,
      /have cost (\$[\d.]+) this month/.exec(mail?.body ?? '')?.[1],
      countedFor.get(mailed),
    ],
    ['page of the console', /So far (\$[\d.]+)/.exec(page)?.[1], countedForPage],
  ] as const;
  for (const [what, said, meter] of told) console.log(`${what}: ${said}; the meter: ${meter}`);
  console.log(
    `emails: ${report?.emails}, $${report?.perEmailUsd} each; unknown: ${report?.unknown.join(' | ')}`,
  );
  for (const { service, usd, origin } of report?.byService ?? [])
    console.log(`  ${service} ${usd.toFixed(4)} ${origin}`);
  if (mail) console.log(`\nThe mail:\n${mail.subject}\n${mail.body}`);
  if (told.some(([, said, meter]) => said !== meter)) process.exitCode = 1;
}

/** What the meter has counted, with the cent of who is about to ask. */
function counted({ meter }: LocalCloud): string | undefined {
  return cents(meter.usage(MONTH).reduce((sum, line) => sum + usdOf(line), 0.01));
}

/** The console's page, which asks with clients of its own, as text. */
async function costPage(cloud: LocalCloud): Promise<string> {
  const credentials = { accessKeyId: 'console', secretAccessKey: 'console' };
  const now = () => Date.now() + clockOffsetMs(Number(days) + 1);
  const costs = await costReader(
    {
      aws: lazyClients({ endpoint: cloud.endpointUrl, region: REGION, credentials }),
      names: NAMES,
      environment: SUFFIX,
      clock: { now, sleep: setTimeout },
    },
    BUDGET_USD,
  );
  const site = { environment: SUFFIX, hasCosts: true } as Site;
  const response = await costRoutes(site, costs).request(PATHS.cost);
  return (await response.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

function latestTotal({ cloudWatch }: LocalCloud): number | undefined {
  const dimensions = { Environment: SUFFIX };
  return cloudWatch.metrics
    .minutes(
      { namespace: COST_METRIC_NAMESPACE, name: COST_METRICS.total, dimensions },
      { start: 0, end: Number.MAX_SAFE_INTEGER },
    )
    .at(-1)?.sum;
}

function cents(usd: number | undefined): string | undefined {
  return usd === undefined ? undefined : `$${usd.toFixed(2)}`;
}
