import { expect, test } from 'vitest';
import { parseSchedule } from '#local/services/events/schedule-expression.ts';

const TUESDAY = Date.parse('2026-11-24T08:07:00Z');
const at = (time: number | undefined) => time && new Date(time).toISOString().slice(0, 16);

test.each([
  ['cron(0 8 * * ? *)', '2026-11-25T08:00'],
  ['cron(0/15 * * * ? *)', '2026-11-24T08:15'],
  ['cron(0 18 ? * MON-FRI *)', '2026-11-24T18:00'],
  ['cron(0 9 ? * 1 *)', '2026-11-29T09:00'],
  ['cron(0 9 ? * 2#1 *)', '2026-12-07T09:00'],
  ['cron(0 9 L * ? *)', '2026-11-30T09:00'],
  ['cron(0 9 15W * ? *)', '2026-12-15T09:00'],
  ['cron(0 9 1 1 ? 2030)', '2030-01-01T09:00'],
])('%s', (expression, next) => {
  expect(at(parseSchedule(expression).next(TUESDAY, 0))).toBe(next);
});

test('a schedule whose years are over has no next time', () => {
  expect(parseSchedule('cron(0 9 1 1 ? 2020)').next(TUESDAY, 0)).toBeUndefined();
});

test.each([
  ['rate(1 minute)', '2026-11-24T08:08'],
  ['rate(5 minutes)', '2026-11-24T08:09'],
  ['rate(12 hours)', '2026-11-24T19:04'],
  ['rate(1 day)', '2026-11-25T07:04'],
])('%s counts from when the rule was made', (expression, next) => {
  const createdAt = Date.parse('2026-11-01T07:04:00Z');
  expect(at(parseSchedule(expression).next(TUESDAY, createdAt))).toBe(next);
  expect(parseSchedule(expression).next(createdAt, createdAt)).toBeGreaterThan(createdAt);
});

test.each(['rate(0 days)', 'rate(1 week)', 'cron(0 8 * * *)', 'cron(0 99 * * ? *)', 'daily'])(
  '%s is refused by name',
  (expression) => {
    expect(() => parseSchedule(expression)).toThrow(`"${expression}"`);
  },
);
