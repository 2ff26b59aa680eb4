import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import type { AccountCounts, DaySpan, UsageCounts } from '#app/cost-ports.ts';
import { METRIC_NAMESPACE, METRICS } from '#contract/metrics.ts';
import { resourceNames } from '#contract/names.ts';
import { ORDER_ID_INDEX } from '#contract/tracking-item.ts';
import { failureCode } from './failure-code.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Two weeks of hours say how steadily the writes come. */
const STEADINESS_DAYS = 14;

/** One request a day; CloudWatch bills each metric of it, a thousandth of a cent. */
export function cloudwatchUsage(client: CloudWatchClient, environmentSuffix: string): UsageCounts {
  return {
    async read(span) {
      try {
        const { MetricDataResults = [] } = await client.send(
          new GetMetricDataCommand({
            StartTime: new Date(span.start),
            EndTime: new Date(span.end),
            MetricDataQueries: queries(environmentSuffix),
          }),
        );
        return { kind: 'known', value: countsOf(MetricDataResults, span) };
      } catch (error) {
        return { kind: 'unknown', reason: failureCode(error) };
      }
    },
  };
}

function queries(environmentSuffix: string): MetricDataQuery[] {
  const names = resourceNames(environmentSuffix);
  const logOf = (functionName: string) => ({ LogGroupName: `/aws/lambda/${functionName}` });
  const table = { TableName: names.trackingTable };
  const index = { ...table, GlobalSecondaryIndexName: ORDER_ID_INDEX };
  return [
    sum('emails', METRIC_NAMESPACE, METRICS.sent, { Environment: environmentSuffix }),
    sum('checks', 'AWS/Lambda', 'Invocations', { FunctionName: names.costFunction }),
    sum('runs', 'AWS/Lambda', 'Invocations', { FunctionName: names.senderFunction }),
    sum('messages', 'AWS/SQS', 'NumberOfMessagesDeleted', { QueueName: names.orderQueue }),
    sum('senderLog', 'AWS/Logs', 'IncomingBytes', logOf(names.senderFunction)),
    sum('feedbackLog', 'AWS/Logs', 'IncomingBytes', logOf(names.feedbackFunction)),
    sum('tableWrites', 'AWS/DynamoDB', 'ConsumedWriteCapacityUnits', table, HOUR_MS),
    sum('indexWrites', 'AWS/DynamoDB', 'ConsumedWriteCapacityUnits', index, HOUR_MS),
  ];
}

function sum(
  Id: string,
  Namespace: string,
  MetricName: string,
  dimensions: Readonly<Record<string, string>>,
  periodMs = DAY_MS,
): MetricDataQuery {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Id,
    MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: periodMs / 1_000, Stat: 'Sum' },
  };
}

/** A metric's sums by the start of their period. */
type Series = ReadonlyMap<number, number>;

function countsOf(results: readonly MetricDataResult[], span: DaySpan): AccountCounts {
  const series = new Map(results.map((result) => [result.Id, seriesOf(result)]));
  const daily = (...ids: string[]) => {
    const known = ids.map((id) => series.get(id));
    return known.includes(undefined) ? undefined : byDay(known as Series[]);
  };
  const [table, index] = [series.get('tableWrites'), series.get('indexWrites')];
  return {
    emails: daily('emails'),
    costChecks: daily('checks'),
    senderRuns: daily('runs'),
    orderMessages: daily('messages'),
    logBytes: daily('senderLog', 'feedbackLog'),
    tableWriteUnits: daily('tableWrites'),
    hourlyWriteUnits: table && index ? recentHours([table, index], span) : undefined,
  };
}

/** Undefined where CloudWatch could not say, as for a metric that is being throttled. */
function seriesOf({ StatusCode, Timestamps = [], Values = [] }: MetricDataResult): Series | undefined {
  if (StatusCode !== 'Complete') return undefined;
  return new Map(Timestamps.map((time, at) => [time.getTime(), Values[at] ?? 0]));
}

function byDay(all: readonly Series[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const [time, value] of all.flatMap((series) => [...series])) {
    const day = new Date(time).toISOString().slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + value);
  }
  return days;
}

/** Every hour of the whole days before today, since the first with a write; one without any is 0. */
function recentHours(all: readonly Series[], { end }: DaySpan): number[][] {
  const until = Date.parse(end) - DAY_MS;
  const first = Math.min(...all.flatMap((series) => [...series.keys()]), until);
  const start = Math.max(first, until - STEADINESS_DAYS * DAY_MS);
  const hours = Array.from({ length: (until - start) / HOUR_MS }, (_, hour) => start + hour * HOUR_MS);
  return all.map((series) => hours.map((hour) => series.get(hour) ?? 0));
}
