import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { COST_METRICS } from '#contract/cost-metrics.ts';
import { COST_REPORT_MESSAGE, SERVICE_COST_MESSAGE } from '#contract/cost-report.ts';
import { METRICS } from '#contract/metrics.ts';
import { costMetric } from './cost-metric.ts';
import { countOf } from './email-metric.ts';

export interface CostsDashboardProps {
  readonly dashboardName: string;
  readonly environmentSuffix: string;
  readonly budgetUsd: number;
  /** Of the cost function. */
  readonly logGroupName: string;
}

/** What the month has cost and will cost, what one email costs, where it goes, and what would make it cheaper. */
export class CostsDashboard extends cloudwatch.Dashboard {
  constructor(scope: Construct, id: string, props: CostsDashboardProps) {
    super(scope, id, {
      dashboardName: props.dashboardName,
      defaultInterval: Duration.days(30),
      widgets: [
        [numbers(props)],
        [month(props), emails(props)],
        [byService(props), report(props)],
        [advice(props), failures(props)],
      ],
    });
  }
}

function figures(environmentSuffix: string) {
  const metric = (name: keyof typeof COST_METRICS, label: string) =>
    costMetric(COST_METRICS[name], environmentSuffix, label);
  return {
    total: metric('total', 'This month so far'),
    forecast: metric('forecast', 'The whole month, as it looks'),
    lastMonth: metric('lastMonth', 'Same days of last month'),
    perEmail: metric('perEmail', 'One email'),
  };
}

function numbers({ environmentSuffix, budgetUsd }: CostsDashboardProps): cloudwatch.SingleValueWidget {
  return new cloudwatch.SingleValueWidget({
    title: `USD (budget: $${budgetUsd.toFixed(2)} a month)`,
    width: 24,
    height: 4,
    metrics: Object.values(figures(environmentSuffix)),
    fullPrecision: true,
    period: Duration.days(1),
  });
}

function month({ environmentSuffix, budgetUsd }: CostsDashboardProps): cloudwatch.GraphWidget {
  const { total, forecast, lastMonth } = figures(environmentSuffix);
  return new cloudwatch.GraphWidget({
    title: 'The month (USD)',
    width: 12,
    left: [total, forecast, lastMonth],
    leftAnnotations: [{ value: budgetUsd, label: 'Budget', color: cloudwatch.Color.RED }],
    leftYAxis: { min: 0, showUnits: false },
    period: Duration.days(1),
  });
}

function emails({ environmentSuffix }: CostsDashboardProps): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({
    title: 'One email (USD), and emails a day',
    width: 12,
    left: [figures(environmentSuffix).perEmail],
    right: [countOf(METRICS.sent, environmentSuffix)],
    leftYAxis: { min: 0, showUnits: false },
    rightYAxis: { min: 0 },
    period: Duration.days(1),
  });
}

/** From the log: a metric for each service would cost more than asking the log does. */
function byService({ logGroupName }: CostsDashboardProps): cloudwatch.LogQueryWidget {
  return query('By service, this month (USD)', logGroupName, cloudwatch.LogQueryVisualizationType.BAR, [
    `filter message = "${SERVICE_COST_MESSAGE}"`,
    'stats latest(usd) by service',
  ]);
}

function report({ logGroupName }: CostsDashboardProps): cloudwatch.LogQueryWidget {
  return query('Reports', logGroupName, cloudwatch.LogQueryVisualizationType.TABLE, [
    `filter message = "${COST_REPORT_MESSAGE}"`,
    'display asOf, totalUsd, forecastUsd, perEmailUsd, emails, comparison.risePercent, estimated',
    'sort @timestamp desc',
    'limit 10',
  ]);
}

function advice({ logGroupName }: CostsDashboardProps): cloudwatch.LogQueryWidget {
  return query('What would make it cheaper', logGroupName, cloudwatch.LogQueryVisualizationType.TABLE, [
    `filter message = "${COST_REPORT_MESSAGE}"`,
    'display asOf, advice.0.savingUsd, advice.0.text, advice.1.savingUsd, advice.1.text, advice.2.savingUsd, advice.2.text',
    'sort @timestamp desc',
    'limit 1',
  ]);
}

function failures({ logGroupName }: CostsDashboardProps): cloudwatch.LogQueryWidget {
  return query('Why a check failed', logGroupName, cloudwatch.LogQueryVisualizationType.TABLE, [
    'filter level = "ERROR" or errorType like /./ or @message like /Task timed out/',
    'display @timestamp, failure, unknown.0, errorType, errorMessage',
    'sort @timestamp desc',
    'limit 10',
  ]);
}

function query(
  title: string,
  logGroupName: string,
  view: cloudwatch.LogQueryVisualizationType,
  queryLines: string[],
): cloudwatch.LogQueryWidget {
  return new cloudwatch.LogQueryWidget({ title, logGroupNames: [logGroupName], view, queryLines, width: 12 });
}
