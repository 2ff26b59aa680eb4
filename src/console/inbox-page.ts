import { html } from 'hono/html';
import type { InboxLine } from '#app/ports.ts';
import type { InboxPage } from '#app/read-inbox.ts';
import { command } from './command.ts';
import { moment } from './moment.ts';
import { type Markup, page, type Site } from './page.ts';
import { inboxPath, mailPath, PATHS } from './paths.ts';

/** The mails that went out, newest first. `isFirst`: no newer page exists. */
export function inboxPage(site: Site, inbox: InboxPage, isFirst: boolean, publishCommand: string): Markup {
  const { mails, count, olderBefore } = inbox;
  const content = html`<div class="heading"><h1>Inbox</h1><p class="minor">${count === 1 ? '1 mail' : `${count} mails`}</p></div>
${mails.length > 0 ? mailTable(mails) : isFirst ? noMails(publishCommand) : noOlderMails}
<nav class="pages" aria-label="Pages">
${isFirst || html`<a href="${PATHS.inbox}">Newest</a>`}
${olderBefore !== undefined && html`<a rel="next" href="${inboxPath(olderBefore)}">Older</a>`}
</nav>`;
  return page(site, { title: 'Inbox', section: 'inbox', content });
}

function mailTable(mails: readonly InboxLine[]): Markup {
  return html`<div class="card">
<table class="lines" role="table">
<caption class="unseen">Mails, newest first</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Subject</th><th role="columnheader" scope="col">To</th><th role="columnheader" scope="col">Sent</th></tr></thead>
<tbody role="rowgroup">
${mails.map(mailRow)}
</tbody>
</table>
</div>`;
}

function mailRow({ messageId, subject, to, acceptedAt }: InboxLine): Markup {
  return html`<tr role="row">
<th role="rowheader" scope="row" class="wide"><a href="${mailPath(messageId)}">${subject || '(no subject)'}</a></th>
<td role="cell" class="minor wide">${to.join(', ')}</td>
<td role="cell" class="minor since">${moment(new Date(acceptedAt).toISOString())}</td>
</tr>
`;
}

function noMails(publishCommand: string): Markup {
  return html`<section class="card empty">
<h2>No mails yet</h2>
<p>Every mail that Amazon SES would send lands here instead. Publish an order to see its confirmation:</p>
${command(publishCommand)}
</section>`;
}

const noOlderMails = html`<section class="card empty"><h2>No older mails</h2><p>This is the end of the inbox.</p></section>`;
