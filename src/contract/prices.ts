/** What one kind of usage costs. */
export interface Price {
  /** Cost Explorer's SERVICE. */
  readonly service: string;
  /** Cost Explorer's USAGE_TYPE, without the region's prefix. */
  readonly usageType: string;
  /** What it is called on a bill of materials. */
  readonly name: string;
  /** What a quantity of 1 is. */
  readonly unit: string;
  /** USD for `per` units. */
  readonly usd: number;
  readonly per: number;
  /** Units that are free in every month for every account; what new accounts get for a year does not count. */
  readonly free: number;
  /** Title of the AWS page that says so. */
  readonly source: string;
}

/** The day on which the table was last compared with AWS's pages. */
export const PRICES_AS_OF = '2026-11-24';

/** The region whose prices these are. */
export const PRICES_REGION = 'us-east-1';

const MILLION = 1_000_000;

/** The only prices in this project, as listed on the pages `https://aws.amazon.com/<service>/pricing/`. */
export const PRICES: readonly Price[] = [
  ...of('Amazon Simple Email Service', 'Amazon SES pricing', [
    // À la carte. A new account starts on the Essentials plan at 0.16 (see ESSENTIALS_USD_PER_1000).
    ['Recipients', 'Mails sent', 'message', 0.1, 1_000],
    ['AttachmentsSize-Bytes', 'Attachments', 'GB', 0.12, 1],
  ]),
  ...of('Amazon Simple Notification Service', 'Amazon SNS pricing', [
    ['Requests-Tier1', 'Publishes of 64 KB', 'request', 0.5, MILLION, MILLION],
    ['DeliveryAttempts-SQS', 'Deliveries to queues', 'delivery', 0, 1],
    ['DeliveryAttempts-SMTP', 'Deliveries to people by email', 'delivery', 2, 100_000, 1_000],
  ]),
  ...of('Amazon Simple Queue Service', 'Amazon SQS pricing', [
    ['Requests-Tier1', 'Queue requests of 64 KB', 'request', 0.4, MILLION, MILLION],
  ]),
  ...of('AWS Lambda', 'AWS Lambda pricing', [
    ['Request-ARM', 'Invocations', 'request', 0.2, MILLION, MILLION],
    ['Lambda-GB-Second-ARM', 'Compute, arm64', 'GB-second', 0.0000133334, 1, 400_000],
    ['Request', 'Invocations, x86', 'request', 0.2, MILLION],
    ['Lambda-GB-Second', 'Compute, x86', 'GB-second', 0.0000166667, 1],
  ]),
  ...of('Amazon DynamoDB', 'Amazon DynamoDB pricing for on-demand capacity', [
    ['WriteRequestUnits', 'Write units', 'unit', 0.625, MILLION],
    ['ReadRequestUnits', 'Read units', 'unit', 0.125, MILLION],
    ['TimedStorage-ByteHrs', 'Table and index storage', 'GB-month', 0.25, 1, 25],
    ['TimedPITRStorage-ByteHrs', 'Point-in-time recovery', 'GB-month', 0.2, 1],
  ]),
  ...of('AmazonCloudWatch', 'Amazon CloudWatch pricing', [
    // Its 5 GB are shared with stored bytes; here all of them go to what is written.
    ['DataProcessing-Bytes', 'Log bytes written', 'GB', 0.5, 1, 5],
    ['TimedStorage-ByteHrs', 'Log bytes kept, compressed', 'GB-month', 0.03, 1],
    ['CW:MetricMonitorUsage', 'Custom metrics', 'metric-month', 0.3, 1, 10],
    ['CW:AlarmMonitorUsage', 'Metrics watched by alarms', 'alarm-month', 0.1, 1, 10],
    ['DashboardsUsageHour', 'Dashboards', 'dashboard-month', 3, 1, 3],
    ['CW:Requests', 'CloudWatch requests', 'request', 0.01, 1_000, MILLION],
    ['CW:GMD-Metrics', 'Metrics read with GetMetricData', 'metric', 0.01, 1_000],
  ]),
  ...of('CloudWatch Events', 'Amazon EventBridge pricing', [
    // AWS's own events, of which a schedule's are, on the default bus: "All state change events published by AWS services".
    ['Event-Scheduled', 'Scheduled events', 'event', 0, MILLION],
  ]),
  ...of('AWS Cost Explorer', 'AWS Cost Management pricing', [
    ['APIRequest', 'Cost Explorer requests', 'request', 0.01, 1],
  ]),
  ...of('AWS Key Management Service', 'AWS KMS pricing', [['KMS-Keys', 'Customer keys', 'key-month', 1, 1]]),
];

/** What 1,000 mails cost on the plan that new accounts start on, up to 10 million a month (Amazon SES pricing, since 2026-07-21). */
export const ESSENTIALS_USD_PER_1000 = 0.16;

/** What is no usage of ours, but an alternative to it, or something the account may have: as in the table above. */
export const ALTERNATIVES = {
  /** A provisioned write unit for an hour ("Amazon DynamoDB pricing for provisioned capacity"). */
  provisionedWriteHourUsd: 0.00065,
  /** Provisioned write units that an account has for nothing, for ever, over all its tables of a region (the same page). */
  freeProvisionedWriteUnits: 25,
  /** A standard dedicated IP address for a month ("Amazon SES pricing"). */
  dedicatedIpUsd: 24.95,
  /** 1,000 mails with Virtual Deliverability Manager, on top of their price ("Amazon SES pricing"). */
  deliverabilityManagerUsdPer1000: 0.07,
} as const;

type Row = readonly [
  usageType: string,
  name: string,
  unit: string,
  usd: number,
  per: number,
  freeAMonth?: number,
];

function of(service: string, source: string, rows: readonly Row[]): Price[] {
  return rows.map(([usageType, name, unit, usd, per, free = 0]) => ({
    service,
    usageType,
    name,
    unit,
    usd,
    per,
    free,
    source,
  }));
}
