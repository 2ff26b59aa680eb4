import { SNSClient } from '@aws-sdk/client-sns';
import type { GatewayOptions } from '#local/gateway/gateway.ts';
import type { PolicyDocument } from '#local/iam/policy.ts';
import { snsService } from '#local/services/sns/service.ts';
import type { SubscriptionOptions } from '#local/services/sns/topics.ts';
import { Topics } from '#local/services/sns/topics.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { type TestWorld, virtualWorld } from '../support/test-world.ts';

export const TOPIC = 'arn:aws:sns:us-east-1:123456789012:events';
export const queueArn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;

/** What a queue's policy has to say so that the topic may send to it. */
export function fromTopic(name: string, topicArn = TOPIC): PolicyDocument {
  return {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn(name),
      Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
    },
  };
}

/** The topic `events`, the queues `orders` and `audit` that it may send to, and `undelivered`, which it may too. */
export function topicAndQueues(
  subscriptions: Partial<SubscriptionOptions>[] = [],
  world: TestWorld = virtualWorld(),
) {
  const queues = new Queues(world);
  for (const name of ['orders', 'audit', 'undelivered'])
    queues.create({ name, policy: fromTopic(name), visibilityTimeoutSeconds: 0 });
  const topics = new Topics(world, queues);
  topics.create({ name: 'events', tags: { Project: 'x' } });
  for (const subscription of subscriptions)
    topics.subscribe({ topicArn: TOPIC, protocol: 'sqs', endpoint: queueArn('orders'), ...subscription });
  return {
    world,
    queues,
    topics,
    in: (name: string) => queues.receive(queueArn(name), { max: 10 }),
  };
}

/** The same over HTTP, with an SDK client. */
export async function startSns(
  subscriptions: Partial<SubscriptionOptions>[] = [],
  { principalOf }: Partial<Pick<GatewayOptions, 'principalOf'>> = {},
) {
  const parts = topicAndQueues(subscriptions);
  const { world, topics } = parts;
  const served = await serve([snsService({ world, topics })], { world, ...(principalOf && { principalOf }) });
  const clients: SNSClient[] = [];
  return {
    ...parts,
    ...served,
    client(accessKeyId?: string) {
      const client = new SNSClient(clientConfig(served, accessKeyId));
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.destroy();
      await served.close();
    },
  };
}
