import { afterAll, beforeAll, expect, test } from 'vitest';
import { QUEUE_URL, TABLE } from '../../fuzz/gateway/api-call.ts';
import { GatewayWorld } from '../../fuzz/gateway/gateway-world.ts';

let world: GatewayWorld;
beforeAll(async () => {
  world = await GatewayWorld.open();
});
afterAll(() => world.close());

/** The name of the error that a call is answered with. */
async function refusalOf(
  scope: string,
  target: string | undefined,
  body: string,
  path = '/',
  method = path === '/' ? 'POST' : 'GET',
): Promise<string> {
  const { status, body: answer } = await world.handle({
    method,
    path,
    query: new URLSearchParams(),
    headers: {
      host: '127.0.0.1:4566',
      authorization: `AWS4-HMAC-SHA256 Credential=any/20261124/us-east-1/${scope}/aws4_request, Signature=x`,
      ...(target !== undefined && { 'x-amz-target': target }),
    },
    body: Buffer.from(body),
  });
  return `${status} ${/"__type":"(\w+)"|<Code>(\w+)/.exec(String(answer))?.slice(1).join('') ?? ''}`.trim();
}

const CLOUDWATCH = 'GraniteServiceVersion20100801';
const datum = (more: object) => ({
  Namespace: 'Shop',
  MetricData: [{ MetricName: 'x', Value: 1, ...more }],
});

// Each was a bug of the local cloud once, answered with 500.
test.each<[string, string, object, string]>([
  ['monitoring', `${CLOUDWATCH}.PutMetricData`, datum({ Dimensions: '<b>' }), '400 SerializationException'],
  [
    'monitoring',
    `${CLOUDWATCH}.PutMetricData`,
    { Namespace: [], MetricData: [{}] },
    '400 SerializationException',
  ],
  [
    'monitoring',
    `${CLOUDWATCH}.GetMetricData`,
    { MetricDataQueries: {}, StartTime: 1, EndTime: 2 },
    '400 SerializationException',
  ],
  [
    'monitoring',
    `${CLOUDWATCH}.GetMetricData`,
    {
      MetricDataQueries: [{ Id: 'a', MetricStat: { Period: 300, Stat: 'Sum' } }],
      StartTime: 1,
      EndTime: 2,
    },
    '400 MissingRequiredParameterException',
  ],
  ['monitoring', `${CLOUDWATCH}.DescribeAlarms`, { AlarmNamePrefix: 7 }, '400 SerializationException'],
  ['events', 'AWSEvents.ListRules', { NamePrefix: {} }, '400 SerializationException'],
  ['logs', 'Logs_20140328.DescribeLogGroups', { logGroupNamePattern: 1 }, '400 SerializationException'],
  [
    'ce',
    'AWSInsightsIndexService.GetCostAndUsage',
    { TimePeriod: 'now', Metrics: 'x' },
    '400 SerializationException',
  ],
  ['ce', 'AWSInsightsIndexService.GetCostAndUsage', { TimePeriod: null }, '400 ValidationException'],
  [
    'sqs',
    'AmazonSQS.SendMessage',
    {
      QueueUrl: QUEUE_URL,
      MessageBody: 'x',
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 1 } },
    },
    '400 SerializationException',
  ],
])(
  '%s %s refuses a member that is of another type or not there: %j',
  async (scope, target, input, refusal) => {
    expect(await refusalOf(scope, target, JSON.stringify(input))).toBe(refusal);
  },
);

test('a member that is nested beyond use is refused, be it of the service or not', async () => {
  const deep = 20_000;
  const nested = `${'['.repeat(deep)}${']'.repeat(deep)}`;
  const body = `{"QueueUrl":${JSON.stringify(QUEUE_URL)},"MessageBody":"x","MessageAttributes":{"a":{"DataType":"String","StringValue":${nested}}}}`;
  expect(await refusalOf('sqs', 'AmazonSQS.SendMessage', body)).toBe('400 SerializationException');
});

test('a table whose name is nested beyond use is refused', async () => {
  const deep = 20_000;
  const body = `{"TableName":${'['.repeat(deep)}${']'.repeat(deep)}}`;
  expect(await refusalOf('dynamodb', 'DynamoDB_20120810.DescribeTimeToLive', body)).toBe(
    '400 SerializationException',
  );
});

test('brackets in a text are no nesting', async () => {
  const text = `\\"${'['.repeat(2_000)}`;
  const body = JSON.stringify({ QueueUrl: QUEUE_URL, MessageBody: text });
  expect(await refusalOf('sqs', 'AmazonSQS.SendMessage', body)).toBe('200');
});

test('a topic that is not percent-encoded is one that does not exist', async () => {
  expect(await refusalOf('sns', undefined, 'Action=Publish&Message=x&TopicArn=a:b:c:d:e:%zz')).toBe(
    '404 NotFound',
  );
});

test('an address that is no text is no address', async () => {
  const body = JSON.stringify({ EmailAddress: {}, Reason: 'BOUNCE' });
  expect(await refusalOf('ses', undefined, body, '/v2/email/suppression/addresses', 'PUT')).toBe('400');
});

test.each(['/v2/email/list-identities', '/v2/email/list-configuration-sets'])(
  'a page’s token that is no text is refused: %s',
  async (path) => {
    expect(await refusalOf('ses', undefined, '{"NextToken":{}}', path, 'POST')).toBe('400');
  },
);

test.each([
  ['TagResource', { Tags: 'x' }],
  ['UntagResource', { TagKeys: 7 }],
  ['UpdateTimeToLive', { TimeToLiveSpecification: { AttributeName: [], Enabled: true } }],
])('a setting of a table that is of another type is refused: %s %j', async (action, input) => {
  const ResourceArn = `arn:aws:dynamodb:us-east-1:123456789012:table/${TABLE}`;
  const body = JSON.stringify({ TableName: TABLE, ResourceArn, ...input });
  expect(await refusalOf('dynamodb', `DynamoDB_20120810.${action}`, body)).toBe('400 SerializationException');
});

// It ended the thread of the tables, and with it every call that was under way.
test('an attribute named __proto__ is written, and the tables go on', async () => {
  const body = `{"TableName":"${TABLE}","Item":{"emailId":{"S":"P"},"__proto__":{"L":[{"BOOL":true}]}}}`;
  expect(await refusalOf('dynamodb', 'DynamoDB_20120810.PutItem', body)).toBe('200');
});

test('a mail id that is not percent-encoded is one of no mail', async () => {
  expect(await refusalOf('ses', undefined, '', '/_local/mails/%zz')).toBe('404');
});
