import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { HourlyCounts, TimeSpan } from '#app/operator-ports.ts';
import { emailMetricData } from './email-metric-data.ts';

const HOUR_SECONDS = 3_600;

/** What each hour of a span came to, in one request. */
export function cloudwatchHourlyCounts(client: CloudWatchClient, environment: string): HourlyCounts {
  return {
    async hours(names, span) {
      const results = await emailMetricData(client, environment, names, {
        ...span,
        periodSeconds: HOUR_SECONDS,
      });
      const sums = results.map(
        ({ Timestamps = [], Values = [] }) =>
          new Map(Timestamps.map((at, index) => [at.toISOString(), Values[index] ?? 0])),
      );
      return hoursOf(span).map((at) => ({ at, counts: sums.map((sum) => sum.get(at) ?? 0) }));
    },
  };
}

function hoursOf({ since, until }: TimeSpan): readonly string[] {
  const hours: string[] = [];
  for (let at = Date.parse(since); at < Date.parse(until); at += HOUR_SECONDS * 1000)
    hours.push(new Date(at).toISOString());
  return hours;
}
