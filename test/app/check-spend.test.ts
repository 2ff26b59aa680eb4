import { describe, expect, it } from 'vitest';
import { type CheckSpendDependencies, CostCheckFailed, checkSpend } from '#app/check-spend.ts';
import type { AccountCounts, AccountSetup, BilledCosts } from '#app/cost-ports.ts';
import type { CostCrossing, CostReport } from '#contract/cost-report.ts';
import { addDays, daysBetween } from '#domain/billing-days.ts';
import type { DayCost } from '#domain/spend.ts';

const NO_COUNTS: AccountCounts = {
  emails: new Map(),
  costChecks: new Map(),
  senderRuns: new Map(),
  orderMessages: new Map(),
  logBytes: new Map(),
  tableWriteUnits: new Map(),
  hourlyWriteUnits: undefined,
};
const LEAN: AccountSetup = { sesPlan: 'NONE', dedicatedIps: 0, deliverabilityManager: false, unknown: [] };

/** So much a day for SES and as much again for SQS, from one day until before another. */
function daily(start: string, end: string, usd: number): DayCost[] {
  return Array.from({ length: daysBetween(start, end) }, (_, n) => addDays(start, n)).flatMap((day) => [
    { day, service: 'Amazon Simple Email Service', usd: usd / 2, origin: 'billed' },
    { day, service: 'AWS Cost Explorer', usd: usd / 2, origin: 'billed' },
  ]);
}

const costs = (days: readonly DayCost[]): BilledCosts => ({
  kind: 'costs',
  days,
  estimated: true,
  ownEnvironment: true,
});

interface Situation {
  readonly now?: string;
  readonly billed?: BilledCosts;
  readonly tagStatus?: 'active' | 'inactive' | 'never-seen' | 'not-told';
  readonly counts?: Partial<AccountCounts> | 'refused';
  readonly setup?: Partial<AccountSetup>;
  readonly told?: readonly CostCrossing[];
  readonly mailFails?: boolean;
}

/** The steps of one check in their order, and what it came to. */
async function check(situation: Situation = {}) {
  const {
    now = '2026-11-11T07:00:00Z',
    billed = costs([...daily('2026-10-01', '2026-11-01', 1), ...daily('2026-11-01', '2026-11-11', 1)]),
    counts = {},
  } = situation;
  const steps: string[] = [];
  const mails: { subject: string; text: string }[] = [];
  const metrics: Record<string, number>[] = [];
  const logged: { level: string; message: string; fields: Readonly<Record<string, unknown>> }[] = [];
  const log = (level: string) => (message: string, fields: Readonly<Record<string, unknown>>) => {
    if (message === 'Cost report') steps.push('report');
    logged.push({ level, message, fields });
  };
  const deps: CheckSpendDependencies = {
    environment: 'prod',
    dashboard: 'email-costs-prod_eu-west-1',
    budgetUsd: 50,
    bills: {
      async costs() {
        steps.push('costs');
        return billed;
      },
      async tagStatus() {
        steps.push('tag');
        return situation.tagStatus ?? 'active';
      },
    },
    usage: {
      read: async () =>
        counts === 'refused'
          ? { kind: 'unknown', reason: 'AccessDenied' }
          : { kind: 'known', value: { ...NO_COUNTS, ...counts } },
    },
    account: { inspect: async () => ({ ...LEAN, ...situation.setup }) },
    alarms: {
      async told() {
        steps.push('alarms');
        return situation.told ?? [];
      },
    },
    alerts: {
      async publish(mail) {
        if (situation.mailFails) throw new Error('SNS is away');
        steps.push('mail');
        mails.push(mail);
      },
    },
    metrics: {
      put(figures) {
        steps.push('metrics');
        metrics.push({ ...figures });
      },
    },
    clock: { now: () => Date.parse(now), sleep: () => Promise.reject(new Error('nothing to wait for')) },
    log: { info: log('info'), warn: log('warn'), error: log('error') },
  };
  const outcome = await checkSpend(deps).catch((error: unknown) => error as Error);
  const report = logged.find(({ message }) => message === 'Cost report');
  return { outcome, report: report?.fields as unknown as CostReport, logged, steps, mails, metrics };
}

const DEAR = costs([...daily('2026-10-01', '2026-11-01', 1), ...daily('2026-11-01', '2026-11-11', 1.6)]);

describe('a usual day', () => {
  it('costs one request, is reported and measured, and mails nobody', async () => {
    const emails = new Map([['2026-11-05', 20_000]]);
    const { steps, metrics, report, logged } = await check({ counts: { emails } });
    expect(steps).toEqual(['alarms', 'costs', 'report', 'metrics']);
    expect(metrics).toEqual([
      { TotalCost: 10, ForecastCost: 30, CostPerEmail: 0.0005, LastMonthCost: 10, CostRise: 0 },
    ]);
    expect(report).toMatchObject({
      environment: 'prod',
      month: '2026-11',
      asOf: '2026-11-11',
      budgetUsd: 50,
      totalUsd: 10,
      lastMonthUsd: 31,
      estimated: true,
      emails: 20_000,
      unknown: [],
    });
    expect(
      logged.filter(({ message }) => message === 'Cost of a service').map(({ fields }) => fields),
    ).toEqual([
      { asOf: '2026-11-11', service: 'AWS Cost Explorer', usd: 5, origin: 'billed' },
      { asOf: '2026-11-11', service: 'Amazon Simple Email Service', usd: 5, origin: 'billed' },
    ]);
  });

  it('has no cost of one email where none was sent', async () => {
    const { metrics, report } = await check();
    expect(report.emails).toBe(0);
    expect(metrics[0]).not.toHaveProperty('CostPerEmail');
  });

  it('counts our own monitoring and the mails at list price where they carry no tag', async () => {
    const sqs = {
      day: '2026-11-05',
      service: 'Amazon Simple Queue Service',
      usd: 1,
      origin: 'billed',
    } as const;
    const { report } = await check({
      billed: costs([sqs, { ...sqs, day: '2026-11-10' }]),
      counts: {
        emails: new Map([['2026-11-05', 10_000]]),
        costChecks: new Map([
          ['2026-11-05', 1],
          ['2026-11-06', 1],
        ]),
      },
    });
    expect(report.totalUsd).toBeCloseTo(2 + 1 + 0.02);
    expect(report.byService.slice(1)).toEqual([
      { service: 'Amazon Simple Email Service', usd: 1, origin: 'list-price' },
      { service: 'AWS Cost Explorer', usd: 0.02, origin: 'list-price' },
    ]);
  });

  it('gives advice by the account’s own numbers', async () => {
    const { report } = await check({ setup: { dashboards: 4 } });
    expect(report.advice).toEqual([
      { rule: 'dashboards', savingUsd: 3, text: expect.stringContaining('free') },
    ]);
  });
});

describe('the first of a month', () => {
  it('has last month, a forecast, and no figure of its own yet', async () => {
    const { report, metrics, outcome } = await check({
      now: '2026-11-01T07:00:00Z',
      billed: costs(daily('2026-10-01', '2026-11-01', 1)),
    });
    expect(outcome).not.toBeInstanceOf(Error);
    expect(report).toMatchObject({ lastMonthUsd: 31, forecastUsd: 30 });
    expect(report.unknown).toEqual([expect.stringContaining('No costs of this month')]);
    expect(metrics).toEqual([{ ForecastCost: 30 }]);
  });
});

describe('a crossing', () => {
  it('is mailed once: not again while its alarm is on', async () => {
    const first = await check({ billed: DEAR });
    expect(first.steps).toEqual(['alarms', 'costs', 'report', 'mail', 'metrics']);
    expect(first.metrics[0]?.CostRise).toBeCloseTo(60);
    const second = await check({ billed: DEAR, now: '2026-11-11T07:00:00Z', told: ['rise'] });
    expect(second.mails).toEqual([]);
    expect(second.metrics[0]?.CostRise).toBeCloseTo(60);
  });

  it('is mailed alone where another one was told before', async () => {
    const dear = costs([...daily('2026-10-01', '2026-11-01', 4), ...daily('2026-11-01', '2026-11-11', 8)]);
    const { mails } = await check({ billed: dear, told: ['rise'] });
    expect(mails.map(({ subject }) => subject)).toEqual(['Emails prod: costs above the budget of $50.00']);
  });

  it('is mailed again by the next run where the mail could not go out: no metric has set the alarm off', async () => {
    const { outcome, steps } = await check({ billed: DEAR, mailFails: true });
    expect(outcome).toMatchObject({ message: 'SNS is away' });
    expect(steps).toEqual(['alarms', 'costs', 'report']);
  });

  it('is not a matter of cents', async () => {
    const cents = costs([
      ...daily('2026-10-01', '2026-11-01', 0.01),
      ...daily('2026-11-01', '2026-11-11', 0.09),
    ]);
    const { mails, metrics } = await check({ billed: cents });
    expect(mails).toEqual([]);
    expect(metrics[0]?.CostRise).toBe(0);
  });

  it('reads like this', async () => {
    const { mails } = await check({
      billed: costs([...daily('2026-10-01', '2026-11-01', 4), ...daily('2026-11-01', '2026-11-11', 8)]),
      counts: { emails: new Map([['2026-11-05', 60_000]]) },
      setup: { dashboards: 4, unknown: ['custom metrics (AccessDenied)'] },
    });
    expect(mails[0]?.subject).toBe(
      'Emails prod: costs above the budget of $50.00, costs 100 % above last month',
    );
    expect(mails[0]?.text).toMatchInlineSnapshot(`
      "The emails of prod have cost $80.00 this month, more than the budget of $50.00.
      The emails of prod cost 100 % more than last month: $80.00 on the first 10 days, against $40.00.

          $80.00  2026-11 until 2026-11-11, as AWS estimates it until the month is closed
         $240.00  the whole month, as it looks today
         $124.00  last month
          $50.00  budget
        $0.00133  one email (60,000 sent)

      By service
          $40.00  AWS Cost Explorer
          $40.00  Amazon Simple Email Service

      What would make it cheaper
        - $50.00 a month: SES bills $80.00 a month where 300000 mails come to $30.00. The rest is mostly attachments, billed by the GB: link to a file instead of attaching it.
        - $3.00 a month: The account has 4 dashboards, of which 3 are free. Delete those that nobody opens.

      What is not known
        - Not looked at, so that advice may be missing: custom metrics (AccessDenied).

      This is said once. You hear of it again if it happens anew, next month at the earliest for the budget.
      Dashboard: email-costs-prod_eu-west-1
      "
    `);
  });

  it('has a subject that SNS takes, however long the numbers', async () => {
    const cents = daily('2026-10-01', '2026-11-01', 0.000001);
    const { mails } = await check({ billed: costs([...cents, ...daily('2026-11-01', '2026-11-11', 1e9)]) });
    expect(mails[0]?.subject).toMatch(/^[ -~]{1,100}$/);
  });
});

describe('what is not known', () => {
  it.each([
    ['throttled', { kind: 'throttled', code: 'ThrottlingException' }],
    ['refused', { kind: 'refused', code: 'AccessDeniedException' }],
    ['unavailable', { kind: 'unavailable', code: 'DataUnavailableException' }],
    ['other-currency', { kind: 'other-currency', currency: 'EUR' }],
  ] as const)(
    'fails the check when Cost Explorer is %s, with the report and without a metric',
    async (reason, billed) => {
      const { outcome, report, logged, metrics, steps } = await check({
        billed,
        counts: { emails: new Map([['2026-11-05', 10]]) },
      });
      expect(outcome).toBeInstanceOf(CostCheckFailed);
      expect(outcome).toMatchObject({ reason });
      expect(report.failure).toBe(reason);
      expect(report.unknown[0]).toContain('code' in billed ? billed.code : 'EUR');
      expect(report.emails).toBe(10);
      expect(report).not.toHaveProperty('totalUsd');
      expect(metrics).toEqual([{}]);
      expect(steps).not.toContain('tag');
      expect(logged[0]?.level).toBe('error');
    },
  );

  it.each([
    ['tag-inactive', 'inactive', 'not activated'],
    ['tag-never-seen', 'never-seen', 'has not seen'],
    ['no-data', 'active', 'nothing is billed under it yet'],
    ['tag-unclear', 'not-told', 'may not ask'],
  ] as const)('is a cost of nothing: %s', async (reason, tagStatus, words) => {
    const counts = { emails: new Map([['2026-11-05', 10]]), costChecks: new Map([['2026-11-05', 1]]) };
    const { outcome, report, metrics, mails } = await check({ billed: costs([]), tagStatus, counts });
    expect(outcome).toMatchObject({ reason });
    expect(report.unknown[0]).toContain(words);
    expect(report).not.toHaveProperty('totalUsd');
    expect(report.byService).toEqual([]);
    expect([metrics, mails]).toEqual([[{}], []]);
  });

  it('is what happened since the figures stopped', async () => {
    const { outcome, report } = await check({ billed: costs(daily('2026-10-01', '2026-11-05', 1)) });
    expect(outcome).toMatchObject({ reason: 'stale' });
    expect(report.unknown[0]).toContain('2026-11-04');
  });

  it('is what SES costs on a plan whose price is not known here', async () => {
    const sqs = {
      day: '2026-11-10',
      service: 'Amazon Simple Queue Service',
      usd: 1,
      origin: 'billed',
    } as const;
    const emails = new Map([['2026-11-05', 10_000]]);
    const { outcome } = await check({ billed: costs([sqs]), counts: { emails }, setup: { sesPlan: 'PRO' } });
    expect(outcome).toMatchObject({ reason: 'ses-unpriced' });
  });

  it('spoils nothing else: without counts there is the total', async () => {
    const { outcome, report, metrics } = await check({ counts: 'refused' });
    expect(outcome).not.toBeInstanceOf(Error);
    expect(report.unknown).toEqual([expect.stringContaining('AccessDenied')]);
    expect(report).not.toHaveProperty('emails');
    expect(metrics[0]).toMatchObject({ TotalCost: 10 });
  });

  it('is named where the account could not be looked at', async () => {
    const { report } = await check({
      setup: { unknown: ['SES account settings (TooManyRequestsException)'] },
    });
    expect(report.unknown).toEqual([expect.stringContaining('SES account settings')]);
  });

  it('is which environment it was, while that tag is not activated', async () => {
    const all = { ...(costs(daily('2026-11-01', '2026-11-11', 1)) as object), ownEnvironment: false };
    const { report } = await check({ billed: all as BilledCosts });
    expect(report.unknown).toEqual([expect.stringContaining('all environments')]);
  });
});
