import { html } from 'hono/html';
import { explainDeadLetter } from '#app/explain-dead-letter.ts';
import { idsOf } from '#app/letter-ids.ts';
import type { DeadLetter, DeadLetterQueue } from '#app/operator-ports.ts';
import { parseEmailId } from '#domain/email-id.ts';
import { duration, moment } from './moment.ts';
import type { Markup, Site } from './page.ts';
import { discardPath, letterPath, orderPath, PATHS } from './paths.ts';

/** One dead letter: why it is here, which order it is about, and what can be done. Nothing of its body but ids. */
export function letterCard(site: Site, queue: DeadLetterQueue, letter: DeadLetter, nowMs: number): Markup {
  const { id, sentAt, attributes } = letter;
  const { meaning, nextStep } = explainDeadLetter(letter);
  const { reason, ...others } = attributes;
  const { orderId, emailId, ...ids } = idsOf(letter.body);
  const known = parseEmailId(emailId ?? attributes.emailId ?? '')?.orderId ?? orderId;
  return html`<section class="card email letter">
<div class="heading"><h3>${reason ?? 'GIVEN_UP'}</h3><span class="minor">${moment(sentAt)}, ${duration(Math.max(0, nowMs - Date.parse(sentAt)))} ago</span></div>
<p>${meaning} <strong>${nextStep}</strong></p>
<dl class="facts">
${known !== undefined && fact('Order', html`<a class="id" href="${orderPath(known)}">${known}</a>`)}
${Object.entries({ ...others, ...ids }).map(([name, value]) => fact(NAMES.get(name) ?? name, value))}
${fact('Message', id, 'long')}
</dl>
<div class="actions">
${
  site.canChange &&
  html`<form method="post" action="${PATHS.redrive}"><input type="hidden" name="queue" value="${queue}"><input type="hidden" name="id" value="${id}"><button>Redrive<span class="unseen"> message ${id}</span></button></form>
<a href="${discardPath(queue, id)}">Discard<span class="unseen"> message ${id}</span> …</a>`
}
<a href="${letterPath(queue, id)}">Show body<span class="unseen"> of message ${id}</span></a>
</div>
</section>
`;
}

const NAMES = new Map<string, string>(
  Object.entries({
    field: 'Field',
    allowed: 'Allowed there',
    emailId: 'Email',
    emailType: 'Type of email',
    eventType: 'Event',
  }),
);

const fact = (name: string, value: string | Markup, width?: 'long') =>
  html`<div class="${width}"><dt>${name}</dt><dd>${value}</dd></div>`;
