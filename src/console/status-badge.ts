import { html } from 'hono/html';
import type { DeliveryStatus } from '#contract/tracking-item.ts';
import type { Markup } from './page.ts';

type Tone = 'good' | 'waiting' | 'uncertain' | 'bad';

/** A mark and the word itself say what the colour says. */
const MARKS: Readonly<Record<Tone, string>> = { good: '✓', waiting: '→', uncertain: '!', bad: '✕' };

const TONES: Readonly<Record<DeliveryStatus, Tone>> = {
  PENDING: 'waiting',
  SENT: 'waiting',
  DELAYED: 'uncertain',
  DELIVERED: 'good',
  BOUNCED: 'bad',
  SUPPRESSED: 'bad',
  REJECTED: 'bad',
  FAILED: 'bad',
  COMPLAINED: 'bad',
  HELD: 'uncertain',
};

/** A delivery status as the table has it. `count`: of so many emails. */
export function statusBadge(status: DeliveryStatus, count?: number): Markup {
  const tone = TONES[status];
  return html`<span class="status ${tone}"><span class="mark" aria-hidden="true">${MARKS[tone]}</span> ${count} ${status}</span>`;
}
