import { Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, it } from 'vitest';
import { QueueConsumer } from '#lib/constructs/queue-consumer.ts';
import { QueueSubscription } from '#lib/constructs/queue-subscription.ts';
import { QueueWithDeadLetters } from '#lib/constructs/queue-with-dead-letters.ts';
import { TlsTopic } from '#lib/constructs/tls-topic.ts';
import { templateOf } from '../synthesized.ts';

describe('a queue with dead letters', () => {
  const template = templateOf((stack) => {
    new QueueWithDeadLetters(stack, 'Orders', { queueName: 'orders', deadLettersName: 'orders-dead' });
  });

  it('outlasts six runs of its function, and waits through a long weekend', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'orders',
      VisibilityTimeout: 180,
      MessageRetentionPeriod: 4 * 24 * 60 * 60,
    });
  });

  it('gives up on a message after twenty receives', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'orders',
      RedrivePolicy: {
        maxReceiveCount: 20,
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] },
      },
    });
  });

  it('keeps dead letters as long as SQS can, and takes none of another queue', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'orders-dead',
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: ['arn:aws:sqs:eu-west-1:111122223333:orders'],
      },
    });
  });
});

describe('a queue on a topic', () => {
  const template = templateOf((stack) => {
    const { queue } = new QueueWithDeadLetters(stack, 'Orders', {
      queueName: 'orders',
      deadLettersName: 'orders-dead',
    });
    const topic = new TlsTopic(stack, 'Topic', { topicName: 'order-events' });
    new QueueSubscription(stack, 'Subscription', { topic, queue, undeliveredName: 'undelivered' });
  });
  const topicArn = { Ref: Match.stringLikeRegexp('^Topic') };

  it('gets bodies as they were published, and has dead letters of its own', () => {
    template.hasResource('AWS::SNS::Subscription', {
      Properties: {
        Protocol: 'sqs',
        RawMessageDelivery: true,
        TopicArn: topicArn,
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Undelivered'), 'Arn'] },
        },
      },
      // The policy first: a message in between would be refused.
      DependsOn: [Match.stringLikeRegexp('OrdersQueuePolicy')],
    });
  });

  it.each(['OrdersQueue', 'SubscriptionUndelivered'])('lets that topic alone send to %s', (logicalId) => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: Match.stringLikeRegexp(`^${logicalId}`) }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
          }),
        ]),
      },
    });
  });
});

describe('a queue’s consumer', () => {
  const template = templateOf((stack) => {
    const { queue } = new QueueWithDeadLetters(stack, 'Orders', {
      queueName: 'orders',
      deadLettersName: 'orders-dead',
    });
    const target = new lambda.Function(stack, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('export {}'),
    });
    new QueueConsumer(stack, 'Plain', { queue, target });
    const props = { queue, target, maxConcurrency: 7, maxBatchingWindow: Duration.seconds(3) };
    new QueueConsumer(stack, 'Limited', props);
  });

  it('takes ten messages at a time and says which of them failed', () => {
    template.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('neither waits nor is limited, unless told to', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: Match.absent(),
      MaximumBatchingWindowInSeconds: Match.absent(),
    });
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      ScalingConfig: { MaximumConcurrency: 7 },
      MaximumBatchingWindowInSeconds: 3,
    });
  });
});
