import { Cron } from 'croner';

/** When a rule fires. */
export interface Schedule {
  /**
   * The next time after `after`, both in milliseconds since the epoch; `undefined` if there is none.
   *
   * @param createdAt when the rule came to be: a rate counts from there
   */
  next(after: number, createdAt: number): number | undefined;
}

const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads `rate(5 minutes)` or `cron(0 8 * * ? *)`, which is in UTC. Throws on anything else, naming it. */
export function parseSchedule(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return rateSchedule(Number(rate[1]) * UNIT_MS[rate[2] as keyof typeof UNIT_MS], expression);
  const cron = /^cron\((\S+(?: \S+){5})\)$/.exec(expression);
  if (cron) return cronSchedule(cron[1]!, expression);
  throw new Error(
    `The schedule "${expression}" is neither rate(<number> minutes|hours|days) nor cron() with six fields.`,
  );
}

function rateSchedule(intervalMs: number, expression: string): Schedule {
  if (intervalMs === 0) throw new Error(`The schedule "${expression}" has an interval of zero.`);
  return {
    next: (after, createdAt) => createdAt + (Math.floor((after - createdAt) / intervalMs) + 1) * intervalMs,
  };
}

function cronSchedule(fields: string, expression: string): Schedule {
  try {
    // AWS has no seconds, counts weekdays from 1 = SUN, and takes 0/15 for "every 15 from 0".
    const options = { paused: true, alternativeWeekdays: true, sloppyRanges: true, timezone: 'UTC' };
    const cron = new Cron(`0 ${fields}`, options);
    return { next: (after) => cron.nextRun(new Date(after))?.getTime() };
  } catch (error) {
    throw new Error(`The schedule "${expression}" cannot be evaluated: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
