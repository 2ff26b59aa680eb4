import { html } from 'hono/html';
import type { DeadLetter, DeadLetterQueue } from '#app/operator-ports.ts';
import type { QueueOfLetters } from '#app/survey-letters.ts';
import { operatorFields } from './form-field.ts';
import { letterCard } from './letter-card.ts';
import { type Markup, page, type Site } from './page.ts';
import { discardPath, PATHS } from './paths.ts';

const SECTION = { section: 'dead-letters', title: 'Dead letters' } as const;

/** Every message that needs a person, by queue. */
export function deadLettersPage(site: Site, queues: readonly QueueOfLetters[], nowMs: number): Markup {
  const filled = queues.filter(({ count }) => count > 0);
  const content = html`<h1>Dead letters</h1>
<p>Messages that need a person: orders and SES events that were refused or given up. Redriven, an order that was mailed is not mailed again.</p>
${filled.length === 0 ? noLetters : filled.map((queue) => queueSection(site, queue, nowMs))}`;
  return page(site, { ...SECTION, content });
}

/** What a reader calls each queue. */
const QUEUE_NAMES: Readonly<Record<DeadLetterQueue, string>> = {
  orders: 'Orders',
  feedback: 'SES events',
  'orders-undelivered': 'Orders that never reached their queue',
  'feedback-undelivered': 'SES events that never reached their queue',
};

const noLetters = html`<section class="card empty"><h2>Nothing waits</h2><p>No message needs a person.</p></section>`;

function queueSection(site: Site, { queue, letters, count }: QueueOfLetters, nowMs: number): Markup {
  const unseen = count - letters.length;
  return html`<section aria-labelledby="queue-${queue}">
<div class="heading queue">
<h2 id="queue-${queue}">${QUEUE_NAMES[queue]} <span class="minor">${count}</span></h2>
${
  site.canChange &&
  html`<div class="actions"><form method="post" action="${PATHS.redrive}"><input type="hidden" name="queue" value="${queue}">${idField(undefined)}<button>Redrive all<span class="unseen"> of ${QUEUE_NAMES[queue]}</span></button></form>
<a href="${discardPath(queue)}">Discard all<span class="unseen"> of ${QUEUE_NAMES[queue]}</span> …</a></div>`
}
</div>
${unseen > 0 && html`<p class="note">${unseen === 1 ? 'One more is' : `${unseen} more are`} there: beyond what this page shows, or in somebody’s hands at this moment.</p>`}
${letters.map((letter) => letterCard(site, queue, letter, nowMs))}
</section>
`;
}

/** One message whole, for whoever asked for it. */
export function letterPage(site: Site, queue: DeadLetterQueue, letter: DeadLetter, nowMs: number): Markup {
  const content = html`<h1>Dead letter of ${QUEUE_NAMES[queue]}</h1>
${letterCard(site, queue, letter, nowMs)}
<h2>Body</h2>
<p class="minor">It holds the customer’s data.</p>
<pre class="card text" tabindex="0" aria-label="The message’s body">${indented(letter.body)}</pre>
<p><a href="${PATHS.deadLetters}">All dead letters</a></p>`;
  return page(site, { ...SECTION, content });
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Asks before a message, or without `id` all of a queue's, is deleted. */
export function discardPage(
  site: Site,
  queue: DeadLetterQueue,
  id: string | undefined,
  operator: string,
): Markup {
  const what = id === undefined ? `all dead letters of ${QUEUE_NAMES[queue]}` : `message ${id}`;
  const content = html`<h1>Discard ${what}</h1>
<p>It is deleted for good: nobody is mailed for it. <strong>It cannot be undone.</strong></p>
<form class="card email" method="post" action="${PATHS.discard}">
<input type="hidden" name="queue" value="${queue}">
${idField(id)}
${operatorFields(operator)}
<div class="actions"><button class="danger">Discard for good</button> <a href="${PATHS.deadLetters}">Keep</a></div>
</form>`;
  return page(site, { ...SECTION, content });
}

const idField = (id: string | undefined) =>
  id === undefined
    ? html`<input type="hidden" name="all" value="yes">`
    : html`<input type="hidden" name="id" value="${id}">`;
