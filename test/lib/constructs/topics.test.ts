import { Match } from 'aws-cdk-lib/assertions';
import { describe, it } from 'vitest';
import { AlertTopic } from '#lib/constructs/alert-topic.ts';
import { TlsTopic } from '#lib/constructs/tls-topic.ts';
import { templateOf } from '../synthesized.ts';

describe('a topic', () => {
  const template = templateOf((stack) => {
    new TlsTopic(stack, 'Topic', { topicName: 'events' });
  });

  it('refuses everything without TLS, whoever comes', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          {
            Sid: Match.anyValue(),
            Effect: 'Deny',
            Principal: '*',
            Action: [
              'sns:AddPermission',
              'sns:DeleteTopic',
              'sns:GetTopicAttributes',
              'sns:ListSubscriptionsByTopic',
              'sns:Publish',
              'sns:RemovePermission',
              'sns:SetTopicAttributes',
              'sns:Subscribe',
            ],
            Resource: { Ref: Match.stringLikeRegexp('^Topic') },
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  });

  it('has no key that SES and CloudWatch could not use', () => {
    template.hasResourceProperties('AWS::SNS::Topic', {
      TopicName: 'events',
      KmsMasterKeyId: Match.absent(),
    });
  });
});

describe('a topic for alerts', () => {
  const alerts = (...recipients: string[]) =>
    templateOf((stack) => {
      new AlertTopic(stack, 'Alerts', { topicName: 'alerts', undeliveredName: 'undelivered', recipients });
    });

  it('mails every recipient, and keeps what could not be mailed', () => {
    const template = alerts('ops@yourcompany.com', 'finance@yourcompany.com');
    template.resourceCountIs('AWS::SNS::Subscription', 2);
    template.resourceCountIs('AWS::SQS::Queue', 1);
    template.allResourcesProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Undelivered'), 'Arn'] },
      },
    });
  });

  it('needs no queue while nobody is told', () => {
    const template = alerts();
    template.resourceCountIs('AWS::SNS::Topic', 1);
    template.resourceCountIs('AWS::SQS::Queue', 0);
  });
});
