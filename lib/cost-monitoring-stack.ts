import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRICS } from '#contract/metrics.ts';
import { resourceNames } from '#contract/names.ts';
import { AlertTopic } from './constructs/alert-topic.ts';
import { countOf } from './constructs/email-metric.ts';
import type { StageConfig } from './stage-config.ts';

export interface CostMonitoringStackProps extends StackProps {
  readonly config: StageConfig;
}

/** Who hears of costs, and the dashboard that shows them next to the mails they paid for. */
export class CostMonitoringStack extends Stack {
  readonly alerts: AlertTopic;

  constructor(scope: Construct, id: string, { config, ...props }: CostMonitoringStackProps) {
    super(scope, id, props);
    const names = resourceNames(config.environmentSuffix);
    this.alerts = new AlertTopic(this, 'CostAlerts', {
      topicName: names.costAlertTopic,
      undeliveredName: names.costAlertSubscriptionDeadLetters,
      recipients: config.notificationEmails,
    });
    new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: names.costsDashboard,
      defaultInterval: Duration.days(30),
      widgets: [[budget(config)], [emailsPerDay(config)]],
    });
  }
}

function budget({ environmentSuffix, costBudgetUsd }: StageConfig): cloudwatch.TextWidget {
  return new cloudwatch.TextWidget({
    width: 24,
    height: 2,
    markdown: `Budget of \`${environmentSuffix}\`: **$${costBudgetUsd.toFixed(2)}** a month`,
  });
}

function emailsPerDay({ environmentSuffix }: StageConfig): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({
    title: 'Emails a day',
    width: 24,
    left: [countOf(METRICS.sent, environmentSuffix)],
    period: Duration.days(1),
    leftYAxis: { min: 0 },
  });
}
