import { NAMES } from '../../sim/cloud.ts';
import { MARK } from '../hostile-text.ts';
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
import { LOOKING_CALLS } from './gateway-looks.ts';

const Key = { emailId: { S: 'ORDER1#ORDER_CONFIRMATION' } };

const attribute = { DataType: 'String', StringValue: 'x' };
const simple = {
  Subject: { Data: 'Hello', Charset: 'UTF-8' },
  Body: { Html: { Data: '<p>Hello</p>' }, Text: { Data: 'Hello' } },
  Headers: [{ Name: 'X-Shop', Value: 'a' }],
};
const mail = {
  FromEmailAddress: 'Shop <orders@example.com>',
  Destination: { ToAddresses: [`${MARK}@example.com`], CcAddresses: [], BccAddresses: [] },
  ReplyToAddresses: ['help@example.com'],
  ConfigurationSetName: NAMES.configurationSet,
  EmailTags: [{ Name: 'emailId', Value: 'abc' }],
};
const metric = {
  Namespace: 'EmailNotification',
  MetricData: [
    { MetricName: 'EmailSent', Value: 1, Unit: 'Count', Dimensions: [{ Name: 'Environment', Value: 'dev' }] },
  ],
};
const span = { StartTime: 1_795_500_000, EndTime: 1_795_521_600 };

/** Calls that work, or are refused for a resource that is not there: each action of each service, which a test holds the list to. */
export const API_CALLS: readonly ApiCall[] = [
  ...LOOKING_CALLS,
  sqs('SendMessage', {
    QueueUrl: QUEUE_URL,
    MessageBody: `Hello ${MARK}`,
    DelaySeconds: 0,
    MessageAttributes: { A: attribute },
    MessageSystemAttributes: { AWSTraceHeader: attribute },
  }),
  sqs('SendMessageBatch', {
    QueueUrl: QUEUE_URL,
    Entries: [
      { Id: 'a', MessageBody: 'x', MessageAttributes: { A: attribute } },
      { Id: 'b', MessageBody: 'y', DelaySeconds: 1 },
    ],
  }),
  sqs('ReceiveMessage', {
    QueueUrl: QUEUE_URL,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 1,
    VisibilityTimeout: 5,
    AttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All', 'A.*'],
    ReceiveRequestAttemptId: 'a',
  }),
  sqs('DeleteMessage', { QueueUrl: QUEUE_URL, ReceiptHandle: 'handle' }),
  sqs('DeleteMessageBatch', { QueueUrl: QUEUE_URL, Entries: [{ Id: 'a', ReceiptHandle: 'handle' }] }),
  sqs('ChangeMessageVisibility', { QueueUrl: QUEUE_URL, ReceiptHandle: 'handle', VisibilityTimeout: 5 }),
  sqs('ChangeMessageVisibilityBatch', {
    QueueUrl: QUEUE_URL,
    Entries: [{ Id: 'a', ReceiptHandle: 'handle', VisibilityTimeout: 5 }],
  }),
  sqs('GetQueueUrl', { QueueName: NAMES.orderQueue, QueueOwnerAWSAccountId: '123456789012' }),
  sqs('GetQueueAttributes', { QueueUrl: QUEUE_URL, AttributeNames: ['All'] }),
  sqs('ListQueues', { QueueNamePrefix: 'email', MaxResults: 10, NextToken: 'x' }),
  sqs('StartMessageMoveTask', {
    SourceArn: 'arn:aws:sqs:us-east-1:123456789012:x',
    MaxNumberOfMessagesPerSecond: 5,
  }),
  sqs('ListMessageMoveTasks', { SourceArn: 'arn:aws:sqs:us-east-1:123456789012:x', MaxResults: 1 }),
  sqs('CancelMessageMoveTask', { TaskHandle: 'eyJ0YXNrSWQiOiJ4In0=' }),
  sns('Publish', {
    TopicArn: TOPIC_ARN,
    Message: `Hello ${MARK}`,
    Subject: 'x',
    'MessageAttributes.entry.1.Name': 'A',
    'MessageAttributes.entry.1.Value.DataType': 'String',
    'MessageAttributes.entry.1.Value.StringValue': 'x',
  }),
  sns('Publish', { TopicArn: TOPIC_ARN, MessageStructure: 'json', Message: '{"default":"x"}' }),
  sns('PublishBatch', {
    TopicArn: TOPIC_ARN,
    'PublishBatchRequestEntries.member.1.Id': 'a',
    'PublishBatchRequestEntries.member.1.Message': 'x',
    'PublishBatchRequestEntries.member.2.Id': 'b',
    'PublishBatchRequestEntries.member.2.Message': 'y',
  }),
  sns('ListTopics', { NextToken: '' }),
  sns('GetTopicAttributes', { TopicArn: TOPIC_ARN }),
  sns('ListSubscriptionsByTopic', { TopicArn: TOPIC_ARN, NextToken: '' }),
  sns('GetSubscriptionAttributes', { SubscriptionArn: `${TOPIC_ARN}:x` }),
  dynamodb('GetItem', {
    TableName: TABLE,
    Key,
    ProjectionExpression: '#a, b.c[0]',
    ExpressionAttributeNames: { '#a': 'x' },
  }),
  dynamodb('PutItem', { TableName: TABLE, Item: { ...Key, n: { N: '1' }, l: { L: [{ BOOL: true }] } } }),
  dynamodb('UpdateItem', {
    TableName: TABLE,
    Key,
    UpdateExpression: 'SET #s = if_not_exists(#s, :v), n = n + :one REMOVE x',
    ConditionExpression: 'attribute_not_exists(y) OR y < :one',
    ExpressionAttributeNames: { '#s': 'status' },
    ExpressionAttributeValues: { ':v': { S: 'x' }, ':one': { N: '1' } },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }),
  dynamodb('Query', {
    TableName: TABLE,
    KeyConditionExpression: 'emailId = :e',
    FilterExpression: 'contains(a, :e)',
    ExpressionAttributeValues: { ':e': { S: 'x' } },
    Limit: 10,
    ScanIndexForward: false,
    ExclusiveStartKey: Key,
  }),
  dynamodb('Scan', { TableName: TABLE, Limit: 5, Segment: 0, TotalSegments: 2 }),
  dynamodb('BatchGetItem', { RequestItems: { [TABLE]: { Keys: [Key] } } }),
  dynamodb('BatchWriteItem', {
    RequestItems: {
      [TABLE]: [{ PutRequest: { Item: Key } }, { DeleteRequest: { Key: { emailId: { S: 'y' } } } }],
    },
  }),
  dynamodb('DeleteItem', { TableName: TABLE, Key }),
  dynamodb('DescribeTable', { TableName: TABLE }),
  dynamodb('ListTables', { Limit: 5, ExclusiveStartTableName: 'a' }),
  dynamodb('DescribeTimeToLive', { TableName: TABLE }),
  logs('DescribeLogGroups', { logGroupNamePrefix: '/aws', limit: 5, nextToken: 'x' }),
  logs('FilterLogEvents', {
    logGroupName: '/aws/x',
    filterPattern: '{ $.a = "b" && $.c > 1 }',
    startTime: 1,
    limit: 10,
  }),
  logs('GetLogEvents', {
    logGroupName: '/aws/x',
    logStreamName: 'a',
    limit: 10,
    startFromHead: true,
    nextToken: 'f/1',
  }),
  logs('PutLogEvents', {
    logGroupName: '/aws/x',
    logStreamName: 'a',
    logEvents: [{ timestamp: 1, message: MARK }],
  }),
  metrics('PutMetricData', metric),
  metrics('GetMetricData', {
    ...span,
    MetricDataQueries: [
      {
        Id: 'a',
        MetricStat: { Metric: { Namespace: 'AWS/SQS', MetricName: 'x' }, Period: 300, Stat: 'p99' },
      },
      { Id: 'b', Expression: 'SUM(METRICS()) / IF(a > 1, FILL(a, 0), 2)' },
    ],
  }),
  metrics('DescribeAlarms', {
    AlarmNamePrefix: 'a',
    MaxRecords: 5,
  }),
  metrics('GetMetricStatistics', {
    Namespace: 'AWS/SQS',
    MetricName: 'x',
    Dimensions: [{ Name: 'QueueName', Value: 'x' }],
    ...span,
    Period: 300,
    Statistics: ['Sum'],
    ExtendedStatistics: ['p99'],
    Unit: 'Count',
  }),
  query('sts', 'GetCallerIdentity', {}),
  query('cloudformation', 'DescribeStacks', { StackName: 'TapStack-dev' }),
  query('ses', 'SendEmail', {
    Source: 'orders@example.com',
    'Destination.ToAddresses.member.1': 'a@example.com',
  }),
  json('ce', 'AWSInsightsIndexService', 'GetCostAndUsage', {
    TimePeriod: { Start: '2026-11-01', End: '2026-11-24' },
    Granularity: 'DAILY',
    Metrics: ['UnblendedCost'],
    GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }],
    Filter: {
      And: [
        { Tags: { Key: 'Environment', Values: ['dev'] } },
        { Not: { Dimensions: { Key: 'SERVICE', Values: ['x'] } } },
      ],
    },
  }),
  json('events', 'AWSEvents', 'ListRules', { NamePrefix: 'a', Limit: 5 }),
  rest('ses', 'POST', '/v2/email/outbound-emails', { ...mail, Content: { Simple: simple } }),
  rest('ses', 'POST', '/v2/email/outbound-emails', {
    ...mail,
    Content: {
      Raw: { Data: Buffer.from('From: a@example.com\r\nTo: b@example.com\r\n\r\nx').toString('base64') },
    },
  }),
  rest('ses', 'GET', '/v2/email/account'),
  rest('ses', 'GET', '/v2/email/identities/example.com'),
  rest('ses', 'GET', `/v2/email/configuration-sets/${NAMES.configurationSet}/event-destinations`),
  rest('ses', 'PUT', '/v2/email/suppression/addresses', { EmailAddress: 'a@example.com', Reason: 'BOUNCE' }),
  rest('ses', 'GET', '/v2/email/suppression/addresses/a%40example.com'),
  rest('ses', 'GET', '/v2/email/suppression/addresses?PageSize=5&NextToken=x&Reason=BOUNCE&StartDate=1'),
  rest('ses', 'DELETE', '/v2/email/suppression/addresses/a%40example.com'),
  rest('lambda', 'POST', '/2015-03-31/functions/email-cost-dev/invocations', { a: 1 }),
  rest('lambda', 'GET', '/2015-03-31/functions/email-cost-dev'),
  rest('lambda', 'GET', '/2015-03-31/event-source-mappings?FunctionName=x&MaxItems=5'),
  rest('none', 'GET', '/_local/mails?limit=5&before=1&recipient=a'),
  rest('none', 'GET', '/_local/mails/0100/raw'),
  rest('none', 'GET', '/_local/faults'),
  rest('none', 'PUT', '/_local/faults', {
    events: { duplicate: 0.5, reorder: 0.2, lateMs: 5_000, lost: 0.01 },
    calls: [{ service: 'ses', action: 'SendEmail', replyLost: 0.1 }],
    killAfter: { service: 'ses', action: 'SendEmail', nth: 1 },
  }),
];
