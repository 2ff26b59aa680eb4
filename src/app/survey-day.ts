import { METRICS, type MetricName } from '#contract/metrics.ts';
import {
  type AlarmState,
  type AlarmStates,
  DEAD_LETTER_QUEUES,
  type DeadLetters,
  type HourlyCounts,
} from './operator-ports.ts';
import type { Answer } from './ports.ts';
import { answerOf, Unavailable } from './unavailable.ts';

/** Where the day's survey looks. What is absent is not looked at. */
export interface DaySources {
  readonly alarms?: AlarmStates;
  readonly hourly?: HourlyCounts;
  readonly letters?: DeadLetters;
}

/** What the overview counts, in the order of the columns that {@link HourlyCounts} answers. */
const COUNTED = ['sent', 'delivered', 'bounced', 'complaint', 'refused', 'held', 'invalid'] as const;
export type Counted = (typeof COUNTED)[number];
export type Counts = Readonly<Record<Counted, number>>;

export interface HourOfDay {
  /** When the hour began. ISO 8601, UTC. */
  readonly at: string;
  readonly counts: Counts;
}

/** How the pipeline fares. A part that did not answer leaves the others standing. */
export interface DaySurvey {
  readonly alarms?: Answer<readonly AlarmState[]>;
  /** Since midnight, UTC, and each of the last 24 hours, the present one included. */
  readonly counts?: Answer<{ readonly today: Counts; readonly hours: readonly HourOfDay[] }>;
  /** Of all queues. */
  readonly deadLetters?: Answer<number>;
}

const HOUR_MS = 3_600_000;

/** Looks at everything at once. Never throws for what does not answer. */
export async function surveyDay({ alarms, hourly, letters }: DaySources, nowMs: number): Promise<DaySurvey> {
  const [states, counts, deadLetters] = await Promise.all([
    alarms && known(answerOf('CloudWatch', alarms.read())),
    hourly && known(countDay(hourly, nowMs)),
    letters && known(countLetters(letters)),
  ]);
  return {
    ...(states && { alarms: states }),
    ...(counts && { counts }),
    ...(deadLetters && { deadLetters }),
  };
}

async function known<Value>(answer: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { kind: 'known', value: await answer };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return { kind: 'unknown', reason: error.code };
  }
}

async function countDay(hourly: HourlyCounts, nowMs: number) {
  const thisHour = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const span = { since: iso(thisHour - 23 * HOUR_MS), until: iso(thisHour + HOUR_MS) };
  const names: readonly MetricName[] = COUNTED.map((name) => METRICS[name]);
  const answer = await answerOf('CloudWatch', hourly.hours(names, span));
  const hours = answer.map(({ at, counts }) => ({ at, counts: countsOf((_, n) => counts[n] ?? 0) }));
  const midnight = `${iso(nowMs).slice(0, 10)}T00:00:00.000Z`;
  const ofToday = hours.filter(({ at }) => at >= midnight);
  const today = countsOf((name) => ofToday.reduce((sum, { counts }) => sum + counts[name], 0));
  return { today, hours };
}

const countsOf = (count: (name: Counted, index: number) => number) =>
  Object.fromEntries(COUNTED.map((name, n) => [name, count(name, n)])) as unknown as Counts;

async function countLetters(letters: DeadLetters): Promise<number> {
  const depths = await Promise.all(
    DEAD_LETTER_QUEUES.map((queue) => answerOf('the dead-letter queue', letters.depth(queue))),
  );
  return depths.reduce((sum, { waiting, held }) => sum + waiting + held, 0);
}

const iso = (ms: number) => new Date(ms).toISOString();
