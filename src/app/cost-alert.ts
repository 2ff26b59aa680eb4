import type { CostCrossing, CostReport } from '#contract/cost-report.ts';
import { dollars } from '#domain/cost-advice/facts.ts';

/** SNS refuses a longer one. */
const MAX_SUBJECT = 100;

/** The mail that says what is new, and after it all that is known. Short lines of plain text: SNS mails nothing else. */
export function costAlert(
  report: CostReport,
  news: readonly CostCrossing[],
  dashboard: string,
): { readonly subject: string; readonly text: string } {
  const sections = [
    news.map((crossing) => SENTENCE[crossing](report)),
    figures(report),
    section('By service', report.byService.map(serviceLine)),
    section('What would make it cheaper', report.advice.map(adviceLine)),
    section(
      'What is not known',
      report.unknown.map((text) => `  - ${text}`),
    ),
    [
      `This is said once. You hear of it again if it happens anew, next month at the earliest for the budget.`,
      `Dashboard: ${dashboard}`,
    ],
  ];
  const headlines = news.map((crossing) => HEADLINE[crossing](report)).join(', ');
  return {
    subject: `Emails ${report.environment}: ${headlines}`.slice(0, MAX_SUBJECT),
    text: `${sections
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')}\n`,
  };
}

const percent = ({ comparison }: CostReport) => `${Math.round(comparison?.risePercent ?? 0)} %`;

const HEADLINE: Readonly<Record<CostCrossing, (report: CostReport) => string>> = {
  budget: ({ budgetUsd }) => `costs above the budget of ${dollars(budgetUsd)}`,
  rise: (report) => `costs ${percent(report)} above last month`,
};

const SENTENCE: Readonly<Record<CostCrossing, (report: CostReport) => string>> = {
  budget: ({ environment, totalUsd = 0, budgetUsd }) =>
    `The emails of ${environment} have cost ${dollars(totalUsd)} this month, more than the budget of ${dollars(budgetUsd)}.`,
  rise: (report) => {
    const { days = 0, usd = 0, lastMonthUsd = 0 } = report.comparison ?? {};
    const span = days === 1 ? 'day' : `${days} days`;
    return `The emails of ${report.environment} cost ${percent(report)} more than last month: ${dollars(usd)} on the first ${span}, against ${dollars(lastMonthUsd)}.`;
  },
};

function figures(report: CostReport): string[] {
  const { month, asOf, totalUsd, forecastUsd, lastMonthUsd, budgetUsd, perEmailUsd, emails, estimated } =
    report;
  const line = (name: string, usd: number | undefined, more = '') =>
    usd === undefined ? [] : [`${dollars(usd).padStart(10)}  ${name}${more}`];
  return [
    ...line(
      `${month} until ${asOf}`,
      totalUsd,
      estimated ? ', as AWS estimates it until the month is closed' : '',
    ),
    ...line('the whole month, as it looks today', forecastUsd),
    ...line('last month', lastMonthUsd),
    ...line('budget', budgetUsd),
    ...line(
      'one email',
      perEmailUsd,
      emails === undefined ? '' : ` (${emails.toLocaleString('en-US')} sent)`,
    ),
  ];
}

function serviceLine({ service, usd, origin }: CostReport['byService'][number]): string {
  return `${dollars(usd).padStart(10)}  ${service}${origin === 'billed' ? '' : ' (at list price: not under the tag)'}`;
}

function adviceLine({ text, savingUsd }: CostReport['advice'][number]): string {
  return `  - ${dollars(savingUsd)} a month: ${text}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}
