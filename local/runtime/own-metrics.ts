import type { Gauges } from '../services/cloudwatch/cloudwatch.ts';
import type { MetricDatum, Statistics } from '../services/cloudwatch/metrics.ts';
import type { InvocationOutcome } from '../services/lambda/function-runner.ts';
import type { Queues } from '../services/sqs/queues.ts';
import type { Timers } from '../world.ts';

/** What SQS tells CloudWatch of each queue once a minute. */
export function queueGauges(queues: Queues, timers: Timers): Gauges {
  return () => {
    const data = queues.all().flatMap(({ name, arn }): MetricDatum[] => {
      const { visible, inFlight, delayed, oldestCountedSentAt: since } = queues.counts(arn);
      const dimensions = { QueueName: name };
      const ageSeconds = since === undefined ? 0 : Math.floor((timers.now() - since) / 1_000);
      return [
        { name: 'ApproximateNumberOfMessagesVisible', dimensions, unit: 'Count', value: visible },
        { name: 'ApproximateNumberOfMessagesNotVisible', dimensions, unit: 'Count', value: inFlight },
        { name: 'ApproximateNumberOfMessagesDelayed', dimensions, unit: 'Count', value: delayed },
        { name: 'ApproximateAgeOfOldestMessage', dimensions, unit: 'Seconds', value: ageSeconds },
        ...trafficOf(queues, arn).map((datum) => ({ ...datum, dimensions, unit: 'Count' })),
      ];
    });
    return [{ namespace: 'AWS/SQS', data }];
  };
}

/** Where nothing went through there is nothing to tell. */
function trafficOf(queues: Queues, arn: string): MetricDatum[] {
  const { sent, received, deleted } = queues.traffic.take(arn);
  return [
    { name: 'NumberOfMessagesSent', value: sent },
    { name: 'NumberOfMessagesReceived', value: received },
    { name: 'NumberOfMessagesDeleted', value: deleted },
  ].filter(({ value }) => value > 0);
}

interface Counts {
  readonly invocations: Statistics;
  readonly errors: Statistics;
  readonly duration: Statistics;
}

/** What Lambda tells CloudWatch of each function, added up over a minute. */
export class FunctionMetrics {
  #counts = new Map<string, Counts>();

  record(functionName: string, { kind, durationMs }: InvocationOutcome): void {
    const before = this.#counts.get(functionName);
    this.#counts.set(functionName, {
      invocations: add(before?.invocations, 1),
      errors: add(before?.errors, kind === 'error' ? 1 : 0),
      duration: add(before?.duration, durationMs),
    });
  }

  /** What was recorded since it was read last. */
  readonly read: Gauges = () => {
    const data = [...this.#counts].flatMap(
      ([FunctionName, { invocations, errors, duration }]): MetricDatum[] => [
        { name: 'Invocations', dimensions: { FunctionName }, unit: 'Count', value: invocations },
        { name: 'Errors', dimensions: { FunctionName }, unit: 'Count', value: errors },
        { name: 'Duration', dimensions: { FunctionName }, unit: 'Milliseconds', value: duration },
      ],
    );
    this.#counts = new Map();
    return data.length === 0 ? [] : [{ namespace: 'AWS/Lambda', data }];
  };
}

function add(before: Statistics | undefined, value: number): Statistics {
  if (!before) return { sum: value, count: 1, min: value, max: value };
  return {
    sum: before.sum + value,
    count: before.count + 1,
    min: Math.min(before.min, value),
    max: Math.max(before.max, value),
  };
}
