import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { lazyClients } from '#adapters/aws/lazy-clients.ts';
import { costReader } from '#cli/cost-reader.ts';
import type { CostReport } from '#contract/cost-report.ts';
import { METRIC_NAMESPACE, METRICS } from '#contract/metrics.ts';
import { COST_TAG, resourceNames } from '#contract/names.ts';
import { totalUsd, usdOf } from '#domain/bill.ts';
import { meteredCalls } from '#local/meter/api-calls.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { UsageMeter } from '#local/meter/usage-meter.ts';
import type { AlarmDefinition } from '#local/services/cloudwatch/alarm.ts';
import { CloudWatch, cloudWatchService } from '#local/services/cloudwatch/cloudwatch.ts';
import { embeddedMetrics } from '#local/services/cloudwatch/embedded-metrics.ts';
import { CostExplorer } from '#local/services/cost-explorer/cost-explorer.ts';
import { meteredCosts } from '#local/services/cost-explorer/cost-source.ts';
import { costExplorerService } from '#local/services/cost-explorer/service.ts';
import { Ses, sesService } from '#local/services/ses/ses.ts';
import { body, consoleUnderTest } from '#test/console/console-fixture.ts';
import { templates } from '#test/lib/synthesized.ts';
import { clientConfig, serve } from '#test/local/support/serve.ts';
import { virtualWorld } from '#test/local/support/test-world.ts';
import { createCostCheck } from '../../src/handlers/cost-check.ts';

const ENVIRONMENT = 'months';
const BUDGET_USD = 8;
const NAMES = resourceNames(ENVIRONMENT);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What an email uses on its way, roughly. */
const PER_EMAIL = [
  { kind: USAGE.sesMessage, quantity: 1 },
  { kind: USAGE.snsRequest, quantity: 3 },
  { kind: USAGE.sqsRequest, quantity: 2 },
  { kind: USAGE.dynamodbWrite, quantity: 7 },
  { kind: USAGE.lambdaRequest, quantity: 0.3 },
  { kind: USAGE.logBytes, quantity: 150 / 1024 ** 3 },
];

/** The two alarms that remember, as the template has them. */
function spendAlarms(): AlarmDefinition[] {
  const { CostMonitoringStack } = templates({
    ENVIRONMENT_SUFFIX: ENVIRONMENT,
    COST_BUDGET_THRESHOLD: String(BUDGET_USD),
  });
  return Object.values(CostMonitoringStack.findResources('AWS::CloudWatch::Alarm'))
    .map(({ Properties }) => Properties as AlarmDefinition)
    .filter(({ AlarmName }) => AlarmName !== NAMES.costCheckAlarm);
}

/** An account in virtual time: what it uses is counted, and the real cost function looks at it over AWS's own clients. */
async function account() {
  const clock = virtualWorld();
  const meter = new UsageMeter(clock);
  const world = { ...clock, meter };
  const nobody = { publish: () => ({ messageId: '' }) };
  const cloudWatch = new CloudWatch({ world, topics: nobody });
  for (const alarm of spendAlarms()) cloudWatch.alarms.declare(alarm);
  const source = meteredCosts(meter, usdOf, world.timers.now);
  const tags = { [COST_TAG.key]: COST_TAG.value, Environment: ENVIRONMENT };
  const costs = new CostExplorer({ source, tags: () => tags, now: world.timers.now });
  const ses = new Ses({ world, topics: nobody, settings: {} });
  const services = [cloudWatchService(cloudWatch), costExplorerService(costs), sesService(ses)];
  const served = await serve(services, { world, observe: meteredCalls(meter) });
  const config = clientConfig(served);

  const mails: { Subject: string; Message: string }[] = [];
  const run = createCostCheck(
    {
      ENVIRONMENT_SUFFIX: ENVIRONMENT,
      COST_ALERT_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:costs',
      COST_BUDGET_USD: String(BUDGET_USD),
    },
    {
      bills: new CostExplorerClient(config),
      metrics: new CloudWatchClient(config),
      ses: new SESv2Client(config),
      table: { send: async () => ({ Table: {} }) } as unknown as DynamoDBDocumentClient,
      topics: {
        send: async ({ input }: { input: (typeof mails)[number] }) => void mails.push(input),
      } as unknown as SNSClient,
      clock: { now: world.timers.now, sleep: async () => {} },
      write(line) {
        for (const { namespace, data } of embeddedMetrics(line)) cloudWatch.metrics.put(namespace, data);
      },
    },
  );

  const consoleSources = {
    aws: lazyClients(config),
    names: NAMES,
    environment: ENVIRONMENT,
    clock: { now: world.timers.now, sleep: async () => {} },
  };

  return {
    ...served,
    meter,
    mails,

    /** What the console's page of costs says, as text. It asks as a person's console does, with clients of its own. */
    async costPage(): Promise<string> {
      const costs = await costReader(consoleSources, BUDGET_USD);
      const markup = await body(consoleUnderTest({}, { costs }).app, '/cost');
      return markup.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
    },
    alarms: () => cloudWatch.alarms.list().filter(({ state }) => state.value === 'ALARM'),
    metric: (name: string, start: number) =>
      cloudWatch.metrics
        .minutes(
          { namespace: 'EmailNotification/Costs', name, dimensions: { Environment: ENVIRONMENT } },
          { start, end: world.timers.now() + MINUTE_MS },
        )
        .at(-1)?.max,

    /** A day with so many emails; the check runs at seven in the morning, and its alarms see it. */
    async day(emails: number): Promise<CostReport> {
      await world.timers.advance(7 * HOUR_MS);
      const report = await run();
      await world.timers.advance(5 * MINUTE_MS);
      cloudWatch.alarms.evaluate();
      for (const { kind, quantity } of PER_EMAIL)
        meter.count({ kind, operation: 'Test', resource: 'test', quantity: quantity * emails });
      const dimensions = { Environment: ENVIRONMENT };
      cloudWatch.metrics.put(METRIC_NAMESPACE, [
        { name: METRICS.sent, dimensions, unit: 'Count', value: emails },
      ]);
      await world.timers.advance(DAY_MS - 7 * HOUR_MS - 5 * MINUTE_MS);
      return report;
    },
  };
}

const cents = (usd: number) => Math.round(usd * 100) / 100;

test('a month of 60,000 emails, and a dearer one after it: every figure is the meter’s, each crossing is told once', async () => {
  await using cloud = await account();

  let report = await cloud.day(2_000);
  for (let date = 2; date <= 29; date++) report = await cloud.day(2_000);
  const page = await cloud.costPage();
  report = await cloud.day(2_000);
  expect(cloud.mails).toEqual([]);
  expect(report).toMatchObject({ month: '2026-11', asOf: '2026-11-30', emails: 58_000, unknown: [] });
  // 29 days of emails, and a cent for each who has asked today: first the page, then the function.
  const untilNow = { start: '2026-11-01', end: '2026-11-30' };
  const metered = totalUsd(cloud.meter.usage(untilNow).map((line) => ({ usd: usdOf(line) })));
  expect(cents(report.totalUsd!)).toBe(cents(metered + 0.02));
  expect(cloud.metric('TotalCost', Date.parse('2026-11-30'))).toBe(report.totalUsd);
  expect(page).toContain(`So far $${(metered + 0.01).toFixed(2)} `);
  expect(page).toContain(' Emails sent 58,000 ');
  expect(report.perEmailUsd).toBeCloseTo(metered / 58_000, 7);
  expect(report.byService[0]).toEqual({
    service: 'Amazon Simple Email Service',
    usd: expect.closeTo(5.8, 6),
    origin: 'billed',
  });

  const november = cloud.meter.usage({ start: '2026-11-01', end: '2026-12-01' });
  const lastMonth = totalUsd(november.map((line) => ({ usd: usdOf(line) })));
  expect(await cloud.costPage()).toContain(`Last month $${lastMonth.toFixed(2)} `);

  const told: Record<string, string> = {};
  for (let date = 1; date <= 31; date++) {
    const before = cloud.mails.length;
    report = await cloud.day(3_200);
    for (const { Subject } of cloud.mails.slice(before)) told[report.asOf] = Subject;
  }
  expect(told).toEqual({
    '2026-12-09': 'Emails months: costs 57 % above last month',
    '2026-12-24': 'Emails months: costs above the budget of $8.00',
  });
  const [, overBudget] = cloud.mails;
  const spent = { start: '2026-12-01', end: '2026-12-24' };
  const december = totalUsd(cloud.meter.usage(spent).map((line) => ({ usd: usdOf(line) }))) + 0.01;
  expect(overBudget?.Message).toContain(`have cost $${december.toFixed(2)} this month`);
  expect(cloud.alarms().map(({ definition }) => definition.AlarmName)).toEqual([
    NAMES.costBudgetAlarm,
    NAMES.costRiseAlarm,
  ]);

  // A new month, as dear as the last: both are over.
  await cloud.day(3_200);
  await cloud.day(3_200);
  expect(cloud.alarms()).toEqual([]);
  expect(cloud.mails).toHaveLength(2);
});
