import { html } from 'hono/html';
import type { CostCrossing, CostReport, ServiceCost } from '#contract/cost-report.ts';
import { type Markup, page, type Site } from './page.ts';
import { PATHS } from './paths.ts';

/** What this month costs, what one email costs, what the money goes to, and what would make it cheaper. */
export function costPage(site: Site, report: CostReport): Markup {
  const content = html`<div class="heading">
<h1>Cost</h1>
<form method="post" action="${PATHS.costAgain}"><button aria-describedby="asking">Ask again</button></form>
</div>
<p id="asking" class="minor">Of ${monthName(report.month)}, as of ${report.asOf}${report.estimated && html`, as AWS estimates it until the month is closed`}. Asking AWS costs a cent each time, and its figures change once a day.</p>
${report.crossed.map((crossing) => html`<p class="note">${CROSSED[crossing](report)}</p>`)}
${figures(report)}
${report.byService.length > 0 && byService(report)}
${list('What would make it cheaper', report.advice.map(advice))}
${list('What is not known', report.unknown)}`;
  return page(site, { title: 'Cost', section: 'cost', content });
}

const CROSSED: Readonly<Record<CostCrossing, (report: CostReport) => Markup>> = {
  budget: ({ budgetUsd }) => html`The month has cost more than the budget of ${usd(budgetUsd)}.`,
  rise: ({ comparison }) =>
    html`The month is ${Math.round(comparison?.risePercent ?? 0)} % dearer than the same days of last month.`,
};

function figures({
  totalUsd,
  forecastUsd,
  lastMonthUsd,
  budgetUsd,
  perEmailUsd,
  emails,
}: CostReport): Markup {
  return html`<section class="card email">
<h2>This month</h2>
<dl class="facts">
${figure('So far', totalUsd === undefined ? 'not known' : usd(totalUsd))}
${figure('Whole month, as it looks', forecastUsd && usd(forecastUsd))}
${figure('Budget', usd(budgetUsd))}
${figure('Last month', lastMonthUsd && usd(lastMonthUsd))}
${figure('Emails sent', emails?.toLocaleString('en-US'))}
${figure('One email', perEmailUsd && `$${perEmailUsd.toFixed(6)}`)}
</dl>
</section>`;
}

function figure(name: string, value: string | 0 | undefined): Markup | undefined {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : undefined;
}

/** The roles say again what the elements are: a narrow screen lays rows out as a grid, which takes their meaning away. */
function byService({ byService: services, totalUsd = 0 }: CostReport): Markup {
  return html`<div class="card">
<table class="lines" role="table">
<caption class="unseen">What the month’s money goes to</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Service</th><th role="columnheader" scope="col">Share</th><th role="columnheader" scope="col">USD</th></tr></thead>
<tbody role="rowgroup">
${services.map((service) => serviceRow(service, totalUsd))}
</tbody>
</table>
</div>`;
}

function serviceRow({ service, usd: cost, origin }: ServiceCost, totalUsd: number): Markup {
  const share = totalUsd > 0 ? `${((cost / totalUsd) * 100).toFixed(1)} %` : '';
  return html`<tr role="row">
<th role="rowheader" scope="row" class="name">${service}${origin === 'list-price' && html` <span class="minor">at list price: AWS does not show it under the tag</span>`}</th>
<td role="cell" class="minor">${share}</td>
<td role="cell">${usd(cost)}</td>
</tr>
`;
}

function advice({ text, savingUsd }: CostReport['advice'][number]): Markup {
  return html`${text} <strong>Saves ${usd(savingUsd)} a month.</strong>`;
}

function list(title: string, entries: readonly (string | Markup)[]): Markup | undefined {
  if (entries.length === 0) return undefined;
  return html`<section class="card email">
<h2>${title}</h2>
<ul>${entries.map((entry) => html`<li>${entry}</li>`)}</ul>
</section>`;
}

/** Cents; a credit is below zero. */
function usd(value: number): string {
  const amount = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return `${value < 0 ? '−' : ''}$${amount}`;
}

/** `November 2026` of `2026-11`. */
function monthName(month: string): string {
  const names = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-US', names);
}
