import { NAMES } from '../../sim/cloud.ts';
import {
  type ApiCall,
  dynamodb,
  json,
  logs,
  metrics,
  QUEUE_URL,
  query,
  rest,
  sns,
  sqs,
  TABLE,
  TOPIC_ARN,
} from './api-call.ts';

const TABLE_ARN = `arn:aws:dynamodb:us-east-1:123456789012:table/${TABLE}`;
const FUNCTION = '/2015-03-31/functions/email-cost-dev';
const stacks = (action: string, input: Readonly<Record<string, string>>) =>
  query('cloudformation', action, input);

/** Calls that no order takes: of people and tools that look at what there is, and of whoever makes tables of their own. */
export const LOOKING_CALLS: readonly ApiCall[] = [
  sqs('ListDeadLetterSourceQueues', { QueueUrl: QUEUE_URL, MaxResults: 10, NextToken: 'x' }),
  sqs('ListQueueTags', { QueueUrl: QUEUE_URL }),
  sqs('PurgeQueue', { QueueUrl: QUEUE_URL }),
  sns('ListSubscriptions', { NextToken: '' }),
  sns('ListTagsForResource', { ResourceArn: TOPIC_ARN }),
  dynamodb('CreateTable', {
    TableName: 'another',
    AttributeDefinitions: [
      { AttributeName: 'a', AttributeType: 'S' },
      { AttributeName: 'b', AttributeType: 'N' },
    ],
    KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byB',
        KeySchema: [{ AttributeName: 'b', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['c'] },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  }),
  dynamodb('UpdateTable', {
    TableName: 'another',
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: false,
  }),
  dynamodb('DeleteTable', { TableName: 'another' }),
  dynamodb('TagResource', { ResourceArn: TABLE_ARN, Tags: [{ Key: 'a', Value: 'b' }] }),
  dynamodb('UntagResource', { ResourceArn: TABLE_ARN, TagKeys: ['a'] }),
  dynamodb('ListTagsOfResource', { ResourceArn: TABLE_ARN, NextToken: 'x' }),
  dynamodb('DescribeContinuousBackups', { TableName: TABLE }),
  dynamodb('UpdateContinuousBackups', {
    TableName: TABLE,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  }),
  dynamodb('UpdateTimeToLive', {
    TableName: TABLE,
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  }),
  logs('CreateLogStream', { logGroupName: '/aws/x', logStreamName: 'a' }),
  logs('DescribeLogStreams', {
    ...{ logGroupName: '/aws/x', logStreamNamePrefix: 'a', limit: 5, nextToken: 'x' },
    ...{ orderBy: 'LastEventTime', descending: true },
  }),
  metrics('ListMetrics', {
    ...{ Namespace: 'AWS/SQS', MetricName: 'x', RecentlyActive: 'PT3H', NextToken: 'x' },
    Dimensions: [{ Name: 'QueueName', Value: 'x' }],
  }),
  metrics('GetDashboard', { DashboardName: 'email-costs-dev' }),
  metrics('ListDashboards', { DashboardNamePrefix: 'email', NextToken: 'x' }),
  json('ce', 'AWSInsightsIndexService', 'ListCostAllocationTags', {
    ...{ Status: 'Active', TagKeys: ['a'], Type: 'UserDefined', MaxResults: 5, NextToken: 'x' },
  }),
  json('events', 'AWSEvents', 'DescribeRule', { Name: 'email-cost-daily-dev', EventBusName: 'default' }),
  json('events', 'AWSEvents', 'ListTargetsByRule', {
    Rule: 'email-cost-daily-dev',
    Limit: 5,
    NextToken: 'x',
  }),
  json('budgets', 'AWSBudgetServiceGateway', 'DescribeBudgets', {
    ...{ AccountId: '123456789012', MaxResults: 5, NextToken: 'x' },
  }),
  stacks('ListStacks', { NextToken: 'x', 'StackStatusFilter.member.1': 'CREATE_COMPLETE' }),
  stacks('DescribeStackResources', { StackName: 'TapStack-dev', LogicalResourceId: 'x' }),
  stacks('ListStackResources', { StackName: 'TapStack-dev', NextToken: 'x' }),
  stacks('GetTemplate', { StackName: 'TapStack-dev', TemplateStage: 'Original' }),
  stacks('ListExports', { NextToken: 'x' }),
  query('ses', 'GetSendQuota', {}),
  rest('ses', 'GET', '/v2/email/dedicated-ips?PoolName=a&PageSize=5&NextToken=x'),
  rest('ses', 'GET', '/v2/email/identities?PageSize=5&NextToken=x'),
  rest('ses', 'POST', '/v2/email/list-identities', { PageSize: 5, NextToken: 'x' }),
  rest('ses', 'GET', '/v2/email/configuration-sets?PageSize=5&NextToken=x'),
  rest('ses', 'POST', '/v2/email/list-configuration-sets', { PageSize: 5, NextToken: 'x' }),
  rest('ses', 'GET', `/v2/email/configuration-sets/${NAMES.configurationSet}`),
  rest('lambda', 'GET', '/2015-03-31/functions?MaxItems=5&Marker=x'),
  rest('lambda', 'GET', `${FUNCTION}/configuration`),
  rest('lambda', 'GET', `${FUNCTION}/policy`),
  rest('lambda', 'GET', '/2019-09-30/functions/email-cost-dev/concurrency'),
  rest('lambda', 'GET', '/2015-03-31/event-source-mappings/x'),
  rest('none', 'GET', '/_local/mails/count'),
  rest('none', 'GET', '/_local/mails/0100'),
];
