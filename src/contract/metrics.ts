/** CloudWatch namespace of everything the email pipeline counts. */
export const METRIC_NAMESPACE = 'EmailNotification';

/**
 * What is counted. Ten custom metrics are free, these and the {@link MEASURES} together; a name costs by the hours in which it
 * has data. The only dimension is `Environment`.
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
  /** A message that a function could not handle, the table or a queue being out of reach: it comes again. */
  failed: 'RecordFailed',
  /** The same order again: nothing was sent. */
  duplicate: 'OrderEventDuplicate',
  /** The same order again, with other content than the mail that was sent. */
  contentConflict: 'CONTENT_CONFLICT',
  /** A confirmation was sent whose items, shipping, tax and discount do not add up to its total: shown as the shop gave them. */
  amountMismatch: 'AmountMismatch',
  /** Sent once more although the first attempt's outcome could not be learned. */
  possibleDuplicate: 'PossibleDuplicate',
  /** A call to SES broke off, and whether the mail was sent is not known. Most are resolved by SES's event within seconds. */
  inDoubt: 'EmailInDoubt',
  /** Given to a person: attempts used up, or in doubt too long. */
  held: 'EmailHeld',
} as const;

export type MetricName = (typeof METRICS)[keyof typeof METRICS];

/** What is measured, with the unit. The same namespace and dimension as {@link METRICS}. */
export const MEASURES = {
  /** From the moment in which the queue got the order to SES's acceptance of its mail, one value for each mail. */
  publishToAccept: { name: 'PublishToAccept', unit: 'Milliseconds' },
  /** How much of the mails that SES allows in 24 hours is used, as a sender saw it when it last asked. */
  quotaUsed: { name: 'SendQuotaUsed', unit: 'Percent' },
  /** 1 where SES takes nothing, reviews or has paused the account, or its quota is nearly used up; 0 where all is well. */
  sendingAtRisk: { name: 'SendingAtRisk', unit: 'None' },
} as const;

export type Measure = (typeof MEASURES)[keyof typeof MEASURES];

/** A quota of which more than so many percent are used needs a person: AWS takes about a day to raise it. */
export const QUOTA_LIMIT_PERCENT = 80;
