import { METRICS } from '#contract/metrics.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { keepFor } from './keep-or-hold.ts';
import type { OrderMessage } from './ports.ts';
import type { MessageOutcome, SenderDependencies } from './sender-dependencies.ts';

/** Records what an SES event proved and no sender has recorded: that an attempt was accepted. */
export async function adoptEvidence(
  message: OrderMessage,
  item: TrackingItem,
  attempt: number,
  deps: SenderDependencies,
): Promise<MessageOutcome> {
  // Another sender was faster, and has counted the mail if this was its doing: look again when it has had its time.
  if ((await deps.ledger.adoptEvidence(item, attempt)) === 'superseded')
    return await keepFor(message, 1, undefined, deps);
  deps.metrics.count(METRICS.sent);
  return 'done';
}
