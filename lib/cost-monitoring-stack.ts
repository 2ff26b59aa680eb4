import { Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { COST_METRICS, RISE_FLOOR_USD, RISE_LIMIT_PERCENT } from '#contract/cost-metrics.ts';
import { consoleLinks } from './console-links.ts';
import { AlertTopic } from './constructs/alert-topic.ts';
import { CostCheck, CostCheckAlarm } from './constructs/cost-check.ts';
import { costMetric } from './constructs/cost-metric.ts';
import { CostsDashboard } from './constructs/costs-dashboard.ts';
import { MonthlyBudget, mayHaveBudget } from './constructs/monthly-budget.ts';
import { SpendAlarm } from './constructs/spend-alarm.ts';
import { customerKey } from './encryption.ts';
import { runbookAt } from './runbook.ts';
import type { StageConfig } from './stage-config.ts';
import { namesOf, type StageNames } from './stage-names.ts';
import { alarmsMayPublish, budgetsMayPublish } from './topic-permissions.ts';

export interface CostMonitoringStackProps extends StackProps {
  readonly config: StageConfig;
  /** Of the key under which the function's log is kept. @default AWS's own key */
  readonly keyArn?: string | undefined;
}

/** What the emails cost: found out daily, shown, and told when it is too much. */
export class CostMonitoringStack extends Stack {
  readonly names: StageNames;
  readonly alerts: AlertTopic;
  readonly check: CostCheck;

  constructor(scope: Construct, id: string, { config, keyArn, ...props }: CostMonitoringStackProps) {
    super(scope, id, props);
    this.names = namesOf(config);
    this.alerts = this.#alerts(config);
    this.check = new CostCheck(this, 'Check', {
      names: this.names,
      environmentSuffix: config.environmentSuffix,
      budgetUsd: config.costBudgetUsd,
      topic: this.alerts.topic,
      encryptionKey: customerKey(this, keyArn),
    });
    this.#alarms(config);
    // The daily check watches the same limit by itself.
    if (mayHaveBudget(config.region)) this.#budget(config);
    new CostsDashboard(this, 'Dashboard', {
      dashboardName: this.names.costsDashboard,
      environmentSuffix: config.environmentSuffix,
      budgetUsd: config.costBudgetUsd,
      logGroupName: this.check.handler.logGroup.logGroupName,
    });
  }

  #alerts(config: StageConfig): AlertTopic {
    const alerts = new AlertTopic(this, 'CostAlerts', {
      topicName: this.names.costAlertTopic,
      undeliveredName: this.names.costAlertSubscriptionDeadLetters,
      recipients: config.notificationEmails,
    });
    alerts.topic.addToResourcePolicy(alarmsMayPublish(alerts.topic, config.environmentSuffix));
    return alerts;
  }

  #budget({ costBudgetUsd }: StageConfig): void {
    const { topic } = this.alerts;
    new MonthlyBudget(this, 'Budget', {
      budgetName: this.names.costBudget,
      limitUsd: costBudgetUsd,
      topic,
      permission: topic.addToResourcePolicy(budgetsMayPublish(topic)).policyDependable!,
    });
  }

  #alarms({ environmentSuffix, costBudgetUsd, runbookUrl }: StageConfig): void {
    const runbook = runbookAt(runbookUrl, environmentSuffix);
    const links = { Dashboard: consoleLinks(this).dashboard(this.names.costsDashboard) };
    const told = `The cost function has mailed the details to ${this.names.costAlertTopic}.`;
    new SpendAlarm(this, 'BudgetAlarm', {
      alarmName: this.names.costBudgetAlarm,
      text: `The month has cost more than the budget. ${told}`,
      runbook: runbook.sectionOf(this.names.costBudgetAlarm),
      links,
      metric: costMetric(COST_METRICS.total, environmentSuffix),
      threshold: costBudgetUsd,
    });
    new SpendAlarm(this, 'RiseAlarm', {
      alarmName: this.names.costRiseAlarm,
      text: `The month's days cost ${RISE_LIMIT_PERCENT} % more than the same days of last month, and at least $${RISE_FLOOR_USD} more. ${told}`,
      runbook: runbook.sectionOf(this.names.costRiseAlarm),
      links,
      metric: costMetric(COST_METRICS.rise, environmentSuffix),
      threshold: RISE_LIMIT_PERCENT,
    });
    const failed = new CostCheckAlarm(this, 'CheckAlarm', {
      names: this.names,
      check: this.check,
      runbook: runbook.sectionOf(this.names.costCheckAlarm),
      links,
    });
    failed.addAlarmAction(new SnsAction(this.alerts.topic));
  }
}
