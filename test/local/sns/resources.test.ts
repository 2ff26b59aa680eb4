import { expect, test } from 'vitest';
import { snsResources } from '#local/services/sns/resources.ts';
import { Topics } from '#local/services/sns/topics.ts';
import { resource } from '../support/resource.ts';
import { testWorld } from '../support/test-world.ts';
import { queueArn, TOPIC } from './sns-fixture.ts';

function setUp() {
  const topics = new Topics(testWorld(), { deliver: () => ({ messageId: 'unused' }) });
  const providers = snsResources({ topics });
  const create = (type: string, properties: Record<string, unknown>) =>
    providers.find((provider) => provider.type === type)!.create(resource(type, properties));
  return { topics, create };
}

const topic = { TopicName: 'events', DisplayName: 'Events', Tags: [{ Key: 'Project', Value: 'x' }] };

test('a topic of the template, with subscriptions of its own', () => {
  const { topics, create } = setUp();
  const Subscription = [{ Protocol: 'email', Endpoint: 'ops@example.com' }];
  expect(create('AWS::SNS::Topic', { ...topic, Subscription })).toEqual({
    ref: TOPIC,
    attributes: { TopicArn: TOPIC, TopicName: 'events' },
  });
  expect(topics.topic(TOPIC)).toMatchObject({
    displayName: 'Events',
    tags: { Project: 'x' },
    subscriptions: [{ protocol: 'email', endpoint: 'ops@example.com' }],
  });
});

test('a subscription and a policy', () => {
  const { topics, create } = setUp();
  create('AWS::SNS::Topic', topic);
  const { ref } = create('AWS::SNS::Subscription', {
    TopicArn: TOPIC,
    Protocol: 'sqs',
    Endpoint: queueArn('orders'),
    RawMessageDelivery: true,
    RedrivePolicy: { deadLetterTargetArn: queueArn('undelivered') },
  }) as { ref: string };
  expect(topics.topic(TOPIC).subscriptions).toMatchObject([
    { arn: ref, rawMessageDelivery: true, deadLetterTargetArn: queueArn('undelivered') },
  ]);
  const PolicyDocument = { Statement: [] };
  create('AWS::SNS::TopicPolicy', { Topics: [TOPIC], PolicyDocument });
  expect(topics.topic(TOPIC).policy).toBe(PolicyDocument);
});

test('what is not emulated stops the start', () => {
  const { create } = setUp();
  expect(() => create('AWS::SNS::Topic', { FifoTopic: true })).toThrow(
    'sets FifoTopic, which the local cloud does not emulate',
  );
  create('AWS::SNS::Topic', topic);
  expect(() => create('AWS::SNS::Topic', topic)).toThrow('There are two topics with the name events.');
  const subscribe = (properties: object) => () =>
    create('AWS::SNS::Subscription', {
      TopicArn: TOPIC,
      Endpoint: 'https://example.com',
      Protocol: 'sqs',
      ...properties,
    });
  expect(subscribe({ Protocol: 'https' })).toThrow(
    'subscribes by "https", which the local cloud does not emulate. Emulated: sqs, email.',
  );
  expect(subscribe({ FilterPolicy: {} })).toThrow('sets FilterPolicy');
  expect(subscribe({ TopicArn: `${TOPIC}-2` })).toThrow(`is for the topic ${TOPIC}-2, which does not exist`);
});
