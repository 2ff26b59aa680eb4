import type { AlarmDefinition, AlarmStateValue } from './alarm.ts';

/** One period of what an alarm watches. */
export interface Datapoint {
  /** Start of the period, milliseconds since the epoch. */
  readonly time: number;
  /** Undefined where nothing was measured. */
  readonly value: number | undefined;
}

export interface Decision {
  readonly value: AlarmStateValue;
  readonly reason: string;
}

const BREACHES: Readonly<
  Record<string, { words: string; holds: (value: number, limit: number) => boolean }>
> = {
  GreaterThanThreshold: { words: 'greater than', holds: (value, limit) => value > limit },
  GreaterThanOrEqualToThreshold: {
    words: 'greater than or equal to',
    holds: (value, limit) => value >= limit,
  },
  LessThanThreshold: { words: 'less than', holds: (value, limit) => value < limit },
  LessThanOrEqualToThreshold: { words: 'less than or equal to', holds: (value, limit) => value <= limit },
};

/**
 * The state that follows from the last periods, oldest first, in CloudWatch's words. Undefined: it stays as it is. Not
 * emulated: CloudWatch looks further back than the evaluation periods when some of them miss data.
 *
 * | missing data counts as | with none at all  | with some                                        |
 * | ---------------------- | ----------------- | ------------------------------------------------ |
 * | breaching, notBreaching | as if measured   | as if measured                                   |
 * | missing                | INSUFFICIENT_DATA | what was measured decides                        |
 * | ignore                 | stays             | stays, unless what was measured is enough        |
 */
export function decide(
  definition: AlarmDefinition,
  previous: AlarmStateValue,
  datapoints: readonly Datapoint[],
): Decision | undefined {
  const {
    EvaluationPeriods,
    DatapointsToAlarm = EvaluationPeriods,
    TreatMissingData = 'missing',
  } = definition;
  const isBreach = breachOf(definition);
  const measured = datapoints.filter(({ value }) => value !== undefined);
  const missing = datapoints.length - measured.length;
  const breaching =
    measured.filter(({ value }) => isBreach(value!)).length +
    (TreatMissingData === 'breaching' ? missing : 0);

  if (breaching >= DatapointsToAlarm) return decision('ALARM', definition, previous, datapoints);
  if (TreatMissingData === 'missing' && measured.length === 0) {
    return { value: 'INSUFFICIENT_DATA', reason: `Insufficient Data: ${datapointsWere(missing)} unknown.` };
  }
  const mayStillBreach = TreatMissingData === 'ignore' && breaching + missing >= DatapointsToAlarm;
  return mayStillBreach ? undefined : decision('OK', definition, previous, datapoints);
}

/** Whether a value is beyond an alarm's threshold. Throws for a way to compare that is not emulated. */
export function breachOf({
  AlarmName,
  ComparisonOperator,
  Threshold,
}: AlarmDefinition): (value: number) => boolean {
  const breach = BREACHES[ComparisonOperator];
  if (!breach) {
    const known = Object.keys(BREACHES).join(', ');
    throw new Error(
      `Alarm ${AlarmName} compares by ${ComparisonOperator}; the local cloud emulates ${known}.`,
    );
  }
  return (value) => breach.holds(value, Threshold);
}

function decision(
  value: 'ALARM' | 'OK',
  definition: AlarmDefinition,
  previous: AlarmStateValue,
  datapoints: readonly Datapoint[],
): Decision {
  const { ComparisonOperator, Threshold, EvaluationPeriods, TreatMissingData } = definition;
  const { DatapointsToAlarm = EvaluationPeriods } = definition;
  const isBreach = breachOf(definition);
  const measured = datapoints.filter(({ value }) => value !== undefined);
  if (measured.length === 0) {
    const count = datapoints.length;
    const treated = TreatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching';
    const reason = `Threshold Crossed: no datapoints were received for ${plural(count, 'period')} and ${plural(count, 'missing datapoint')} ${count === 1 ? 'was' : 'were'} treated as [${treated}].`;
    return { value, reason };
  }
  const shown = measured.filter((datapoint) => isBreach(datapoint.value!) === (value === 'ALARM'));
  const list = shown.toReversed().map(({ time, value }) => `${decimal(value!)} (${date(time)})`);
  const verb = `${shown.length === 1 ? 'was' : 'were'}${value === 'ALARM' ? '' : ' not'}`;
  const words = BREACHES[ComparisonOperator]!.words;
  const needed = value === 'ALARM' ? DatapointsToAlarm : EvaluationPeriods - DatapointsToAlarm + 1;
  const reason = `Threshold Crossed: ${shown.length} out of the last ${datapoints.length} datapoints [${list.join(', ')}] ${verb} ${words} the threshold (${decimal(Threshold)}) (minimum ${plural(needed, 'datapoint')} for ${previous === value ? '' : `${previous} -> `}${value} transition).`;
  return { value, reason };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function datapointsWere(count: number): string {
  return `${plural(count, 'datapoint')} ${count === 1 ? 'was' : 'were'}`;
}

/** `1` is shown as `1.0`. */
function decimal(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** `02/10/19 16:59:00` is the second of October. */
function date(time: number): string {
  const [day = '', clock = ''] = new Date(time).toISOString().split('T');
  const [year = '', month, date] = day.split('-');
  return `${date}/${month}/${year.slice(2)} ${clock.slice(0, 8)}`;
}
