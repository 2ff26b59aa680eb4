import { expect, test } from 'vitest';
import { rememberedCosts } from '#app/read-costs.ts';
import type { CostReport } from '#contract/cost-report.ts';
import { body, consoleUnderTest, COST_REPORT as REPORT } from './console-fixture.ts';

const OWN = { method: 'POST', headers: { origin: 'http://localhost' } };

/** A console that finds these reports out, one after the other. */
function consoleWithCosts(...reports: Partial<CostReport>[]) {
  let asked = 0;
  const ask = async () => ({ ...REPORT, ...reports[Math.min(asked++, reports.length - 1)] });
  const clock = { now: () => Date.parse('2026-11-24T12:00:00Z'), sleep: async () => {} };
  const { app } = consoleUnderTest({}, { costs: rememberedCosts(ask, clock) });
  return { app, asked: () => asked };
}

const text = (page: string) => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('without a bill to ask for there is no page of costs, and no way to it', async () => {
  const { app } = consoleUnderTest({}, { costs: undefined });
  expect(await body(app, '/')).not.toContain('/cost');
  expect((await app.request('/cost')).status).toBe(404);
});

test('the page says what the month costs, what an email costs, and where the money goes', async () => {
  const { app } = consoleWithCosts({});
  expect(await body(app, '/')).toContain('href="/cost"');
  const page = text(await body(app, '/cost'));
  for (const said of [
    'Of November 2026, as of 2026-11-24, as AWS estimates it until the month is closed.',
    'So far $4.80',
    'Whole month, as it looks $6.03',
    'Budget $50.00',
    'Last month $5.99',
    'Emails sent 45,000',
    'One email $0.000107',
    'Amazon Simple Email Service at list price: AWS does not show it under the tag 93.8 % $4.50',
    'Amazon DynamoDB 6.3 % $0.30',
    'Send à la carte. Saves $2.70 a month.',
    'The dashboards could not be counted.',
  ])
    expect(page).toContain(said);
});

test('what crossed the budget, or last month, is said', async () => {
  const comparison = { days: 23, usd: 4.6, lastMonthUsd: 2.3, risePercent: 100 };
  const { app } = consoleWithCosts({ crossed: ['budget', 'rise'], comparison });
  const page = text(await body(app, '/cost'));
  expect(page).toContain('The month has cost more than the budget of $50.00.');
  expect(page).toContain('The month is 100 % dearer than the same days of last month.');
});

test('what is not known is said, and is not zero', async () => {
  const { totalUsd: _, perEmailUsd: __, emails: ___, ...nothing } = REPORT;
  const unknown = ['The tag is not activated.'];
  const { app } = consoleUnderTest(
    {},
    { costs: { read: async () => ({ ...nothing, byService: [], unknown }), askAgain: async () => REPORT } },
  );
  const page = text(await body(app, '/cost'));
  expect(page).toContain('So far not known');
  expect(page).not.toContain('One email');
  expect(page).toContain('The tag is not activated.');
});

test('a credit is below zero', async () => {
  const byService = [{ service: 'Credits', usd: -1.5, origin: 'billed' }] as const;
  const { app } = consoleWithCosts({ byService });
  expect(text(await body(app, '/cost'))).toContain('−$1.50');
});

test('a second look costs nothing, and asking again shows what is new', async () => {
  const { app, asked } = consoleWithCosts({}, { totalUsd: 5.1 });
  await body(app, '/cost');
  await body(app, '/cost');
  expect(asked()).toBe(1);
  const response = await app.request('/cost/again', OWN);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/cost']);
  expect(text(await body(app, '/cost'))).toContain('So far $5.10');
  expect(asked()).toBe(2);
});

test('a report of yesterday, or one that failed, is asked for anew', async () => {
  const { app, asked } = consoleWithCosts({ asOf: '2026-11-23' }, { failure: 'throttled' }, {});
  for (let look = 0; look < 4; look++) await body(app, '/cost');
  expect(asked()).toBe(3);
});
