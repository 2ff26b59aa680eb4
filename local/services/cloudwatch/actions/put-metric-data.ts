import type { Action } from '../../../gateway/service.ts';
import { invalidParameter, missingParameter } from '../errors.ts';
import { dimensionsOf } from '../metric-data-queries.ts';
import type { MetricDatum, Metrics, Statistics } from '../metrics.ts';

const MAX_DATA = 1000;
const MAX_DIMENSIONS = 30;

/** Samples may be so much older or newer than now. */
const OLDEST_MS = 14 * 24 * 60 * 60 * 1000;
const NEWEST_MS = 2 * 60 * 60 * 1000;

export function putMetricData(metrics: Metrics, now: () => number): Action {
  return ({ Namespace, MetricData }: { Namespace?: string; MetricData?: readonly Datum[] }, context) => {
    if (!Namespace) throw missingParameter('Namespace');
    context.authorize({
      action: 'cloudwatch:PutMetricData',
      resource: '*',
      conditions: { 'cloudwatch:namespace': Namespace },
    });
    if (Namespace.startsWith('AWS/'))
      throw invalidParameter('The value AWS/ for parameter Namespace is invalid.');
    if (!MetricData?.length) throw missingParameter('MetricData');
    if (MetricData.length > MAX_DATA)
      throw invalidParameter(`The collection MetricData must not have a size greater than ${MAX_DATA}.`);
    const data = MetricData.flatMap((datum, index) =>
      readDatum(datum, `MetricData.member.${index + 1}`, now()),
    );
    metrics.put(Namespace, data);
    return {};
  };
}

interface Datum {
  readonly MetricName?: string;
  readonly Dimensions?: readonly { Name: string; Value: string }[];
  /** Seconds since the epoch. */
  readonly Timestamp?: number;
  readonly Value?: number;
  readonly Values?: readonly number[];
  readonly Counts?: readonly number[];
  readonly StatisticValues?: { SampleCount: number; Sum: number; Minimum: number; Maximum: number };
  readonly Unit?: string;
}

function readDatum(datum: Datum, place: string, now: number): MetricDatum[] {
  if (!datum.MetricName) throw missingParameter(`${place}.MetricName`);
  if ((datum.Dimensions?.length ?? 0) > MAX_DIMENSIONS)
    throw invalidParameter(
      `The collection ${place}.Dimensions must not have a size greater than ${MAX_DIMENSIONS}.`,
    );
  const timestamp = datum.Timestamp === undefined ? now : datum.Timestamp * 1000;
  if (!(timestamp >= now - OLDEST_MS && timestamp <= now + NEWEST_MS))
    throw invalidParameter(`The parameter ${place}.Timestamp must specify a time within the past two weeks.`);
  return samplesOf(datum, place).map((value) => ({
    name: datum.MetricName!,
    dimensions: dimensionsOf(datum.Dimensions),
    unit: datum.Unit ?? 'None',
    timestamp,
    value,
  }));
}

function samplesOf(
  { Value, Values, Counts, StatisticValues }: Datum,
  place: string,
): (number | Statistics)[] {
  if (StatisticValues) {
    const { SampleCount, Sum, Minimum, Maximum } = StatisticValues;
    return [{ count: SampleCount, sum: Sum, min: Minimum, max: Maximum }];
  }
  if (Value !== undefined) return [requireNumber(Value, `${place}.Value`)];
  if (!Values?.length)
    throw invalidParameter(
      `The parameter ${place}.Value or ${place}.Values or ${place}.StatisticValues is required.`,
    );
  if (Counts && Counts.length !== Values.length)
    throw invalidParameter(`The parameters ${place}.Values and ${place}.Counts must be of the same size.`);
  return Values.map((value, index) => {
    const count = Counts?.[index] ?? 1;
    return { sum: requireNumber(value, `${place}.Values`) * count, count, min: value, max: value };
  });
}

function requireNumber(value: number, name: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw invalidParameter(`The value ${value} for parameter ${name} is invalid.`);
}
