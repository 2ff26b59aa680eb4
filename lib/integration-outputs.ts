import { resourceNames } from '#contract/names.ts';
import { ORDER_ID_INDEX } from '#contract/tracking-item.ts';
import type { CostMonitoringStack } from './cost-monitoring-stack.ts';
import type { EmailNotificationStack } from './email-notification-stack.ts';
import type { StageConfig } from './stage-config.ts';
import { namesOf } from './stage-names.ts';

export interface IntegrationOutput {
  readonly value: string;
  readonly description: string;
}

interface Stacks {
  readonly emailNotification: EmailNotificationStack;
  readonly costMonitoring: CostMonitoringStack;
}

/** What shops, their tools and operators need to know of a deployed environment, by the name of the output. */
export function integrationOutputs(
  config: StageConfig,
  { emailNotification, costMonitoring }: Stacks,
): Readonly<Record<string, IntegrationOutput>> {
  const { orders, feedback, tracking, sender, feedbackRecorder, alerts } = emailNotification;
  const names = namesOf(config);
  return {
    OrderTopicArn: output(orders.topic.topicArn, 'Publish order events here'),
    TrackingTableName: output(tracking.table.tableName, 'One item per email, with its delivery status'),
    OrderIdIndexName: output(ORDER_ID_INDEX, 'Index of the table: look emails up by orderId'),
    OrderQueueUrl: output(orders.queue.queueUrl, 'Order events waiting for the sender'),
    OrderDeadLettersUrl: output(orders.deadLetters.queueUrl, 'Order events that need a person'),
    OrderUndeliveredUrl: output(orders.undelivered.queueUrl, 'Order events that never reached the queue'),
    FeedbackQueueUrl: output(feedback.queue.queueUrl, 'SES events waiting to be recorded'),
    FeedbackDeadLettersUrl: output(feedback.deadLetters.queueUrl, 'SES events that need a person'),
    FeedbackUndeliveredUrl: output(feedback.undelivered.queueUrl, 'SES events that never reached the queue'),
    SenderFunctionName: output(sender.function.functionName, 'Sends the emails'),
    FeedbackFunctionName: output(feedbackRecorder.function.functionName, 'Records what SES reports'),
    CostFunctionName: output(
      costMonitoring.check.handler.function.functionName,
      'Finds out what the emails cost',
    ),
    CostCheckFailuresUrl: output(costMonitoring.check.failures.queueUrl, 'Cost checks that failed'),
    ConfigurationSetName: output(names.configurationSet, 'SES configuration set of every email'),
    SenderAddress: output(config.sender.address, 'Emails come from here'),
    AlertTopicArn: output(alerts.topic.topicArn, 'Alarms are published here'),
    CostAlertTopicArn: output(costMonitoring.alerts.topic.topicArn, 'Cost alerts are published here'),
    AlertRecipients: output(recipients(config), 'Each confirms once, by the link that AWS mails'),
    NotificationsDashboardName: output(names.notificationsDashboard, 'CloudWatch dashboard of the emails'),
    CostsDashboardName: output(names.costsDashboard, 'CloudWatch dashboard of the costs'),
    StaysWhenDestroyed: output(kept(config), 'lib/README.md says how to remove it, and how to go on with it'),
  };
}

function output(value: string, description: string): IntegrationOutput {
  return { value, description };
}

/** What `cdk destroy` leaves: each has a removal policy of its own, with the reason beside it. */
function kept({ environmentSuffix, sender, identityOwnership, encryption }: StageConfig): string {
  const { trackingTable } = resourceNames(environmentSuffix);
  return [
    `table ${trackingTable}`,
    ...(identityOwnership === 'create' ? [`SES identity ${sender.identity}`] : []),
    ...(encryption.kind === 'create' ? ['KMS key of EncryptionKeyStack'] : []),
  ].join(', ');
}

function recipients({ notificationEmails }: StageConfig): string {
  return notificationEmails.join(', ') || 'none: alarms reach nobody until NOTIFICATION_EMAILS is set';
}
