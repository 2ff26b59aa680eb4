import { html } from 'hono/html';
import { explainStatus } from '#app/explain-status.ts';
import type { MailSources } from '#app/mail-as-sent.ts';
import type { OrderEmails } from '#app/read-emails.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { emailCard } from './email-card.ts';
import { emailName } from './email-name.ts';
import { mailSection } from './mail-section.ts';
import { type Markup, page, type Site } from './page.ts';
import { erasePath } from './paths.ts';

interface OrderPageOptions {
  /** Absent where mails cannot be shown. */
  readonly sources?: MailSources | undefined;
  /** The id of an email that was asked for just now. */
  readonly awaiting?: string | undefined;
}

/** Every email of one order. Renews itself, by the page's script, while something may still change. */
export function orderPage(
  site: Site,
  orderId: string,
  found: OrderEmails,
  { sources, awaiting }: OrderPageOptions = {},
): Markup {
  const emails = found.kind === 'emails' ? found.emails : [];
  const live = found.kind === 'emails' && mayChange(emails, awaiting);
  const content = html`<h1><span class="minor">Order</span> <span class="id">${orderId}</span></h1>
<p id="summary" class="unseen" role="status">${summary(emails)}</p>
<p id="stale" class="note" role="status"></p>
<div id="emails"${live && html` data-live`}>
${emails.map((email) => emailCard(email, site))}
${found.kind === 'impossible-id' ? impossibleId(found.allowed) : emails.length === 0 && noEmails}
</div>
<div id="mails">
${sources && mailSection(emails, sources)}
${emails.length > 0 && site.canChange && html`<p class="actions"><a id="erase" href="${erasePath(orderId)}">Erase this order’s personal data …</a></p>`}
</div>
${live && html`<noscript><p class="note">Reload this page to see what is new.</p></noscript>`}`;
  const statuses = new Set(emails.map(({ status }) => status));
  const title = [...statuses, orderId].join(' · ');
  return page(site, { title, section: 'emails', searched: orderId, content });
}

/** Whether a status is open, or an email is expected. */
const mayChange = (emails: readonly TrackingItem[], awaiting: string | undefined) =>
  emails.length === 0 ||
  !emails.every(isSettled) ||
  (awaiting !== undefined && !emails.some(({ emailId }) => emailId === awaiting));

const isSettled = (email: TrackingItem) => explainStatus(email).settled;

/** Read out whenever it changes. */
function summary(emails: readonly TrackingItem[]): string {
  if (emails.length === 0) return 'No email yet';
  return emails
    .map((email) => `${emailName(email)}, ${email.status}: ${explainStatus(email).meaning}`)
    .join(' ');
}

const noEmails = html`<section class="card empty">
<h2>No email of this order yet</h2>
<p>If the order has just been published, its email shows up here by itself within moments.</p>
<p>If it was published before, check the id: capitals and spaces count. An order event with a mistake in it is not sent; it waits in the dead-letter queue with the name of the wrong field.</p>
</section>`;

function impossibleId(allowed: string): Markup {
  return html`<section class="card empty">
<h2>No order can have this id</h2>
<p>An order id is ${allowed}. Check it and search again.</p>
</section>`;
}
