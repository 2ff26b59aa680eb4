import { html } from 'hono/html';
import type { SuppressedAddress } from '#app/operator-ports.ts';
import { operatorFields } from './form-field.ts';
import { moment } from './moment.ts';
import { type Markup, page, type Site } from './page.ts';
import { PATHS, suppressionPath, unsuppressPath } from './paths.ts';

/** Where in the list a page is. */
interface Place {
  readonly isFirst: boolean;
  /** By which the next page is asked for; undefined on the last. */
  readonly next: string | undefined;
}

/** A page of the account's suppression list. */
export function suppressionPage(
  site: Site,
  addresses: readonly SuppressedAddress[],
  { isFirst, next }: Place,
): Markup {
  const isEmpty = addresses.length === 0 && isFirst && next === undefined;
  const content = html`<h1>Suppression list</h1>
<p>Amazon SES mails these addresses no more, after a bounce or a complaint. The list is the account’s: all that it sends has it in common.</p>
${!isFirst && html`<p><a href="${PATHS.suppression}">To the first addresses</a></p>`}
${isEmpty ? noAddress : addresses.length === 0 ? html`<p>None on this page.</p>` : addressTable(site, addresses)}
${next !== undefined && html`<p><a href="${suppressionPath(next)}">More addresses</a></p>`}`;
  return page(site, { title: 'Suppression list', section: 'suppression', content });
}

const noAddress = html`<section class="card empty"><h2>No address is suppressed</h2><p>Every customer can be mailed.</p></section>`;

/** The roles say again what the elements are: a narrow screen lays rows out as a grid, which takes their meaning away. */
function addressTable(site: Site, addresses: readonly SuppressedAddress[]): Markup {
  return html`<div class="card">
<table class="lines" role="table">
<caption class="unseen">Suppressed addresses</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Address</th><th role="columnheader" scope="col">Because of</th><th role="columnheader" scope="col">Since</th>${site.canChange && html`<th role="columnheader" scope="col"><span class="unseen">What can be done</span></th>`}</tr></thead>
<tbody role="rowgroup">
${addresses.map(
  ({ address, reason, since }) => html`<tr role="row">
<th role="rowheader" scope="row" class="name">${address}</th>
<td role="cell" class="minor">${REASONS.get(reason) ?? reason}</td>
<td role="cell" class="minor since">${moment(since)}</td>
${site.canChange && html`<td role="cell"><a href="${unsuppressPath(address)}">Remove<span class="unseen"> ${address}</span> …</a></td>`}
</tr>
`,
)}
</tbody>
</table>
</div>`;
}

const REASONS = new Map<string, string>(Object.entries({ BOUNCE: 'a bounce', COMPLAINT: 'a complaint' }));

/** Asks before an address is taken off the list. */
export function unsuppressPage(site: Site, address: string, operator: string): Markup {
  const content = html`<h1>Take an address off the suppression list</h1>
<p><strong class="id">${address}</strong></p>
<p>SES will mail it again. If it bounces again, it comes back on the list, and the account’s bounce rate grows. After a complaint, write to it only if the customer asks for it.</p>
<form class="card email" method="post" action="${PATHS.unsuppress}">
<input type="hidden" name="address" value="${address}">
${operatorFields(operator)}
<div class="actions"><button class="primary">Take it off</button> <a href="${PATHS.suppression}">Leave it</a></div>
</form>`;
  return page(site, { title: 'Suppression list', section: 'suppression', content });
}
