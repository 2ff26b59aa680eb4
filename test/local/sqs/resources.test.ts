import { expect, test } from 'vitest';
import { Queues } from '#local/services/sqs/queues.ts';
import { sqsResources } from '#local/services/sqs/resources.ts';
import { resource } from '../support/resource.ts';
import { testWorld } from '../support/test-world.ts';
import { ARN } from './sqs-fixture.ts';

function setUp() {
  const queues = new Queues(testWorld());
  const providers = sqsResources({ queues, endpointUrl: () => 'http://127.0.0.1:4566' });
  const create = (type: string, properties: Record<string, unknown>) =>
    providers.find((provider) => provider.type === type)!.create(resource(type, properties));
  return { queues, create };
}

test('a queue of the template, numbers also as text', () => {
  const { queues, create } = setUp();
  const made = create('AWS::SQS::Queue', {
    QueueName: 'orders',
    VisibilityTimeout: 180,
    MessageRetentionPeriod: '345600',
    ReceiveMessageWaitTimeSeconds: 20,
    MaximumMessageSize: 2_048,
    DelaySeconds: 1,
    SqsManagedSseEnabled: true,
    RedrivePolicy: { deadLetterTargetArn: `${ARN}:dead`, maxReceiveCount: '20' },
    Tags: [{ Key: 'Project', Value: 'x' }],
  });
  const QueueUrl = 'http://127.0.0.1:4566/123456789012/orders';
  expect(made).toEqual({
    ref: QueueUrl,
    attributes: { Arn: `${ARN}:orders`, QueueName: 'orders', QueueUrl },
  });
  expect(queues.byUrl(QueueUrl)).toMatchObject({
    visibilityTimeoutSeconds: 180,
    retentionSeconds: 345_600,
    receiveWaitSeconds: 20,
    maximumMessageBytes: 2_048,
    delaySeconds: 1,
    redrivePolicy: { deadLetterTargetArn: `${ARN}:dead`, maxReceiveCount: 20 },
    tags: { Project: 'x' },
  });
});

test('a queue without a name gets one', () => {
  expect(setUp().create('AWS::SQS::Queue', {})).toMatchObject({
    attributes: { QueueName: expect.stringMatching(/^TestStack-Thing-[0-9A-F]{12}$/) },
  });
});

test('a policy is put on its queues', () => {
  const { queues, create } = setUp();
  const { ref } = create('AWS::SQS::Queue', { QueueName: 'orders' }) as { ref: string };
  const PolicyDocument = { Statement: [] };
  create('AWS::SQS::QueuePolicy', { Queues: [ref], PolicyDocument });
  expect(queues.byUrl(ref)?.policy).toBe(PolicyDocument);
});

test('what is not emulated stops the start', () => {
  const { create } = setUp();
  expect(() => create('AWS::SQS::Queue', { FifoQueue: true })).toThrow(
    'sets FifoQueue, which the local cloud does not emulate',
  );
  expect(() => create('AWS::SQS::Queue', { VisibilityTimeout: 'soon' })).toThrow(
    'VisibilityTimeout is "soon", expected a whole number.',
  );
  create('AWS::SQS::Queue', { QueueName: 'orders' });
  expect(() => create('AWS::SQS::Queue', { QueueName: 'orders' })).toThrow(
    'There are two queues with the name orders.',
  );
  expect(() =>
    create('AWS::SQS::QueuePolicy', { Queues: ['http://127.0.0.1/1/x'], PolicyDocument: {} }),
  ).toThrow('is for the queue http://127.0.0.1/1/x, which does not exist');
});
