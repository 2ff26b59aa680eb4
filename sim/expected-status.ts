/** A status and how it ranks, as the delivery protocol's table has them. */
export interface Expected {
  readonly status: string;
  readonly rank: number;
}

/** An SES event as the check reads it: all of it may be missing. */
export interface SesEventJson {
  readonly eventType?: string;
  readonly mail?: { readonly tags?: Readonly<Record<string, readonly string[]>> };
  readonly bounce?: {
    readonly bounceType?: string;
    readonly bounceSubType?: string;
    readonly bouncedRecipients?: readonly { readonly action?: string; readonly status?: string }[];
  };
  readonly complaint?: { readonly complaintSubType?: string | null; readonly complaintFeedbackType?: string };
}

export const SENT: Expected = { status: 'SENT', rank: 10 };
export const FAILED: Expected = { status: 'FAILED', rank: 66 };

/**
 * What one event makes a reader see; undefined where it only proves the acceptance. Written from the protocol, not from the
 * code under test, and so kept apart from it.
 */
export function expectedOf({ eventType, bounce = {}, complaint = {} }: SesEventJson): Expected | undefined {
  if (eventType === 'Send') return SENT;
  if (eventType === 'DeliveryDelay') return { status: 'DELAYED', rank: 20 };
  if (eventType === 'Delivery') return { status: 'DELIVERED', rank: 40 };
  if (eventType === 'Reject') return { status: 'REJECTED', rank: 64 };
  if (eventType === 'Complaint') {
    if (complaint.complaintSubType) return { status: 'SUPPRESSED', rank: 62 };
    return complaint.complaintFeedbackType === 'not-spam' ? undefined : { status: 'COMPLAINED', rank: 70 };
  }
  if (/Suppress/.test(bounce.bounceSubType ?? '')) return { status: 'SUPPRESSED', rank: 62 };
  if (bounce.bounceType === 'Permanent') return { status: 'BOUNCED', rank: 60 };
  const reported = bounce.bouncedRecipients?.some(({ action, status }) => action || status);
  return reported || bounce.bounceSubType !== 'General' ? { status: 'BOUNCED', rank: 50 } : undefined;
}

export function highest(known: readonly Expected[]): Expected | undefined {
  return known.reduce<Expected | undefined>(
    (top, one) => (top === undefined || one.rank > top.rank ? one : top),
    undefined,
  );
}
