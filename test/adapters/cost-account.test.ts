import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { accountInspector } from '#adapters/aws/account-inspector.ts';
import { cloudwatchCostAlarms } from '#adapters/aws/cloudwatch-cost-alarms.ts';
import { cloudwatchUsage } from '#adapters/aws/cloudwatch-usage.ts';
import { CloudWatch, cloudWatchService } from '#local/services/cloudwatch/cloudwatch.ts';
import { Ses, sesService } from '#local/services/ses/ses.ts';
import type { SesSettings } from '#local/services/ses/settings.ts';
import { clientConfig, serve } from '#test/local/support/serve.ts';
import { virtualWorld } from '#test/local/support/test-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = Date.parse('2026-11-01T00:00:00Z');
const nobody = { publish: () => ({ messageId: '' }) };

interface Table {
  readonly Table?: object;
}

/** CloudWatch and SES of an account, over AWS's own clients, and a table as DynamoDB describes it. */
async function account({ ses = {}, table = {} }: { ses?: Partial<SesSettings>; table?: Table | Error } = {}) {
  const world = virtualWorld();
  const cloudWatch = new CloudWatch({ world, topics: nobody });
  const sesCloud = new Ses({ world, topics: nobody, settings: ses });
  const served = await serve([cloudWatchService(cloudWatch), sesService(sesCloud)], { world });
  const metrics = new CloudWatchClient(clientConfig(served));
  const inspector = accountInspector({
    ses: new SESv2Client(clientConfig(served)),
    metrics,
    table: {
      send: async () => {
        if (table instanceof Error) throw table;
        return table;
      },
    } as unknown as DynamoDBDocumentClient,
    tableName: 'emails',
    environmentSuffix: 'dev',
  });
  const put = (
    namespace: string,
    name: string,
    dimensions: Record<string, string>,
    at: number,
    value: number,
  ) => cloudWatch.metrics.put(namespace, [{ name, dimensions, timestamp: START + at, value }]);
  return { ...served, cloudWatch, metrics, inspector, put };
}

describe('the counts', () => {
  it('are summed by day, each of its own resource', async () => {
    await using cloud = await account();
    cloud.put('EmailNotification', 'EmailSent', { Environment: 'dev' }, 0, 3);
    cloud.put('EmailNotification', 'EmailSent', { Environment: 'dev' }, 23 * HOUR_MS, 4);
    cloud.put('EmailNotification', 'EmailSent', { Environment: 'dev' }, 24 * HOUR_MS, 5);
    cloud.put('EmailNotification', 'EmailSent', { Environment: 'prod' }, 0, 100);
    cloud.put('AWS/Lambda', 'Invocations', { FunctionName: 'email-cost-dev' }, 0, 1);
    cloud.put('AWS/Lambda', 'Invocations', { FunctionName: 'email-sender-dev' }, 0, 2);
    cloud.put('AWS/SQS', 'NumberOfMessagesDeleted', { QueueName: 'email-orders-dev' }, 0, 7);
    cloud.put('AWS/Logs', 'IncomingBytes', { LogGroupName: '/aws/lambda/email-sender-dev' }, 0, 1_000);
    cloud.put('AWS/Logs', 'IncomingBytes', { LogGroupName: '/aws/lambda/email-feedback-dev' }, 0, 500);
    const usage = await cloudwatchUsage(cloud.metrics, 'dev').read({
      start: '2026-11-01',
      end: '2026-11-04',
    });
    expect(usage).toMatchObject({
      kind: 'known',
      value: {
        emails: new Map([
          ['2026-11-01', 7],
          ['2026-11-02', 5],
        ]),
        costChecks: new Map([['2026-11-01', 1]]),
        senderRuns: new Map([['2026-11-01', 2]]),
        orderMessages: new Map([['2026-11-01', 7]]),
        logBytes: new Map([['2026-11-01', 1_500]]),
      },
    });
  });

  it('know each whole hour’s writes since the first, of the table and its index', async () => {
    await using cloud = await account();
    const table = { TableName: 'email-delivery-tracking-dev' };
    const index = { ...table, GlobalSecondaryIndexName: 'OrderIdIndex' };
    cloud.put('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', table, DAY_MS + 22 * HOUR_MS, 40);
    cloud.put('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', index, DAY_MS + 23 * HOUR_MS, 10);
    cloud.put('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', table, 2 * DAY_MS, 999);
    const usage = await cloudwatchUsage(cloud.metrics, 'dev').read({
      start: '2026-11-01',
      end: '2026-11-04',
    });
    expect(usage).toMatchObject({
      value: {
        hourlyWriteUnits: [
          [40, 0],
          [0, 10],
        ],
      },
    });
  });

  it('are unknown with the reason where CloudWatch does not answer', async () => {
    const cloud = await account();
    await cloud.close();
    const usage = await cloudwatchUsage(cloud.metrics, 'dev').read({
      start: '2026-11-01',
      end: '2026-11-04',
    });
    expect(usage).toEqual({ kind: 'unknown', reason: 'ECONNREFUSED' });
  });
});

describe('the account', () => {
  it('is looked at: plan, addresses, table, dashboards, metrics in use', async () => {
    const Table = {
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      SSEDescription: { SSEType: 'KMS', Status: 'ENABLED' },
      TableSizeBytes: 9_000,
      ItemCount: 10,
    };
    await using cloud = await account({ ses: { pricingPlan: 'ESSENTIALS' }, table: { Table } });
    for (const name of ['one', 'two', 'three', 'four']) cloud.cloudWatch.dashboards.declare(name, '{}');
    cloud.put('EmailNotification', 'EmailSent', { Environment: 'dev' }, 0, 1);
    cloud.put('EmailNotification', 'EmailSent', { Environment: 'prod' }, 0, 1);
    cloud.put('EmailNotification/Costs', 'TotalCost', { Environment: 'dev' }, 0, 1);
    expect(await cloud.inspector.inspect()).toEqual({
      sesPlan: 'ESSENTIALS',
      nextSesPlan: undefined,
      deliverabilityManager: false,
      dedicatedIps: 0,
      onDemand: true,
      itemBytes: 900,
      dashboards: 4,
      customMetrics: 2,
      unknown: [],
    });
  });

  it('is known but for what refuses, which is named', async () => {
    const refusal = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: {} });
    await using cloud = await account({ table: refusal });
    const { unknown, ...known } = await cloud.inspector.inspect();
    expect(unknown).toEqual(['table description (AccessDeniedException)']);
    expect(known).toMatchObject({ sesPlan: 'NONE', dashboards: 0 });
    expect(known).not.toHaveProperty('onDemand');
  });

  it('says nothing of the size of an empty table’s items', async () => {
    await using cloud = await account({ table: { Table: { TableSizeBytes: 0, ItemCount: 0 } } });
    expect(await cloud.inspector.inspect()).not.toHaveProperty('itemBytes');
  });
});

describe('the alarms', () => {
  it('remember what is in alarm, and nothing else', async () => {
    await using cloud = await account();
    const alarm = (AlarmName: string, Threshold: number) =>
      cloud.cloudWatch.alarms.declare({
        AlarmName,
        Namespace: 'EmailNotification/Costs',
        MetricName: 'TotalCost',
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold,
        TreatMissingData: 'breaching',
      });
    alarm('email-cost-rise-dev', 50);
    alarm('email-cost-rise-prod', 50);
    cloud.cloudWatch.alarms.evaluate();
    alarm('email-cost-budget-dev', 50);
    expect(await cloudwatchCostAlarms(cloud.metrics, 'dev').told()).toEqual(['rise']);
  });
});
