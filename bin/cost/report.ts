import { type BudgetLine, type BudgetName, COST_BUDGET } from '#contract/cost-budget.ts';
import { PRICES, PRICES_AS_OF, PRICES_REGION } from '#contract/prices.ts';
import { RETENTION_DAYS } from '#contract/timing.ts';
import { monthlyBill, priceOf, totalUsd, usdOf } from '#domain/bill.ts';
import type { MeteredBudget } from '#domain/cost-budget.ts';
import type { UsageLine } from '#local/meter/usage.ts';
import type { MeteredAll } from './meter-everything.ts';
import { ENVIRONMENT_SUFFIX, type Metered } from './metered-pipeline.ts';
import { DAYS, monthlyUsage, VOLUMES, type Volume } from './month.ts';
import { SCENARIOS, type ScenarioName } from './scenarios.ts';

/** All tables, in Markdown. Figures that a run measures, and that differ a little from run to run, carry a ≈. */
export function costReport(metered: MeteredAll, budget: MeteredBudget): string {
  return [
    `Prices of ${PRICES_REGION} as of ${PRICES_AS_OF}, before taxes. ≈ marks what is measured in time, and sums with it.`,
    '### One email, call by call',
    'Happy path: what each call and each byte of one email comes to, in USD for a million emails.',
    billOfMaterials(metered.tens, metered.alone),
    '### What becomes of an order',
    ways(metered),
    '### The budget',
    budgetTable(budget),
    '### A month',
    'Emails come evenly all day. *Free*: the allowances that every account has are not spent elsewhere; *list*: they are.',
    months(metered),
  ].join('\n\n');
}

const MILLION = 1_000_000;

function billOfMaterials(tens: Metered, alone: Metered): string {
  const columns = [linesOf(tens), linesOf(alone)];
  const keys = [...new Set(columns.flatMap((lines) => [...lines.keys()]))].sort(byPrice);
  const rows = keys.map((key) => {
    const line = columns.map((lines) => lines.get(key)).find((found) => found !== undefined)!;
    const { name } = priceOf(line);
    const cells = columns.flatMap((lines) => cellsOf(lines.get(key)));
    return [shortService(line.service), name, line.operation, withoutSuffix(line.resource), ...cells];
  });
  const totals = columns.map((lines) => `**≈ ${usd(perMillion([...lines.values()]))}**`);
  return table(
    ['', 'what', 'call', 'of', 'in tens', 'USD', 'alone', 'USD'],
    [...rows, ['**Total**', '', '', '', '', totals[0]!, '', totals[1]!]],
  );
}

/** In the order of the price table, then by call. */
function byPrice(a: string, b: string): number {
  const placeOf = (key: string) => {
    const [service, usageType] = key.split('\n') as [string, string];
    return PRICES.indexOf(priceOf({ service, usageType }));
  };
  return placeOf(a) - placeOf(b) || (a < b ? -1 : 1);
}

/** For one email, and its kept bytes for as long as they are kept. */
function linesOf({ used, kept, orders }: Metered): Map<string, UsageLine> {
  const months = RETENTION_DAYS / DAYS;
  const lines = [
    ...used.map((line) => ({ ...line, quantity: line.quantity / orders })),
    ...kept.map((line) => ({ ...line, quantity: (line.quantity * months) / orders })),
  ];
  return new Map(
    lines.map((line) => [[line.service, line.usageType, line.operation, line.resource].join('\n'), line]),
  );
}

function cellsOf(line: UsageLine | undefined): [string, string] {
  if (!line) return ['', ''];
  const mark = line.unit === 'GB-second' ? '≈ ' : '';
  return [`${mark}${amount(line)}`, `${mark}${usd(perMillion([line]))}`];
}

function amount({ unit, quantity }: UsageLine): string {
  if (unit === 'GB') return `${Math.round(quantity * 2 ** 30)} bytes`;
  if (unit === 'GB-month')
    return `${Math.round((quantity * 2 ** 30 * DAYS) / RETENTION_DAYS)} bytes, ${RETENTION_DAYS} days`;
  if (unit === 'GB-second') return `${quantity.toFixed(3)} GB-seconds`;
  return quantity === 1 ? `1 ${unit}` : `${round(quantity)} ${unit.replace(/y$/, 'ie')}s`;
}

const WAYS: readonly [string, (line: UsageLine) => boolean][] = [
  ['mails', ({ usageType }) => usageType === 'Recipients'],
  ['write units', ({ usageType }) => usageType === 'WriteRequestUnits'],
  ['read units', ({ usageType }) => usageType === 'ReadRequestUnits'],
  [
    'SNS publishes',
    ({ service, usageType }) => service.includes('Notification') && usageType === 'Requests-Tier1',
  ],
  ['SQS requests', ({ service }) => service.includes('Queue')],
  ['invocations', ({ usageType }) => usageType.startsWith('Request-')],
  ['log bytes', ({ usageType }) => usageType === 'DataProcessing-Bytes'],
];

function ways({ scenarios }: MeteredAll): string {
  const rows = (Object.keys(SCENARIOS) as ScenarioName[]).map((name) => {
    const lines = [...linesOf(scenarios[name]).values()];
    const units = WAYS.map(([, isOf]) => sumOf(lines.filter(isOf)));
    return [SCENARIOS[name].name, ...units, `≈ ${usd(perMillion(lines))}`];
  });
  return table(['each', ...WAYS.map(([name]) => name), 'USD for a million'], rows);
}

function sumOf(lines: readonly UsageLine[]): string {
  const sum = lines.reduce(
    (total, { unit, quantity }) => total + quantity * (unit === 'GB' ? 2 ** 30 : 1),
    0,
  );
  return lines.some(({ unit }) => unit === 'GB') ? String(Math.round(sum)) : round(sum);
}

function budgetTable(metered: MeteredBudget): string {
  const rows = Object.entries<BudgetLine>(COST_BUDGET).map(([name, line]) => [
    line.name,
    round(metered[name as BudgetName]),
    round(line.limit),
  ]);
  return table(['one email, in batches of ten', 'metered', 'at most'], rows);
}

interface Column {
  readonly volume: Volume;
  readonly allowances: 'free' | 'spent';
}

function months(metered: MeteredAll): string {
  const columns = VOLUMES.flatMap((volume): Column[] => [
    { volume, allowances: 'free' },
    { volume, allowances: 'spent' },
  ]);
  const bills = columns.map(({ volume, allowances }) =>
    monthlyBill(monthlyUsage(volume, metered), { allowances }),
  );
  const kinds = [...new Set(bills.flatMap((bill) => bill.map(({ price }) => price)))];
  const rows = kinds
    .filter(({ usd: listed }) => listed > 0)
    .map((price) => {
      const cells = bills.map((bill) => bill.find((line) => line.price === price)?.usd ?? 0);
      const mark = price.unit === 'GB-second' ? '≈ ' : '';
      return [shortService(price.service), price.name, ...cells.map((cell) => `${mark}${usd(cell)}`)];
    });
  const totals = bills.map(totalUsd);
  const bare = columns.map(({ volume }) => bareSes(volume));
  return table(
    ['', 'USD a month', ...columns.map(titleOf)],
    [
      ...rows,
      ['**Total**', '', ...totals.map((total) => `**≈ ${usd(total)}**`)],
      ['Bare SES', '', ...bare.map(usd)],
      ['Over it', '', ...totals.map((total, n) => `≈ +${((total / bare[n]! - 1) * 100).toFixed(1)} %`)],
    ],
  );
}

function titleOf({ volume: { emailsADay, batches }, allowances }: Column): string {
  const list = allowances === 'free' ? 'free' : 'list';
  return `${emailsADay.toLocaleString('en-US')} a day, ${batches === 'tens' ? 'full batches, ' : ''}${list}`;
}

/** What SES alone costs for the same mails. */
function bareSes({ emailsADay }: Volume): number {
  const quantity = emailsADay * DAYS;
  return usdOf({ service: 'Amazon Simple Email Service', usageType: 'Recipients', quantity });
}

function perMillion(lines: readonly UsageLine[]): number {
  return lines.reduce((sum, line) => sum + usdOf(line), 0) * MILLION;
}

const usd = (value: number) =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const round = (value: number) => String(Math.round(value * 100) / 100);

const withoutSuffix = (resource: string) => resource.replaceAll(`-${ENVIRONMENT_SUFFIX}`, '');

const shortService = (service: string) =>
  ({
    'Amazon Simple Email Service': 'SES',
    'Amazon Simple Notification Service': 'SNS',
    'Amazon Simple Queue Service': 'SQS',
    'AWS Lambda': 'Lambda',
    'Amazon DynamoDB': 'DynamoDB',
    AmazonCloudWatch: 'CloudWatch',
    'AWS Cost Explorer': 'Cost Explorer',
  })[service] ?? service;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
