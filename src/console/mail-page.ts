import { html } from 'hono/html';
import type { MailOfOrder } from '#app/read-inbox.ts';
import { moment } from './moment.ts';
import { type Markup, page, type Site } from './page.ts';
import { type MailView, mailDocumentPath, mailPath, mailSourcePath, orderPath } from './paths.ts';
import { MAIL_SANDBOX } from './security-headers.ts';

/** One mail, in one of its views. */
export function mailPage(site: Site, mail: MailOfOrder, view: MailView): Markup {
  const subject = mail.subject || '(no subject)';
  const content = html`<h1>${subject}</h1>
<dl class="facts">
<div><dt>From</dt><dd>${mail.from}</dd></div>
<div><dt>To</dt><dd>${mail.to.join(', ')}</dd></div>
<div><dt>Sent</dt><dd>${moment(new Date(mail.acceptedAt).toISOString())}</dd></div>
<div><dt>Events</dt><dd>${mail.events.join(', ') || 'none yet'}</dd></div>
${mail.orderId !== undefined && html`<div><dt>Order</dt><dd><a href="${orderPath(mail.orderId)}">${mail.orderId}</a></dd></div>`}
</dl>
<nav class="tabs" aria-label="Views of the mail">
${VIEWS.map(([one, name]) => html`<a class="tab" href="${mailPath(mail.messageId, one)}"${one === view && html` aria-current="page"`}>${name}</a>`)}
<a class="tab last" href="${mailSourcePath(mail.messageId)}" download><span class="unseen">Download the </span>Source <span aria-hidden="true">↓</span></a>
</nav>
${CONTENT[view](mail)}`;
  return page(site, { title: subject, section: 'inbox', content });
}

const VIEWS: readonly (readonly [MailView, string])[] = [
  ['html', 'HTML'],
  ['text', 'Text'],
  ['headers', 'Headers'],
  ['tags', 'Tags'],
];

const CONTENT: Readonly<Record<MailView, (mail: MailOfOrder) => Markup>> = {
  html: ({ messageId, html: body }) =>
    body === undefined
      ? html`<p class="note">This mail has no HTML part. See its <a href="${mailPath(messageId, 'text')}">text</a>.</p>`
      : html`<iframe class="card" title="The mail as HTML" src="${mailDocumentPath(messageId)}" sandbox="${MAIL_SANDBOX}" referrerpolicy="no-referrer"></iframe>
<p class="minor">Shown without scripts and forms. Pictures load over https, as in a mail program.</p>`,

  text: ({ messageId, text }) =>
    text === undefined
      ? html`<p class="note">This mail has no text part. See its <a href="${mailPath(messageId)}">HTML</a>.</p>`
      : html`<pre class="card text" tabindex="0" aria-label="The mail as text">${text}</pre>`,

  headers: ({ headers }) =>
    pairs(
      'Header',
      headers.map(({ name, value }) => [name, value]),
    ),

  tags: ({ tags }) =>
    Object.keys(tags).length === 0
      ? html`<p class="note">This mail has no tags, so its events cannot be matched with an order.</p>`
      : pairs('Tag', Object.entries(tags)),
};

function pairs(what: string, rows: readonly (readonly [string, string])[]): Markup {
  return html`<div class="card"><table class="pairs">
<thead><tr><th scope="col">${what}</th><th scope="col">Value</th></tr></thead>
<tbody>
${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}
</tbody>
</table></div>`;
}
