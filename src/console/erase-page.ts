import { html } from 'hono/html';
import { checkbox, operatorFields } from './form-field.ts';
import { type Markup, page, type Site } from './page.ts';
import { orderPath, PATHS } from './paths.ts';

/** Asks before an order's personal data goes for good. */
export function erasePage(site: Site, orderId: string, emails: number, operator: string): Markup {
  const content = html`<h1>Erase the personal data of <span class="id">${orderId}</span></h1>
<p>This removes the address, the kept order and all that was written about the customer from ${emails === 1 ? 'its email' : `its ${emails} emails`}. What remains says that and when a mail was sent, so that the same order coming again is still recognized. <strong>It cannot be undone, and no mail of this order can be sent again.</strong></p>
<form class="card email" method="post" action="${PATHS.erase}">
<input type="hidden" name="order" value="${orderId}">
${operatorFields(operator)}
${checkbox('suppression', 'Also take its addresses off the account’s suppression list')}
<div class="actions"><button class="danger">Erase for good</button> <a href="${orderPath(orderId)}">Keep it</a></div>
</form>`;
  return page(site, { title: 'Erase', section: 'emails', searched: orderId, content });
}
