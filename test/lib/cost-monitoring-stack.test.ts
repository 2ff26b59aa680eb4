import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { only, resources, templates } from './synthesized.ts';

const { CostMonitoringStack: template } = templates({ COST_BUDGET_THRESHOLD: '49.90' });

const alarm = (name: string) => {
  const found = Object.values(
    template.findResources('AWS::CloudWatch::Alarm', { Properties: { AlarmName: name } }),
  );
  expect(found).toHaveLength(1);
  return found[0]!.Properties;
};

describe('the daily check', () => {
  it('runs every morning', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      Name: 'email-cost-daily-test',
      ScheduleExpression: 'cron(0 7 * * ? *)',
      State: 'ENABLED',
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: Match.anyValue() } })],
    });
  });

  it('knows the topic and the budget, and nothing that its names do not say', () => {
    const { Environment, FunctionName } = only(template, 'AWS::Lambda::Function').Properties;
    expect(FunctionName).toBe('email-cost-test');
    expect(Environment.Variables).toEqual({
      ENVIRONMENT_SUFFIX: 'test',
      COST_ALERT_TOPIC_ARN: { Ref: expect.stringContaining('CostAlertsTopic') },
      COST_BUDGET_USD: '49.9',
      NODE_OPTIONS: '--enable-source-maps',
    });
  });

  it('leaves a run that failed three times to a person', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('^CheckFailures'), 'Arn'] } },
      },
    });
    const { AlarmActions, Dimensions } = alarm('email-cost-check-test');
    expect(Dimensions[0].Value).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^CheckFailures/), 'QueueName'],
    });
    expect(AlarmActions).toEqual([{ Ref: expect.stringContaining('CostAlertsTopic') }]);
  });

  it('may read, tell people, and hand its failures over; nothing else', () => {
    const { Policies } = only(template, 'AWS::IAM::Role').Properties;
    const actions = Policies.flatMap(
      ({ PolicyDocument }: { PolicyDocument: { Statement: { Action: string | string[] }[] } }) =>
        PolicyDocument.Statement.flatMap(({ Action }) => Action),
    );
    expect(actions.sort()).toEqual([
      'ce:GetCostAndUsage',
      'ce:ListCostAllocationTags',
      'cloudwatch:DescribeAlarms',
      'cloudwatch:GetMetricData',
      'cloudwatch:ListDashboards',
      'cloudwatch:ListMetrics',
      'dynamodb:DescribeTable',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'ses:GetAccount',
      'ses:GetDedicatedIps',
      'sns:Publish',
      'sqs:SendMessage',
    ]);
  });
});

describe('the alarms', () => {
  it('are three, and with all others no more than the ten that are free', () => {
    expect(resources('AWS::CloudWatch::Alarm').length).toBeLessThanOrEqual(10);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 3);
  });

  it.each([
    ['email-cost-budget-test', 'TotalCost', 49.9],
    ['email-cost-rise-test', 'CostRise', 50],
  ])('%s remembers that %s was above %d, and mails nobody itself', (name, MetricName, Threshold) => {
    const properties = alarm(name);
    expect(properties).toMatchObject({
      Namespace: 'EmailNotification/Costs',
      MetricName,
      Dimensions: [{ Name: 'Environment', Value: 'test' }],
      Threshold,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
    });
    expect(properties.AlarmActions).toBeUndefined();
  });
});

describe('the budget', () => {
  it.each(['eu-north-1', 'eu-central-2', 'us-gov-west-1'])(
    'is left out where CloudFormation does not know it: %s',
    (region) => {
      const there = JSON.stringify(templates({ CDK_DEFAULT_REGION: region }).CostMonitoringStack.toJSON());
      expect(there.match(/AWS::Budgets::Budget|budgets.amazonaws.com/g)).toBeNull();
    },
  );

  it('has the limit, our tag, and tells of what was spent and of what will be', () => {
    const { Budget, NotificationsWithSubscribers } = only(template, 'AWS::Budgets::Budget').Properties;
    expect(Budget).toEqual({
      BudgetName: 'email-cost-test_eu-west-1',
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 49.9, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['user:iac-rlhf-amazon$true'] },
    });
    expect(
      NotificationsWithSubscribers.map(
        ({ Notification }: { Notification: { NotificationType: string } }) => Notification.NotificationType,
      ),
    ).toEqual(['ACTUAL', 'FORECASTED']);
  });

  it('may publish to the topic', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'budgets.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': '111122223333' },
              ArnLike: { 'aws:SourceArn': 'arn:aws:budgets::111122223333:*' },
            },
          }),
        ]),
      },
    });
  });
});

describe('the costs', () => {
  it('are told to the same people', () => {
    expect(only(template, 'AWS::SNS::Topic').Properties.TopicName).toBe('email-cost-alerts-test');
    expect(only(template, 'AWS::SNS::Subscription').Properties.Endpoint).toBe('ops@yourcompany.com');
  });

  it('have a dashboard with the budget as a line and as money is written', () => {
    const { DashboardName, DashboardBody } = only(template, 'AWS::CloudWatch::Dashboard').Properties;
    const body = JSON.stringify(DashboardBody);
    expect(DashboardName).toBe('email-costs-test_eu-west-1');
    expect(body).toContain('$49.90');
    for (const name of ['TotalCost', 'ForecastCost', 'LastMonthCost', 'CostPerEmail', 'Budget'])
      expect(body, name).toContain(name);
  });
});
