import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { meteredCalls } from '#local/meter/api-calls.ts';
import { meteredTopics } from '#local/meter/service-publishes.ts';
import { NO_METER, type Use } from '#local/meter/usage.ts';
import { CloudWatch, cloudWatchService } from '#local/services/cloudwatch/cloudwatch.ts';
import { snsService } from '#local/services/sns/service.ts';
import { MoveTasks } from '#local/services/sqs/move-tasks.ts';
import { sqsService } from '#local/services/sqs/service.ts';
import { queueArn, TOPIC, topicAndQueues } from '../sns/sns-fixture.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { testWorld } from '../support/test-world.ts';

/** SNS, SQS and CloudWatch behind one gateway, with a topic that two queues and a person listen to, and all that is counted. */
async function meteredCloud() {
  const uses: Use[] = [];
  const meter = { ...NO_METER, count: (use: Use) => void uses.push(use) };
  const world = testWorld({ meter });
  const email = { protocol: 'email', endpoint: 'ops@example.com' } as const;
  const { topics, queues } = topicAndQueues(
    [{ rawMessageDelivery: true }, { endpoint: queueArn('audit') }, email],
    world,
  );
  const cloudWatch = new CloudWatch({ world, topics });
  const services = [
    snsService({ world, topics }),
    sqsService({ world, queues, moveTasks: new MoveTasks(world, queues) }),
    cloudWatchService(cloudWatch),
  ];
  const served = await serve(services, { world, observe: meteredCalls(meter) });
  const config = clientConfig(served);
  return {
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    cloudWatch: new CloudWatchClient(config),
    ses: meteredTopics(topics, meter),
    queueUrl: `${served.endpoint}/123456789012/orders`,
    /** Such as `Requests-Tier1 Publish events 1`, in order. */
    counted: () =>
      uses
        .splice(0)
        .map(({ kind, operation, resource, quantity = 1 }) =>
          [kind.usageType, operation, resource, quantity].join(' ').replace('  ', ' '),
        )
        .sort(),
    [Symbol.asyncDispose]: served.close,
  };
}

const KB = 1024;

test('a publish is one request for each 64 KB, and its deliveries are told apart', async () => {
  await using cloud = await meteredCloud();
  await cloud.sns.send(new PublishCommand({ TopicArn: TOPIC, Message: '"'.repeat(65 * KB) }));
  expect(cloud.counted()).toEqual([
    'DeliveryAttempts-SMTP DeliveryAttempts events 1',
    'DeliveryAttempts-SQS DeliveryAttempts events 1',
    'DeliveryAttempts-SQS DeliveryAttempts events 1',
    'Requests-Tier1 Publish events 2',
    // In SNS's envelope each quotation mark has a backslash before it.
    'Requests-Tier1 SendMessage audit 3',
    'Requests-Tier1 SendMessage orders 2',
  ]);
});

test('escapes of the wire do not make a publish longer', async () => {
  await using cloud = await meteredCloud();
  await cloud.sns.send(new PublishCommand({ TopicArn: TOPIC, Message: '"'.repeat(60 * KB) }));
  expect(cloud.counted()).toContain('Requests-Tier1 Publish events 1');
});

test('a batch of ten is one request, and ten deliveries to each queue', async () => {
  await using cloud = await meteredCloud();
  const entries = Array.from({ length: 10 }, (_, n) => ({ Id: String(n), Message: 'order' }));
  await cloud.sns.send(new PublishBatchCommand({ TopicArn: TOPIC, PublishBatchRequestEntries: entries }));
  const counted = cloud.counted();
  expect(counted).toContain('Requests-Tier1 PublishBatch events 1');
  expect(counted.filter((line) => line === 'Requests-Tier1 SendMessage orders 1')).toHaveLength(10);
});

test('what a service of AWS publishes is billed like anybody’s', async () => {
  await using cloud = await meteredCloud();
  const principal = {
    kind: 'account',
    accountId: '123456789012',
    arn: 'arn:aws:iam::123456789012:root',
  } as const;
  cloud.ses.publish(TOPIC, { message: 'event' }, principal);
  expect(cloud.counted()).toContain('Requests-Tier1 Publish events 1');
});

test('a batch of messages is one request, an empty receive too, a full one by what it brings', async () => {
  await using cloud = await meteredCloud();
  const QueueUrl = cloud.queueUrl;
  await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 }));
  expect(cloud.counted()).toEqual(['Requests-Tier1 ReceiveMessage orders 1']);
  const entries = ['0', '1', '2'].map((Id) => ({ Id, MessageBody: 'm'.repeat(30 * KB) }));
  await cloud.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries }));
  expect(cloud.counted()).toEqual(['Requests-Tier1 SendMessageBatch orders 2']);
  await cloud.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(cloud.counted()).toEqual(['Requests-Tier1 ReceiveMessage orders 2']);
});

test('GetMetricData is billed by the metric, the other calls of CloudWatch by the call', async () => {
  await using cloud = await meteredCloud();
  const MetricStat = { Metric: { Namespace: 'N', MetricName: 'M' }, Period: 60, Stat: 'Sum' };
  const range = { StartTime: new Date(0), EndTime: new Date(60_000) };
  const MetricDataQueries = [
    { Id: 'a', MetricStat },
    { Id: 'b', MetricStat },
    { Id: 'sum', Expression: 'a + b' },
  ];
  await cloud.cloudWatch.send(new GetMetricDataCommand({ ...range, MetricDataQueries }));
  await cloud.cloudWatch.send(new ListMetricsCommand({}));
  expect(cloud.counted()).toEqual(['CW:GMD-Metrics GetMetricData 2', 'CW:Requests ListMetrics 1']);
});
