import { html } from 'hono/html';
import type { EmailLine } from '#app/ports.ts';
import type { RecentOverview } from '#app/read-emails.ts';
import type { DaySurvey } from '#app/survey-day.ts';
import { command } from './command.ts';
import { daySection } from './day-section.ts';
import { EMAIL_TYPE_NAMES } from './email-type-name.ts';
import { moment } from './moment.ts';
import { type Markup, page, type Site } from './page.ts';
import { orderPath, PATHS } from './paths.ts';
import { statusBadge } from './status-badge.ts';

export interface OverviewPage {
  /** Absent where the table cannot be listed. */
  readonly recent?: RecentOverview;
  readonly day: DaySurvey;
  readonly canPublish: boolean;
  readonly publishCommand: string;
}

/** The newest emails and what became of them. */
export function overviewPage(site: Site, { day, recent, canPublish, publishCommand }: OverviewPage): Markup {
  const content = html`<div class="heading">
<h1>Overview</h1>
${
  canPublish &&
  html`<form method="post" action="${PATHS.sampleOrders}"><button class="primary">Publish a sample order</button></form>`
}
</div>
${daySection(day)}
${recent ? recentEmails(recent, publishCommand) : searchOnly}`;
  return page(site, { title: 'Overview', section: 'emails', content });
}

function recentEmails({ emails, counts, complete }: RecentOverview, publishCommand: string): Markup {
  if (emails.length === 0) return noEmails(publishCommand);
  return html`<h2 id="recent">The newest emails</h2>
<ul class="counts" aria-label="Shown below, by status">${counts.map(
    ({ status, count }) => html`<li>${statusBadge(status, count)}</li>`,
  )}</ul>
${
  complete ||
  html`<p class="note">The table has more emails than this page reads, so newer ones may be missing here. Find an order by its id.</p>`
}
<div class="card">
<table class="lines" role="table">
<caption class="unseen">The newest emails</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Order</th><th role="columnheader" scope="col">Email</th><th role="columnheader" scope="col">Status</th><th role="columnheader" scope="col">Since</th></tr></thead>
<tbody role="rowgroup">
${emails.map(emailRow)}
</tbody>
</table>
</div>`;
}

/** The roles say again what the elements are: a narrow screen lays rows out as a grid, which takes their meaning away. */
function emailRow({ orderId, emailType, status, timestamp }: EmailLine): Markup {
  return html`<tr role="row">
<th role="rowheader" scope="row" class="name"><a href="${orderPath(orderId)}">${orderId}</a></th>
<td role="cell" class="minor type">${EMAIL_TYPE_NAMES[emailType] ?? emailType}</td>
<td role="cell">${statusBadge(status)}</td>
<td role="cell" class="minor since">${moment(timestamp)}</td>
</tr>
`;
}

function noEmails(publishCommand: string): Markup {
  return html`<section class="card empty">
<h2>No emails yet</h2>
<p>An order that is published to the order topic becomes an email, and shows up here. Publish a sample with the button above, or publish your own:</p>
${command(publishCommand)}
</section>`;
}

const searchOnly = html`<section class="card empty">
<h2>Find an order</h2>
<p>Enter an order’s id in the search box above to see its emails and what became of them.</p>
</section>`;
