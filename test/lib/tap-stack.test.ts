import { describe, expect, it } from 'vitest';
import { tapStack, templates } from './synthesized.ts';

const { TapStack: template } = templates();

function outputs(environment?: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const found = templates(environment).TapStack.findOutputs('*');
  return Object.fromEntries(Object.entries(found).map(([id, { Value }]) => [id, Value]));
}

/** A value of another stack, whatever function it passes through. */
const imported = (of: string) => ({
  'Fn::Select': [0, [{ 'Fn::ImportValue': expect.stringContaining(of) }]],
});

describe('the system', () => {
  it('is made of four stacks, of which this one is deployed last', () => {
    const { stackName, dependencies } = tapStack();
    expect(stackName).toBe('TapStack-test');
    expect(dependencies.map((stack) => stack.stackName).sort()).toEqual([
      'CostMonitoringStack-test',
      'EmailNotificationStack-test',
      'SesConfigurationStack-test',
    ]);
    expect(tapStack().sesConfiguration.dependencies.map((stack) => stack.stackName)).toEqual([
      'EmailNotificationStack-test',
    ]);
  });

  it('tells integrators all they need', () => {
    expect(outputs()).toEqual({
      OrderTopicArn: imported('OrdersTopic'),
      TrackingTableName: imported('TrackingTable'),
      OrderIdIndexName: 'OrderIdIndex',
      OrderQueueUrl: imported('OrdersWaitingQueue'),
      OrderDeadLettersUrl: imported('OrdersWaitingDeadLetters'),
      OrderUndeliveredUrl: imported('OrdersSubscriptionUndelivered'),
      FeedbackQueueUrl: imported('FeedbackWaitingQueue'),
      FeedbackDeadLettersUrl: imported('FeedbackWaitingDeadLetters'),
      FeedbackUndeliveredUrl: imported('FeedbackSubscriptionUndelivered'),
      SenderFunctionName: imported('SenderFunction'),
      FeedbackFunctionName: imported('FeedbackRecorderFunction'),
      CostFunctionName: imported('CheckHandlerFunction'),
      CostCheckFailuresUrl: imported('CheckFailures'),
      ConfigurationSetName: 'email-config-set-test',
      SenderAddress: 'orders@yourcompany.com',
      AlertTopicArn: imported('AlertsTopic'),
      CostAlertTopicArn: imported('CostAlertsTopic'),
      AlertRecipients: 'ops@yourcompany.com',
      NotificationsDashboardName: 'email-notifications-test_eu-west-1',
      CostsDashboardName: 'email-costs-test_eu-west-1',
      StaysWhenDestroyed: 'table email-delivery-tracking-test, SES identity yourcompany.com',
    });
  });

  it('exports none of it: the names are for people, and two environments may have the same', () => {
    expect(JSON.stringify(template.toJSON().Outputs)).not.toContain('"Export"');
  });

  it('says so when nobody hears of alarms', () => {
    expect(outputs({ NOTIFICATION_EMAILS: '' }).AlertRecipients).toContain('NOTIFICATION_EMAILS');
  });

  it('gathers the resources of an environment by their tags', () => {
    template.hasResourceProperties('AWS::ResourceGroups::Group', {
      Name: 'ordermail-test',
      ResourceQuery: {
        Query: {
          TagFilters: [
            { Key: 'iac-rlhf-amazon', Values: ['true'] },
            { Key: 'Project', Values: ['ordermail'] },
            { Key: 'Environment', Values: ['test'] },
          ],
        },
      },
    });
  });
});
