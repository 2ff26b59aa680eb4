import {
  checkOrderEvent,
  type ParsedOrderEvent,
  parseOrderEvent,
  type Refusal,
} from '#contract/check-order-event.ts';

/** What may leave: the checked event, as the bytes that the sender will read. */
export type OutgoingMessage = { readonly kind: 'ready'; readonly body: string } | Refusal;

/**
 * Checks an event and writes the message for it. Only fields of the schema leave the process, in the form that the check gave
 * them; the sender's own check then runs on those very bytes, so what is published is never refused on arrival. Never throws.
 */
export function outgoingMessage(event: unknown): OutgoingMessage {
  const checked = checkSerialized(event);
  if (checked.kind === 'refused') return checked;
  const body = JSON.stringify(checked.event);
  const received = parseOrderEvent(body);
  return received.kind === 'refused' ? received : { kind: 'ready', body };
}

/** Through JSON first: a `Date` becomes its ISO text there, and `undefined` goes. */
function checkSerialized(event: unknown): ParsedOrderEvent {
  try {
    return checkOrderEvent(JSON.parse(JSON.stringify(event)));
  } catch {
    return {
      kind: 'refused',
      reason: 'NOT_JSON',
      allowed: 'an object that JSON can hold: no cycle, no BigInt',
    };
  }
}
