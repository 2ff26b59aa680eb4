import type { DeliveryStatus } from '#contract/tracking-item.ts';
import type { Terminal, Tone } from './terminal.ts';

const TONES: Readonly<Record<DeliveryStatus, Tone>> = {
  PENDING: 'quiet',
  SENT: 'quiet',
  DELAYED: 'warn',
  DELIVERED: 'good',
  BOUNCED: 'bad',
  SUPPRESSED: 'bad',
  REJECTED: 'bad',
  FAILED: 'bad',
  COMPLAINED: 'bad',
  HELD: 'warn',
};

/** The status, in its colour where there is colour. */
export function painted(status: DeliveryStatus, terminal: Terminal): string {
  return terminal.paint(TONES[status], status);
}
