import { html } from 'hono/html';
import { type MailAsSent, type MailSources, mailAsSent } from '#app/mail-as-sent.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { emailName } from './email-name.ts';
import type { Markup } from './page.ts';
import { mailAsSentPath } from './paths.ts';
import { MAIL_SANDBOX } from './security-headers.ts';

/** Every mail of an order as the customer gets it, the newest one open. */
export function mailSection(emails: readonly TrackingItem[], sources: MailSources): Markup | undefined {
  if (emails.length === 0) return undefined;
  return html`<h2 id="mails-heading">${emails.length === 1 ? 'The mail' : 'The mails'}</h2>
${emails.map((email, n) => mailDetails(email, mailAsSent(email, sources), n === emails.length - 1))}
<p class="minor">Made again from the order as it is kept with the email. Templates or brands that have changed since show in their new form, and a brand file counts only where the console was started with it. Shown without scripts and forms.</p>`;
}

function mailDetails(email: TrackingItem, made: MailAsSent, open: boolean): Markup {
  const name = emailName(email);
  return html`<details class="card mail"${open && html` open`}>
<summary>${name}${made.kind === 'mail' && html` <bdi class="minor">${made.mail.subject}</bdi>`}</summary>
${
  made.kind === 'mail'
    ? html`<iframe title="The mail: ${name}" src="${mailAsSentPath(email.emailId)}" sandbox="${MAIL_SANDBOX}" referrerpolicy="no-referrer" loading="lazy"></iframe>`
    : html`<p>${notShown(email, made)}</p>`
}
</details>
`;
}

function notShown({ erasedAt }: TrackingItem, made: Exclude<MailAsSent, { kind: 'mail' }>): Markup | string {
  switch (made.kind) {
    case 'not-kept':
      return erasedAt === undefined
        ? 'The order is not kept with this email, so its mail cannot be shown.'
        : 'The order was erased, so its mail cannot be shown any more.';
    case 'unreadable':
      return 'The order was kept by another version of the code. Use the console of the version that is deployed.';
    case 'unknown-brand':
      return html`The order is of the brand “${made.brand}”, which this console does not know. Start it with the brand file that was deployed: <code>npx ordermail console --brand-file brands.json</code>, or <code>BRAND_FILE=brands.json npm start</code>.`;
  }
}
