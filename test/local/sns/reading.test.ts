import {
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
} from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { queueArn, startSns, TOPIC } from './sns-fixture.ts';

const QUEUE = { rawMessageDelivery: true, deadLetterTargetArn: queueArn('undelivered') };
const ADDRESS = { protocol: 'email', endpoint: 'ops@example.com' } as const;

test('topics, by pages', async () => {
  await using sns = await startSns();
  for (let i = 0; i < 100; i++) sns.topics.create({ name: `other-${i}` });
  const first = await sns.client().send(new ListTopicsCommand({}));
  expect(first.Topics).toHaveLength(100);
  expect(first.Topics![0]).toEqual({ TopicArn: TOPIC });
  const second = await sns.client().send(new ListTopicsCommand({ NextToken: first.NextToken }));
  expect(second.Topics).toHaveLength(1);
  expect(second.NextToken).toBeUndefined();
  await expect(sns.client().send(new ListTopicsCommand({ NextToken: 'x' }))).rejects.toThrow('NextToken');
});

test('the attributes of a topic', async () => {
  await using sns = await startSns([QUEUE, ADDRESS]);
  const { Attributes } = await sns.client().send(new GetTopicAttributesCommand({ TopicArn: TOPIC }));
  expect(Attributes).toEqual({
    TopicArn: TOPIC,
    Owner: '123456789012',
    DisplayName: '',
    Policy: expect.stringContaining('__default_policy_ID'),
    SubscriptionsConfirmed: '1',
    SubscriptionsPending: '1',
    SubscriptionsDeleted: '0',
  });
  const policy = { Statement: [] };
  sns.topics.setPolicy(TOPIC, policy);
  const again = await sns.client().send(new GetTopicAttributesCommand({ TopicArn: TOPIC }));
  expect(again.Attributes!.Policy).toBe(JSON.stringify(policy));
});

test('subscriptions: a queue has an ARN, an address is pending', async () => {
  await using sns = await startSns([QUEUE, ADDRESS]);
  sns.topics.create({ name: 'other' });
  const byTopic = await sns.client().send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }));
  expect(byTopic.Subscriptions).toEqual([
    {
      SubscriptionArn: expect.stringMatching(
        new RegExp(`^${TOPIC}:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$`),
      ),
      Owner: '123456789012',
      Protocol: 'sqs',
      Endpoint: queueArn('orders'),
      TopicArn: TOPIC,
    },
    {
      SubscriptionArn: 'PendingConfirmation',
      Owner: '123456789012',
      Protocol: 'email',
      Endpoint: 'ops@example.com',
      TopicArn: TOPIC,
    },
  ]);
  const all = await sns.client().send(new ListSubscriptionsCommand({}));
  expect(all.Subscriptions).toEqual(byTopic.Subscriptions);
  const SubscriptionArn = all.Subscriptions![0]!.SubscriptionArn;
  const one = await sns.client().send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(one.Attributes).toEqual({
    SubscriptionArn,
    TopicArn: TOPIC,
    Owner: '123456789012',
    Protocol: 'sqs',
    Endpoint: queueArn('orders'),
    RawMessageDelivery: 'true',
    PendingConfirmation: 'false',
    ConfirmationWasAuthenticated: 'true',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('undelivered') }),
  });
});

test('tags', async () => {
  await using sns = await startSns();
  const list = (ResourceArn: string) => sns.client().send(new ListTagsForResourceCommand({ ResourceArn }));
  expect((await list(TOPIC)).Tags).toEqual([{ Key: 'Project', Value: 'x' }]);
  await expect(list(`${TOPIC}-2`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('what is not there', async () => {
  await using sns = await startSns();
  const client = sns.client();
  const notFound = { name: 'NotFoundException', $metadata: { httpStatusCode: 404 } };
  await expect(client.send(new GetTopicAttributesCommand({ TopicArn: `${TOPIC}-2` }))).rejects.toMatchObject({
    ...notFound,
    message: 'Topic does not exist',
  });
  const SubscriptionArn = `${TOPIC}:1`;
  await expect(client.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }))).rejects.toMatchObject({
    ...notFound,
    message: 'Subscription does not exist',
  });
});
