import { html } from 'hono/html';
import type { FoundEmail } from '#app/operator-ports.ts';
import type { SearchResult } from '#app/search-emails.ts';
import { DELIVERY_STATUSES } from '#contract/tracking-item.ts';
import { emailName } from './email-name.ts';
import { textField } from './form-field.ts';
import { moment } from './moment.ts';
import { type Markup, page, type Site } from './page.ts';
import { orderPath, PATHS } from './paths.ts';
import { statusBadge } from './status-badge.ts';

/** What was filled in. */
export interface SearchForm {
  readonly address: string;
  readonly status: string;
  readonly since: string;
  readonly until: string;
}

/** The form, and what it found. `result` is absent while nothing was asked. */
export function searchPage(site: Site, form: SearchForm, result: SearchResult | undefined): Markup {
  const content = html`<h1>Search</h1>
<p>By address: every email to it, of whatever status. Without one: emails with a problem, of the last day unless a time is given. An order is found by its id, in the box at the top.</p>
${searchForm(form, result?.kind === 'impossible' ? result : undefined)}
${result?.kind === 'found' && results(result)}`;
  return page(site, { title: 'Search', section: 'search', content });
}

function searchForm(
  form: SearchForm,
  wrong: Extract<SearchResult, { kind: 'impossible' }> | undefined,
): Markup {
  const problemOf = (field: string) =>
    wrong?.field === field ? `This cannot be. Allowed: ${wrong.allowed}.` : undefined;
  const problem = problemOf('statuses');
  return html`<form class="card filters" action="${PATHS.search}">
${textField({ name: 'address', label: 'Address', value: form.address, maxLength: 254, optional: true, problem: problemOf('address') })}
<div class="field">
<label for="status">Status</label>
<select id="status" name="status"${problem && html` aria-invalid="true" aria-describedby="status-problem"`}>
<option value="">Any</option>
${DELIVERY_STATUSES.map((status) => html`<option${status === form.status && html` selected`}>${status}</option>`)}
</select>
${problem && html`<p id="status-problem" class="problem">${problem}</p>`}
</div>
${textField({ name: 'since', label: 'Since (UTC)', value: form.since, maxLength: 40, optional: true, problem: problemOf('since') })}
${textField({ name: 'until', label: 'Until (UTC)', value: form.until, maxLength: 40, optional: true, problem: problemOf('until') })}
<div class="field"><button class="primary">Search</button></div>
</form>`;
}

function results({ emails, looked, more, requests, span }: Extract<SearchResult, { kind: 'found' }>): Markup {
  const asked = html`<p class="minor">From ${moment(span.since)} to ${moment(span.until)}; ${requests === 1 ? 'one request' : `${requests} requests`} to the table.</p>`;
  if (emails.length === 0 && more)
    return html`<section class="card empty" role="status"><h2>None among the newest ${looked}</h2><p>There are older ones, which were not looked at: give an earlier end, or any status.</p></section>${asked}`;
  if (emails.length === 0)
    return html`<section class="card empty" role="status"><h2>No emails found</h2><p>Check how the address is written, or give an earlier time.</p></section>${asked}`;
  return html`<p role="status">${emails.length === 1 ? 'One email' : `${emails.length} emails`}${more && html`, and more: narrow the time to see them`}.</p>
<div class="card">
<table class="lines" role="table">
<caption class="unseen">Emails found, the newest first</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Order</th><th role="columnheader" scope="col">Email</th><th role="columnheader" scope="col">Status</th><th role="columnheader" scope="col">Since</th></tr></thead>
<tbody role="rowgroup">
${emails.map(row)}
</tbody>
</table>
</div>
${asked}`;
}

function row(email: FoundEmail): Markup {
  const { orderId, status, at } = email;
  return html`<tr role="row">
<th role="rowheader" scope="row" class="name"><a href="${orderPath(orderId)}">${orderId}</a></th>
<td role="cell" class="minor type">${emailName(email)}</td>
<td role="cell">${statusBadge(status)}</td>
<td role="cell" class="minor since">${moment(at)}</td>
</tr>
`;
}
