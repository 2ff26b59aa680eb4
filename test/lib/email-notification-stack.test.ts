import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { FEEDBACK_ENVIRONMENT, SENDER_ENVIRONMENT } from '#contract/environment.ts';
import { MEASURES, METRICS } from '#contract/metrics.ts';
import { resources, type TemplateResource, templates } from './synthesized.ts';

const { EmailNotificationStack: template } = templates();

function named(type: string, property: string, name: string): TemplateResource {
  const found = resources(type).find(({ Properties }) => Properties[property] === name);
  if (found === undefined) throw new Error(`no ${type} with ${property} ${name}`);
  return found;
}

/** What a function's role may do, as `action on resource`, the resource by its logical id without the hash. */
function permissions(role: string): readonly string[] {
  const [[, resource] = []] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) =>
    id.startsWith(role),
  );
  const [policy] = resource?.Properties.Policies ?? [];
  return policy.PolicyDocument.Statement.flatMap((statement: { Action: string; Resource: unknown }) =>
    [statement.Action]
      .flat()
      .flatMap((action) => [statement.Resource].flat().map((target) => `${action} on ${short(target)}`)),
  ).sort();
}

function short(target: unknown): string {
  if (typeof target === 'string') return target.replace('arn:aws:ses:eu-west-1:111122223333:', '');
  const [logicalId] = (target as { 'Fn::GetAtt': [string] })['Fn::GetAtt'];
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

describe('the sender', () => {
  it('may take orders, claim, send from one address, and give up on an order: no more', () => {
    expect(permissions('SenderRole')).toEqual([
      'dynamodb:GetItem on TrackingTable',
      'dynamodb:UpdateItem on TrackingTable',
      'logs:CreateLogStream on SenderLog',
      'logs:PutLogEvents on SenderLog',
      'ses:GetAccount on *',
      'ses:SendEmail on configuration-set/email-config-set-test',
      'ses:SendEmail on identity/*',
      'sqs:ChangeMessageVisibility on OrdersWaitingQueue',
      'sqs:DeleteMessage on OrdersWaitingQueue',
      'sqs:GetQueueAttributes on FeedbackSubscriptionUndelivered',
      'sqs:GetQueueAttributes on FeedbackWaitingDeadLetters',
      'sqs:GetQueueAttributes on FeedbackWaitingQueue',
      'sqs:GetQueueAttributes on OrdersWaitingQueue',
      'sqs:ReceiveMessage on OrdersWaitingQueue',
      'sqs:SendMessage on OrdersWaitingDeadLetters',
    ]);
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain(
      '"Condition":{"StringEquals":{"ses:FromAddress":"orders@yourcompany.com"}}',
    );
  });

  it('finds every variable it reads, and no other', () => {
    const { Variables } = named('AWS::Lambda::Function', 'FunctionName', 'email-sender-test').Properties
      .Environment;
    expect(Object.keys(Variables).sort()).toEqual([...SENDER_ENVIRONMENT, 'NODE_OPTIONS'].sort());
    expect(Variables).toMatchObject({
      ENVIRONMENT_SUFFIX: 'test',
      CONFIGURATION_SET: 'email-config-set-test',
      FROM_ADDRESS: 'orders@yourcompany.com',
      SHOP_NAME: 'yourcompany.com',
      REPLY_TO_ADDRESS: '',
      SENDER_CONCURRENCY: '2',
    });
  });

  it('is limited to the concurrency by which it divides the send rate', () => {
    const { EmailNotificationStack: busy } = templates({ SENDER_CONCURRENCY: '9' });
    busy.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^OrdersWaitingQueue'), 'Arn'] },
      ScalingConfig: { MaximumConcurrency: 9 },
      MaximumBatchingWindowInSeconds: Match.absent(),
    });
    busy.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'email-sender-test',
      Environment: { Variables: { SENDER_CONCURRENCY: '9' } },
      ReservedConcurrentExecutions: Match.absent(),
    });
  });
});

describe('the sender of an address', () => {
  const address = templates({ VERIFIED_DOMAIN: 'hello@yourcompany.com' }).EmailNotificationStack;

  it('may send under any identity, since SES asks for the recipients’ too, but from that address alone', () => {
    const statements = Object.values(address.findResources('AWS::IAM::Role'))
      .flatMap(({ Properties }) => Properties.Policies[0].PolicyDocument.Statement)
      .filter(({ Action }) => Action === 'ses:SendEmail');
    expect(statements.map(({ Resource, Condition }) => [short(Resource), Condition])).toEqual([
      ['identity/*', { StringEquals: { 'ses:FromAddress': 'hello@yourcompany.com' } }],
      ['configuration-set/email-config-set-test', undefined],
    ]);
  });
});

describe('the feedback function', () => {
  it('may take events and record them: no more', () => {
    expect(permissions('FeedbackRecorderRole')).toEqual([
      'dynamodb:GetItem on TrackingTable',
      'dynamodb:UpdateItem on TrackingTable',
      'logs:CreateLogStream on FeedbackRecorderLog',
      'logs:PutLogEvents on FeedbackRecorderLog',
      'sqs:DeleteMessage on FeedbackWaitingQueue',
      'sqs:GetQueueAttributes on FeedbackWaitingQueue',
      'sqs:ReceiveMessage on FeedbackWaitingQueue',
    ]);
  });

  it('finds every variable it reads, and no other', () => {
    const { Variables } = named('AWS::Lambda::Function', 'FunctionName', 'email-feedback-test').Properties
      .Environment;
    expect(Object.keys(Variables).sort()).toEqual([...FEEDBACK_ENVIRONMENT, 'NODE_OPTIONS'].sort());
  });
});

describe('the topics', () => {
  const statements = (topic: string) => {
    const policies = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
    const policy = policies.find(({ Properties }) => Properties.Topics[0].Ref.startsWith(topic));
    return policy?.Properties.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
  };

  it('take orders from this account', () => {
    expect(statements('OrdersTopic')).toMatchObject([
      { Action: 'sns:Publish', Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
    ]);
  });

  it('take feedback from SES, of this configuration set in this account', () => {
    expect(statements('FeedbackTopic')).toMatchObject([
      {
        Action: 'sns:Publish',
        Principal: { Service: 'ses.amazonaws.com' },
        Condition: {
          StringEquals: {
            'aws:SourceAccount': '111122223333',
            'aws:SourceArn': 'arn:aws:ses:eu-west-1:111122223333:configuration-set/email-config-set-test',
          },
        },
      },
    ]);
  });

  it('take alarms from CloudWatch, of this environment', () => {
    expect(statements('AlertsTopic')).toMatchObject([
      {
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:email-*-test' },
        },
      },
    ]);
  });
});

describe('the dashboard', () => {
  const [dashboard] = resources('AWS::CloudWatch::Dashboard').filter(
    ({ Properties }) => Properties.DashboardName === 'email-notifications-test_eu-west-1',
  );
  // A body of many references is one text of constants and references.
  const body = JSON.stringify(dashboard?.Properties.DashboardBody)
    .replaceAll('\\\\', '\\')
    .replaceAll('\\"', '"');

  it('shows every count and every measure that says how the emails fare', () => {
    const shown = [...Object.values(METRICS), MEASURES.publishToAccept.name, MEASURES.quotaUsed.name];
    for (const name of shown) expect(body).toContain(`"${name}"`);
  });

  it('shows queues and functions', () => {
    for (const name of [
      'ApproximateNumberOfMessagesVisible',
      'ApproximateAgeOfOldestMessage',
      'Errors',
      'Duration',
    ])
      expect(body).toContain(`"${name}"`);
  });

  it('draws the limits where they are crossed', () => {
    for (const [value, label] of [
      [2, 'Look'],
      [5, 'AWS reviews the account'],
      [0.1, 'AWS reviews the account'],
      [30_000, 'Aim'],
      [30, 'Alarm, after 5 minutes'],
      [80, 'Alarm'],
    ])
      expect(body).toContain(`"value":${value},"label":"${label}"`);
  });

  it('stays within the fifty metrics of a free dashboard', () => {
    const widgets = body.match(/"metrics":\[\[.*?\]\]/g) ?? [];
    const metrics = widgets.flatMap((widget) => widget.match(/\["(?:AWS\/|EmailNotification)/g) ?? []);
    expect(widgets.length).toBeGreaterThan(10);
    expect(metrics.length).toBeLessThanOrEqual(50);
  });
});
