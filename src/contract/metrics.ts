/** CloudWatch namespace of everything the email pipeline counts. */
export const METRIC_NAMESPACE = 'EmailNotification';

/**
 * The metrics, each a count. Ten custom metrics are free; a name without data in a month costs nothing. The only dimension is
 * `Environment`.
 */
export const METRICS = {
  /** SES accepted the mail. */
  sent: 'EmailSent',
  delivered: 'EmailDelivered',
  /** Each bounce that raises the status: an email that bounces softly and then for good counts twice. */
  bounced: 'EmailBounced',
  complaint: 'EmailComplaint',
  /** Never sent and never will be: bad address or content, as SES judged it. */
  refused: 'EmailRefused',
  /** SES takes no mail from this account or set-up; counted with each try, and the order waits. */
  blocked: 'EmailBlocked',
  /** Order events that did not validate. */
  invalid: 'OrderEventInvalid',
  /** The same order again: nothing was sent. */
  duplicate: 'OrderEventDuplicate',
  /** The same order again, with other content than the mail that was sent. */
  contentConflict: 'CONTENT_CONFLICT',
  /** A confirmation was sent whose items, shipping, tax and discount do not add up to its total: shown as the shop gave them. */
  amountMismatch: 'AmountMismatch',
  /** Sent once more although the first attempt's outcome could not be learned. */
  possibleDuplicate: 'PossibleDuplicate',
  /** Given to a person: attempts used up, or in doubt too long. */
  held: 'EmailHeld',
} as const;

export type MetricName = (typeof METRICS)[keyof typeof METRICS];
