/**
 * The numbers of the delivery protocol that both the template and the handlers depend on.
 *
 *   call 5 s  <  function 30 s  <  lease 60 s  <  queue visibility 180 s  <  doubt 15 min  <  retention 4 d  <  ttl 90 d
 */

/** How long one call to SES may take before its outcome counts as unknown. */
export const SES_REQUEST_TIMEOUT_SECONDS = 5;

/** Time to connect to SES. Nothing was sent when it runs out. */
export const SES_CONNECTION_TIMEOUT_SECONDS = 1;

/**
 * How long one request to the table or a queue may take. AWS answers within milliseconds; the SDK's own default waits for ever.
 * Every such call may be repeated, and at its slowest (three tries, and 1.5 s between them) a claim, a call to SES and the
 * record of it still end before the function does.
 */
export const AWS_REQUEST_TIMEOUT_SECONDS = 3;

/** Time to connect to the table or a queue, part of the above. */
export const AWS_CONNECTION_TIMEOUT_SECONDS = 1;

/** Tries of one call to the table or a queue. */
export const AWS_MAX_ATTEMPTS = 3;

/** Lambda kills a function that runs longer. */
export const FUNCTION_TIMEOUT_SECONDS = 30;

/**
 * How long a claim keeps other senders away. Longer than the function can live (its timeout plus the overshoot of the
 * kill, 0.7 s over 300 s seen), so an expired lease proves that no sender is still at work on that attempt.
 */
export const LEASE_SECONDS = 60;

/** Six times the function's timeout, as the Lambda guide "Using Lambda with Amazon SQS" asks for. */
export const QUEUE_VISIBILITY_SECONDS = 6 * FUNCTION_TIMEOUT_SECONDS;

/** From a claim until the absence of evidence counts as "not sent", while feedback arrives. */
export const DOUBT_SECONDS = 15 * 60;

/** From a claim until a doubt that could not be resolved, because feedback is backed up, goes to a person. */
export const DOUBT_LIMIT_SECONDS = 24 * 60 * 60;

/** Attempts to send one email before it goes to a person. Throttling does not count. */
export const MAX_ATTEMPTS = 5;

/** Waiting burns receives, so the limit is far above the attempts. Waits that may be many grow, so as to outlast the retention. */
export const MAX_RECEIVE_COUNT = 20;

/** After a resend was asked for, another one of the same email counts as a double click for so long. */
export const RESEND_PAUSE_SECONDS = 60;

/**
 * After so long, every message of a queue that is being worked on has been processed or is a dead letter: all its receives, each
 * hidden for the visibility timeout.
 */
export const LAST_RECEIVE_SECONDS = MAX_RECEIVE_COUNT * QUEUE_VISIBILITY_SECONDS;

/** How often, at most, an environment of the feedback function writes down how far it has come. */
export const FEEDBACK_PROGRESS_SECONDS = 5 * 60;

export const QUEUE_RETENTION_DAYS = 4;
export const DEAD_LETTER_RETENTION_DAYS = 14;

/** SES gives up on a mail after this time (its own default is 14 h), which bounds how long a status stays open. */
export const MAX_DELIVERY_SECONDS = 4 * 60 * 60;

/** How long an email's record is kept. Outlives every way a message can come again (SNS 23 d + queue 4 d + dead letters 14 d). */
export const RETENTION_DAYS = 90;

/** How long feedback for an email we have no record of is kept: its record expired, or the sender has yet to claim it. */
export const ORPHAN_RETENTION_DAYS = 7;

/** Messages per invocation, for orders and for feedback. One SQS request carries ten. */
export const BATCH_SIZE = 10;
