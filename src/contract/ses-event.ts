import * as z from 'zod/mini';
import { CONFIGURATION_SET_TAG } from './mail-tags.ts';

const text = z.nullish(z.string());

const recipient = z.object({ emailAddress: text, action: text, status: text, diagnosticCode: text });

/**
 * An SES event as far as we read it. Strict about what is needed to find the email, open about the rest: AWS adds fields
 * and subtypes. Identity notifications say `notificationType` where configuration sets say `eventType`.
 */
const sesEventSchema = z.object({
  eventType: z.optional(z.string()),
  notificationType: z.optional(z.string()),
  mail: z.object({
    timestamp: text,
    messageId: z.optional(z.string()),
    destination: z.nullish(z.array(z.string())),
    tags: z.optional(z.record(z.string(), z.array(z.string()))),
  }),
  bounce: z.optional(
    z.object({
      bounceType: text,
      bounceSubType: text,
      timestamp: text,
      bouncedRecipients: z.nullish(z.array(recipient)),
    }),
  ),
  complaint: z.optional(z.object({ complaintSubType: text, complaintFeedbackType: text, timestamp: text })),
  delivery: z.optional(z.object({ timestamp: text })),
  deliveryDelay: z.optional(z.object({ timestamp: text })),
  open: z.optional(z.object({ timestamp: text })),
  click: z.optional(z.object({ timestamp: text })),
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
