import { type BudgetLine, type BudgetName, COST_BUDGET } from '#contract/cost-budget.ts';
import { usdOf } from './bill.ts';

/** What was metered, by line of the budget. */
export type MeteredBudget = Readonly<Record<BudgetName, number>>;

/** The volume at which a line over its limit says what that means. */
const EMAILS_A_DAY = 100_000;
const DAYS = 30;

/** Lengths of REPORT lines differ by a few bytes from run to run. */
const ROUNDING = 1e-6;

/** One sentence for each line that costs more than it may: the unit, the old number and the new one, and what it means a month. */
export function budgetOverruns(metered: MeteredBudget): string[] {
  return Object.entries<BudgetLine>(COST_BUDGET).flatMap(([name, line]) => {
    const now = metered[name as BudgetName];
    return now <= line.limit + ROUNDING ? [] : [overrun(line, now)];
  });
}

function overrun({ name, limit, priced }: BudgetLine, now: number): string {
  const what = `An email costs ${number(now)} ${name}; the budget is ${number(limit)}.`;
  const next = 'Make it cheaper, or raise the budget in src/contract/cost-budget.ts and say why.';
  if (!priced) return `${what} ${next}`;
  const { service, usageType, each, every = 'email' } = priced;
  const times = { email: EMAILS_A_DAY * DAYS, day: DAYS, month: 1 }[every];
  const usd = usdOf({ service, usageType, quantity: (now - limit) * each * times });
  return `${what} That is $${usd.toFixed(2)} a month more at ${EMAILS_A_DAY.toLocaleString('en-US')} emails a day. ${next}`;
}

const number = (value: number) => String(Math.round(value * 100) / 100);
