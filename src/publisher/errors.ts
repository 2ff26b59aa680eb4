import type { Refusal } from '#contract/refusal.ts';
import type { PublishFailure } from './failures.ts';

/** An event that does not fit the schema. Nothing was sent, and sending it again will not help. Holds no value of the event. */
export class OrderEventRefused extends Error {
  /** Such as `INVALID_FIELD`. */
  readonly reason: Refusal['reason'];
  /** Such as `orderItems[1].price`; absent where the whole event is at fault. */
  readonly field: string | undefined;
  /** What may stand there. */
  readonly allowed: string;

  constructor(refusal: Refusal) {
    super(describeRefusal(refusal));
    this.name = 'OrderEventRefused';
    this.reason = refusal.reason;
    this.field = refusal.field;
    this.allowed = refusal.allowed;
  }
}

/**
 * Amazon SNS did not take an event, after the AWS SDK's own retries. It may have arrived all the same, when only the reply was
 * lost: publish it again with the same orderId, no customer gets a second mail. There is no `cause`: see `failureOf`.
 */
export class PublishFailed extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;

  constructor(failure: PublishFailure) {
    super(describeFailure(failure));
    this.name = 'PublishFailed';
    this.code = failure.code;
    this.retryable = failure.retryable;
    this.httpStatus = failure.httpStatus;
    this.requestId = failure.requestId;
  }
}

/** In words: the field and what is allowed there. */
export function describeRefusal({ reason, field, allowed }: Refusal): string {
  const what = field === undefined ? 'It' : `The field ${field}`;
  const wrong = reason === 'MISSING_FIELD' ? 'is missing' : 'does not fit';
  return `Order event refused, nothing was sent. ${what} ${wrong}. Allowed: ${allowed}.`;
}

/** In words: the code, and what to do. */
export function describeFailure({ code, retryable }: PublishFailure): string {
  return `Amazon SNS did not take the order event (${code}). ${adviceOn(code, retryable)}`;
}

/** AWS's own words would say which of these it is, and the ARN of who has asked: they are not repeated. */
function adviceOn(code: string, retryable: boolean): string {
  if (retryable) return 'Publish the same event again later: no order is mailed twice.';
  if (/kms/i.test(code))
    return 'The topic has a key of its own: check that it is enabled, and that these credentials may kms:GenerateDataKey and kms:Decrypt with it.';
  if (/^Authorization|^AccessDenied/.test(code))
    return 'Check that these credentials have the permission sns:Publish, and that the deployment names them where it names its publishers (PUBLISHER_ARNS).';
  return 'Check the topic, the region and the credentials.';
}
