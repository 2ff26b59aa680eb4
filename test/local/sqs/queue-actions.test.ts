import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  type QueueAttributeName,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import type { Principal } from '#local/iam/policy.ts';
import { virtualWorld } from '../support/test-world.ts';
import { ARN, startSqs } from './sqs-fixture.ts';

const redrivePolicy = { deadLetterTargetArn: `${ARN}:dead`, maxReceiveCount: 3 };

describe('queue URLs', () => {
  test('have the host that the caller used', async () => {
    await using sqs = await startSqs([{ name: 'orders' }]);
    const { QueueUrl } = await sqs.client().send(new GetQueueUrlCommand({ QueueName: 'orders' }));
    expect(QueueUrl).toBe(`${sqs.endpoint}/123456789012/orders`);
  });

  test('of a queue or an account that is not there, are refused', async () => {
    await using sqs = await startSqs([{ name: 'orders' }]);
    const get = (input: { QueueName: string; QueueOwnerAWSAccountId?: string }) =>
      sqs.client().send(new GetQueueUrlCommand(input));
    await expect(get({ QueueName: 'order' })).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect(get({ QueueName: 'orders', QueueOwnerAWSAccountId: '210987654321' })).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});

describe('listing', () => {
  test('queues, by prefix and by pages', async () => {
    await using sqs = await startSqs(['b', 'a2', 'a1'].map((name) => ({ name })));
    const list = async (input: object) => {
      const { QueueUrls = [], NextToken } = await sqs.client().send(new ListQueuesCommand(input));
      return { names: QueueUrls.map((url) => url.split('/').at(-1)), NextToken };
    };
    expect((await list({})).names).toEqual(['a1', 'a2', 'b']);
    expect((await list({ QueueNamePrefix: 'a' })).names).toEqual(['a1', 'a2']);
    expect((await list({ QueueNamePrefix: 'c' })).names).toEqual([]);
    const first = await list({ MaxResults: 2 });
    expect(first.names).toEqual(['a1', 'a2']);
    expect(await list({ MaxResults: 2, NextToken: first.NextToken })).toEqual({ names: ['b'] });
  });

  test('the queues of a dead-letter queue', async () => {
    await using sqs = await startSqs([
      { name: 'dead' },
      { name: 'orders', redrivePolicy },
      { name: 'other' },
    ]);
    const list = new ListDeadLetterSourceQueuesCommand({ QueueUrl: sqs.urlOf('dead') });
    expect((await sqs.client().send(list)).queueUrls).toEqual([sqs.urlOf('orders')]);
  });

  test('tags', async () => {
    await using sqs = await startSqs([{ name: 'orders', tags: { Project: 'x' } }]);
    const list = new ListQueueTagsCommand({ QueueUrl: sqs.urlOf('orders') });
    expect((await sqs.client().send(list)).Tags).toEqual({ Project: 'x' });
  });
});

describe('attributes', () => {
  const policy = { Statement: [] };

  async function attributes(AttributeNames: QueueAttributeName[]) {
    const world = virtualWorld();
    await using sqs = await startSqs(
      [{ name: 'dead' }, { name: 'orders', redrivePolicy, policy, retentionSeconds: 60 }],
      { world },
    );
    const send = (delaySeconds: number) =>
      sqs.queues.send(`${ARN}:orders`, { body: 'x', delaySeconds }, 'me');
    for (const delay of [0, 0, 0, 9, 9, 0]) send(delay);
    sqs.queues.receive(`${ARN}:orders`, { max: 1 });
    const get = new GetQueueAttributesCommand({ QueueUrl: sqs.urlOf('orders'), AttributeNames });
    return { given: (await sqs.client().send(get)).Attributes, now: world.timers.now() };
  }

  test('all of them', async () => {
    const { given, now } = await attributes(['All']);
    const seconds = String(now / 1_000);
    expect(given).toEqual({
      ApproximateNumberOfMessages: '3',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '2',
      CreatedTimestamp: seconds,
      LastModifiedTimestamp: seconds,
      DelaySeconds: '0',
      MaximumMessageSize: '1048576',
      MessageRetentionPeriod: '60',
      Policy: JSON.stringify(policy),
      QueueArn: `${ARN}:orders`,
      ReceiveMessageWaitTimeSeconds: '0',
      RedrivePolicy: JSON.stringify(redrivePolicy),
      SqsManagedSseEnabled: 'true',
      VisibilityTimeout: '30',
    });
  });

  test('some, none, and one that does not exist', async () => {
    expect((await attributes(['QueueArn', 'KmsMasterKeyId'])).given).toEqual({ QueueArn: `${ARN}:orders` });
    expect((await attributes([])).given).toBeUndefined();
    await expect(attributes(['Nothing' as 'All'])).rejects.toMatchObject({
      name: 'InvalidAttributeName',
      message: 'Unknown Attribute Nothing.',
    });
  });
});

test('purging deletes everything, also what is hidden, and works once a minute', async () => {
  const world = virtualWorld();
  await using sqs = await startSqs([{ name: 'orders' }], { world });
  for (const delaySeconds of [0, 0, 9]) sqs.queues.send(`${ARN}:orders`, { body: 'x', delaySeconds }, 'me');
  sqs.queues.receive(`${ARN}:orders`, { max: 1 });
  const purge = () => sqs.client().send(new PurgeQueueCommand({ QueueUrl: sqs.urlOf('orders') }));
  await purge();
  expect(sqs.queues.counts(`${ARN}:orders`)).toMatchObject({ visible: 0, inFlight: 0, delayed: 0 });
  await expect(purge()).rejects.toMatchObject({
    name: 'PurgeQueueInProgress',
    message: 'Only one PurgeQueue operation on orders is allowed every 60 seconds.',
  });
  await world.timers.advance(60_000);
  await purge();
});

describe('permissions', () => {
  const roleWith = (Action: string): Principal => ({
    kind: 'role',
    accountId: '123456789012',
    arn: 'arn:aws:iam::123456789012:role/sender-role',
    session: 'sender',
    policies: () => [{ Statement: { Effect: 'Allow', Action, Resource: `${ARN}:orders` } }],
  });
  const principalOf = (key: string) => (key.startsWith('sqs:') ? roleWith(key) : undefined);

  test('a role may do what its policy says, on the queue it names', async () => {
    await using sqs = await startSqs([{ name: 'orders' }, { name: 'other' }], { principalOf });
    const get = (key: string, name: string) =>
      sqs
        .client(key)
        .send(new GetQueueAttributesCommand({ QueueUrl: sqs.urlOf(name), AttributeNames: ['All'] }));
    await get('sqs:GetQueueAttributes', 'orders');
    await get('anybody', 'other');
    await expect(get('sqs:GetQueueAttributes', 'other')).rejects.toMatchObject({
      name: 'AccessDenied',
      Code: 'AccessDenied',
      message: `User: arn:aws:sts::123456789012:assumed-role/sender-role/sender is not authorized to perform: sqs:GetQueueAttributes on resource: ${ARN}:other because no identity-based policy allows the sqs:GetQueueAttributes action`,
      $metadata: { httpStatusCode: 403 },
    });
    await expect(get('sqs:SendMessage', 'orders')).rejects.toMatchObject({ Code: 'AccessDenied' });
  });

  test("a queue's policy binds the administrator too", async () => {
    const policy = {
      Statement: { Effect: 'Deny', Principal: '*', Action: 'sqs:Purge*', Resource: `${ARN}:orders` },
    } as const;
    await using sqs = await startSqs([{ name: 'orders', policy }]);
    const purge = new PurgeQueueCommand({ QueueUrl: sqs.urlOf('orders') });
    await expect(sqs.client().send(purge)).rejects.toThrow(
      'with an explicit deny in a resource-based policy',
    );
  });
});
