import { addDays, type BillingDays, type Day, daysBetween } from './billing-days.ts';

/** How much of something each day had. Days that are not there had none; undefined as a whole: not known. */
export type DailyCounts = ReadonlyMap<Day, number>;

/** How much the days from `start` on, `end` not included, had. */
export function countBetween(counts: DailyCounts, start: Day, end: Day): number {
  return [...counts].reduce((total, [day, count]) => (day >= start && day < end ? total + count : total), 0);
}

/** A month has so many days here. */
const MONTH_DAYS = 30;

/**
 * What a month of it comes to, by the whole days of this month and the last since it first occurred, at most the newest 30.
 * Undefined where there is no whole day to tell by.
 */
export function perMonth(counts: DailyCounts | undefined, { today }: BillingDays): number | undefined {
  const days = [...(counts ?? [])].filter(([day, count]) => day < today && count > 0).map(([day]) => day);
  if (!counts || days.length === 0) return undefined;
  const first = days.reduce((a, b) => (a < b ? a : b));
  const newest = addDays(today, -MONTH_DAYS);
  const start = first > newest ? first : newest;
  return (countBetween(counts, start, today) / daysBetween(start, today)) * MONTH_DAYS;
}
