import type { UsageKind } from './usage.ts';

const SNS = 'Amazon Simple Notification Service';
const SQS = 'Amazon Simple Queue Service';
const LAMBDA = 'AWS Lambda';
const DYNAMODB = 'Amazon DynamoDB';
const CLOUDWATCH = 'AmazonCloudWatch';
const SES = 'Amazon Simple Email Service';

const kind = (service: string, usageType: string, unit: string): UsageKind => ({ service, usageType, unit });

/**
 * Everything the local cloud meters. The names are those of Cost Explorer and of the usage report ("Analyze CloudWatch cost and
 * usage data with Cost Explorer", "Understanding your AWS billing and usage reports for DynamoDB"), without `USE1-` or the like.
 */
export const USAGE = {
  /** 64 KB of what is published, a batch counted as one. */
  snsRequest: kind(SNS, 'Requests-Tier1', 'request'),
  /** Free. */
  snsToSqs: kind(SNS, 'DeliveryAttempts-SQS', 'delivery'),
  snsToEmail: kind(SNS, 'DeliveryAttempts-SMTP', 'delivery'),
  /** 64 KB of payload of any call; a batch is one, an empty receive too. */
  sqsRequest: kind(SQS, 'Requests-Tier1', 'request'),
  lambdaRequest: kind(LAMBDA, 'Request-ARM', 'request'),
  lambdaTime: kind(LAMBDA, 'Lambda-GB-Second-ARM', 'GB-second'),
  lambdaRequestX86: kind(LAMBDA, 'Request', 'request'),
  lambdaTimeX86: kind(LAMBDA, 'Lambda-GB-Second', 'GB-second'),
  dynamodbWrite: kind(DYNAMODB, 'WriteRequestUnits', 'unit'),
  dynamodbRead: kind(DYNAMODB, 'ReadRequestUnits', 'unit'),
  /** Items and index entries, each with DynamoDB's 100 bytes. */
  dynamodbStorage: kind(DYNAMODB, 'TimedStorage-ByteHrs', 'GB-month'),
  dynamodbBackup: kind(DYNAMODB, 'TimedPITRStorage-ByteHrs', 'GB-month'),
  logBytes: kind(CLOUDWATCH, 'DataProcessing-Bytes', 'GB'),
  logStorage: kind(CLOUDWATCH, 'TimedStorage-ByteHrs', 'GB-month'),
  customMetric: kind(CLOUDWATCH, 'CW:MetricMonitorUsage', 'metric-month'),
  /** One for each metric that an alarm looks at. */
  alarmMetric: kind(CLOUDWATCH, 'CW:AlarmMonitorUsage', 'alarm-month'),
  dashboard: kind(CLOUDWATCH, 'DashboardsUsageHour', 'dashboard-month'),
  cloudWatchRequest: kind(CLOUDWATCH, 'CW:Requests', 'request'),
  /** Metrics asked for with GetMetricData. */
  metricData: kind(CLOUDWATCH, 'CW:GMD-Metrics', 'metric'),
  /** One for each recipient. */
  sesMessage: kind(SES, 'Recipients', 'message'),
  sesAttachmentBytes: kind(SES, 'AttachmentsSize-Bytes', 'GB'),
  scheduledEvent: kind('CloudWatch Events', 'Event-Scheduled', 'event'),
  costExplorerRequest: kind('AWS Cost Explorer', 'APIRequest', 'request'),
  customerKey: kind('AWS Key Management Service', 'KMS-Keys', 'key-month'),
} as const satisfies Readonly<Record<string, UsageKind>>;
