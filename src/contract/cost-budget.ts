/** One line of what an email may cost, in units: prices change without us, units do not. */
export interface BudgetLine {
  /** As a sentence about one email goes on: `7 write units`. */
  readonly name: string;
  /** At most, on the happy path in batches of ten where nothing else is said. */
  readonly limit: number;
  /** What one unit more of it costs: Cost Explorer's names. Absent where the limit itself has no price. */
  readonly priced?: {
    readonly service: string;
    readonly usageType: string;
    /** Quantities of that usage for one unit. */
    readonly each: number;
    /** @default each email */
    readonly every?: 'month' | 'day';
  };
}

const GIGABYTE = 2 ** 30;
const CLOUDWATCH = 'AmazonCloudWatch';
const DYNAMODB = 'Amazon DynamoDB';

/** So long DynamoDB keeps an email's bytes, in months (RETENTION_DAYS). */
const MONTHS_KEPT = 3;

const priced = (service: string, usageType: string, each = 1, every?: 'month' | 'day') => ({
  priced: { service, usageType, each, ...(every && { every }) },
});

/**
 * What one email may cost. test/cost/budget.test.ts meters the happy path against it: whoever needs more raises the number here,
 * with the reason in the commit, and updates docs/cost.md with `npm run cost -- --write`.
 */
export const COST_BUDGET = {
  writeUnits: { name: 'DynamoDB write units', limit: 7, ...priced(DYNAMODB, 'WriteRequestUnits') },
  readUnits: { name: 'DynamoDB read units', limit: 0.5, ...priced(DYNAMODB, 'ReadRequestUnits') },
  /** Above 1 KB each write of the item costs twice. */
  itemBytes: { name: 'bytes of the item', limit: 1024 },
  /** Of all indexes, each with DynamoDB's own 100 bytes. */
  indexBytes: {
    name: 'bytes of index entries',
    limit: 500,
    ...priced(DYNAMODB, 'TimedStorage-ByteHrs', MONTHS_KEPT / GIGABYTE),
  },
  snsMessages: {
    name: 'SNS messages, with the shop’s own',
    limit: 3,
    ...priced('Amazon Simple Notification Service', 'Requests-Tier1'),
  },
  sqsRequests: {
    name: 'SQS requests',
    limit: 3.6,
    ...priced('Amazon Simple Queue Service', 'Requests-Tier1'),
  },
  invocations: { name: 'Lambda invocations', limit: 0.3, ...priced('AWS Lambda', 'Request-ARM') },
  logBytes: {
    name: 'bytes of logs',
    limit: 155,
    ...priced(CLOUDWATCH, 'DataProcessing-Bytes', 1 / GIGABYTE),
  },
  mails: { name: 'mails', limit: 1, ...priced('Amazon Simple Email Service', 'Recipients') },
  /** By the hours in which they have data, as AWS bills them: a daily one is a twenty-fourth. */
  customMetrics: {
    name: 'custom metrics in all',
    limit: 10,
    ...priced(CLOUDWATCH, 'CW:MetricMonitorUsage', 1, 'month'),
  },
  /** Of ten alarms: AWS bills each metric that an alarm's expression reads. */
  alarmMetrics: {
    name: 'metrics watched by alarms in all',
    limit: 19,
    ...priced(CLOUDWATCH, 'CW:AlarmMonitorUsage', 1, 'month'),
  },
  dashboards: { name: 'dashboards', limit: 3, ...priced(CLOUDWATCH, 'DashboardsUsageHour', 1, 'month') },
  customerKeys: {
    name: 'customer keys',
    limit: 0,
    ...priced('AWS Key Management Service', 'KMS-Keys', 1, 'month'),
  },
  costExplorerRequests: {
    name: 'Cost Explorer requests a day',
    limit: 1,
    ...priced('AWS Cost Explorer', 'APIRequest', 1, 'day'),
  },
} as const satisfies Readonly<Record<string, BudgetLine>>;

export type BudgetName = keyof typeof COST_BUDGET;
