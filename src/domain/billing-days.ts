/** A day in UTC, as AWS bills: `2026-11-24`. Earlier days compare as smaller texts. */
export type Day = string;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The days that a report looks at. */
export interface BillingDays {
  /** First day of last month. */
  readonly start: Day;
  /** First day of this month. */
  readonly monthStart: Day;
  /** Not over yet, so what it cost is not known whole. */
  readonly today: Day;
  /** The day after today. Not included: the end of Cost Explorer's TimePeriod is exclusive. */
  readonly end: Day;
  readonly daysOfMonth: number;
  readonly daysOfLastMonth: number;
  /** Days of this month that are over: none on the first. */
  readonly wholeDays: number;
}

/** This month and the one before, of which one request for all its days is never empty, not even on a month's first day. */
export function billingDays(nowMs: number): BillingDays {
  const today = dayOf(nowMs);
  const [year = 0, month = 0, date = 0] = today.split('-').map(Number);
  const firstOf = (offset: number) => Date.UTC(year, month - 1 + offset, 1);
  const daysIn = (offset: number) => (firstOf(offset + 1) - firstOf(offset)) / DAY_MS;
  return {
    start: dayOf(firstOf(-1)),
    monthStart: dayOf(firstOf(0)),
    today,
    end: addDays(today, 1),
    daysOfMonth: daysIn(0),
    daysOfLastMonth: daysIn(-1),
    wholeDays: date - 1,
  };
}

function dayOf(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(day) + days * DAY_MS);
}

/** From a day, included, to another, not included. */
export function daysBetween(start: Day, end: Day): number {
  return (Date.parse(end) - Date.parse(start)) / DAY_MS;
}
