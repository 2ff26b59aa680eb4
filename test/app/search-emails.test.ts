import { describe, expect, test } from 'vitest';
import type { Search, TimeSpan } from '#app/operator-ports.ts';
import { type SearchWishes, searchEmails } from '#app/search-emails.ts';
import { NOW } from '#test/support/builders.ts';

const NOTHING: Search = { emails: [], more: false, requests: 1 };

/** Searches, and tells which span the table was asked for; undefined where it was not asked. */
async function asked(wishes: Omit<SearchWishes, 'limit'>) {
  let span: TimeSpan | undefined;
  const answer = async (_: unknown, given: TimeSpan) => {
    span = given;
    return NOTHING;
  };
  const result = await searchEmails({ ...wishes, limit: 9 }, { byAddress: answer, byProblem: answer }, NOW);
  return { span, result };
}

const ADDRESS = { address: 'customer@example.com' };

describe('a time', () => {
  test.each([
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T08:00', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20 08:00:30', '2026-11-20T08:00:30.000Z'],
    ['2026-11-20T08:00:30.5Z', '2026-11-20T08:00:30.500Z'],
    ['2026-11-20T08:00+02:00', '2026-11-20T06:00:00.000Z'],
  ])('%s is %s: UTC where it names no zone, whatever the machine’s is', async (since, iso) => {
    expect((await asked({ since })).span?.since).toBe(iso);
  });

  test.each(['yesterday', 'Nov 20', '1', '11/20/2026', '2026-13-01', '2026-11-20T25:00', '+012026-01-01'])(
    '%s is none',
    async (since) => {
      const { result, span } = await asked({ since });
      expect(result).toMatchObject({ kind: 'impossible', field: 'since' });
      expect(span).toBeUndefined();
    },
  );
});

test('a day as the end is part of the span', async () => {
  const { span } = await asked({ since: '2026-11-20', until: '2026-11-20' });
  expect(span).toEqual({ since: '2026-11-20T00:00:00.000Z', until: '2026-11-20T23:59:59.999Z' });
});

test.each([{}, ADDRESS])('days that are yet to come are not asked for %j', async (wishes) => {
  const { span } = await asked({ ...wishes, until: '9999-01-01' });
  expect(Date.parse(span!.until)).toBe(NOW);
});

test.each([{}, ADDRESS])('of a time of which nothing is kept nothing is asked %j', async (wishes) => {
  const { result, span } = await asked({ ...wishes, since: '2020-01-01', until: '2020-02-01' });
  expect(result).toMatchObject({
    kind: 'impossible',
    field: 'until',
    allowed: expect.stringContaining('90 days'),
  });
  expect(span).toBeUndefined();
});

test('a time that begins after now is impossible', async () => {
  expect((await asked({ since: '2026-12-01' })).result).toMatchObject({ field: 'since' });
});

test('a status that there is none of is not searched for as if it could be', async () => {
  const { result, span } = await asked({ ...ADDRESS, statuses: ['BOUNCED', 'BOUNCE'] });
  expect(result).toMatchObject({
    kind: 'impossible',
    field: 'statuses',
    allowed: expect.stringContaining('DELIVERED'),
  });
  expect(span).toBeUndefined();
});
