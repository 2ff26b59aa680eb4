import * as z from 'zod/mini';
import { CONFIGURATION_SET_TAG } from './mail-tags.ts';

/** Text that is cut where it is longer than SES's. What follows would only be stored and searched. */
const text = (maximum: number) =>
  z.pipe(
    z.string(),
    z.transform((value) => value.slice(0, maximum)),
  );

/** Some of SES's own words, such as `OnAccountSuppressionList`; anything else counts as absent. */
const word = z.nullish(
  z.pipe(
    z.string(),
    z.transform((value) => (/^[A-Za-z][A-Za-z -]{0,63}$/.test(value) ? value : undefined)),
  ),
);

const messageId = z.optional(
  z.pipe(
    z.string(),
    z.transform((value) => (/^[\w.@-]{1,128}$/.test(value) ? value : undefined)),
  ),
);

const time = z.nullish(text(64));
const address = text(400);

const recipient = z.object({
  emailAddress: z.nullish(address),
  action: z.nullish(text(64)),
  status: z.nullish(text(64)),
  diagnosticCode: z.nullish(text(2_000)),
});

/**
 * An SES event as far as we read it. Strict about what is needed to find the email, open about the rest: AWS adds fields
 * and subtypes. Identity notifications say `notificationType` where configuration sets say `eventType`.
 */
const sesEventSchema = z.object({
  eventType: z.optional(z.string()),
  notificationType: z.optional(z.string()),
  mail: z.object({
    timestamp: time,
    messageId,
    destination: z.nullish(z.array(address)),
    tags: z.optional(z.record(z.string(), z.array(z.string()))),
  }),
  bounce: z.optional(
    z.object({
      bounceType: word,
      bounceSubType: word,
      timestamp: time,
      bouncedRecipients: z.nullish(z.array(recipient)),
    }),
  ),
  complaint: z.optional(z.object({ complaintSubType: word, complaintFeedbackType: word, timestamp: time })),
  delivery: z.optional(z.object({ timestamp: time })),
  deliveryDelay: z.optional(z.object({ timestamp: time })),
  open: z.optional(z.object({ timestamp: time })),
  click: z.optional(z.object({ timestamp: time })),
});

/** The types of events that SES documents ("Contents of event data"); it adds some over the years. */
const SES_EVENT_TYPES = [
  ...['Send', 'Delivery', 'Bounce', 'Complaint', 'Reject', 'Rendering Failure', 'DeliveryDelay'],
  ...['Open', 'Click', 'Subscription'],
] as const;

/** A type that SES documents, as it is; undefined for anything else, which may say whatever somebody has put there. */
export const knownEventType = (type: unknown) => SES_EVENT_TYPES.find((known) => known === type);

export type SesEvent = z.output<typeof sesEventSchema>;

export type ParsedSesEvent =
  | { readonly kind: 'event'; readonly event: SesEvent }
  /** Known to come, and not about a mail. */
  | { readonly kind: 'notice' }
  | { readonly kind: 'unreadable' };

/** SES publishes this, not JSON, each time the event destination is created or updated. */
const DESTINATION_NOTICE = 'Successfully validated SNS topic for Amazon SES event publishing.';

/** Reads the body of one feedback message (raw delivery: the event itself, no SNS envelope). Never throws. */
export function parseSesEvent(body: string): ParsedSesEvent {
  if (body.trim() === DESTINATION_NOTICE) return { kind: 'notice' };
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { kind: 'unreadable' };
  }
  if (typeof json !== 'object' || json === null) return { kind: 'unreadable' };
  // Such as AmazonSnsSubscriptionSucceeded: JSON of SES, about no mail.
  if (!('mail' in json)) return { kind: 'notice' };
  const result = z.safeParse(sesEventSchema, json);
  return result.success ? { kind: 'event', event: result.data } : { kind: 'unreadable' };
}

/** The first value of a tag, as SES returns it. */
export function tagValue(event: SesEvent, name: string): string | undefined {
  return event.mail.tags?.[name]?.[0];
}

export const configurationSetOf = (event: SesEvent) => tagValue(event, CONFIGURATION_SET_TAG);
