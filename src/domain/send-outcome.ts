/** What is known after one call to SES. Everything hangs on telling "certainly not sent" from "unknown". */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** Certainly not sent: the account is too fast or has used up its day; it works again later. */
  | { readonly kind: 'throttled'; readonly reason: string; readonly dailyQuota: boolean }
  /** Certainly not sent: SES was never reached. */
  | { readonly kind: 'unreached'; readonly reason: string }
  /** Certainly not sent, and this mail never will be: its address or its content. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Certainly not sent, and no mail will be until somebody mends the account or the set-up. */
  | { readonly kind: 'blocked'; readonly reason: string }
  /** It may have been sent. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** A failed call as the SDK reports it. */
export interface CallFailure {
  /** The error's code, such as `MessageRejected` or `ECONNREFUSED`. */
  readonly code: string;
  /** Read to tell causes that share a code; never kept or logged: it may quote an address. */
  readonly message: string;
  /** HTTP status; absent when no response came. */
  readonly httpStatus?: number;
}

/** The connection was never made, so no request can have left. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const THROTTLED: ReadonlySet<string> = new Set([
  'TooManyRequestsException',
  'ThrottlingException',
  'Throttling',
  'RequestLimitExceeded',
]);

/** SES judged this mail. */
const REFUSED: ReadonlySet<string> = new Set([
  'MessageRejected',
  'BadRequestException',
  'InvalidParameterValue',
]);

/** Codes that also mean a set-up that is wrong for every mail. Texts from the SES developer guide, "Errors". */
const SETUP_MESSAGE = /not verified|sandbox|configuration set|not authorized|paused|suspended/i;

/**
 * How @smithy/node-http-handler ends a call whose `connectionTimeout` ran out: with no code, so only its text tells it from the other
 * timeouts. It does so where the socket never connected, and destroys the request with it: no byte can have left. Should the
 * text change one day, the outcome counts as unknown.
 */
const NO_CONNECTION = /did not establish a connection/;

/** Sorts a failed call by what it proves. Anything not known to mean "not sent" is unknown. */
export function outcomeOf({ code, message, httpStatus }: CallFailure): SendOutcome {
  if (httpStatus === undefined) {
    if (code === 'TimeoutError' && NO_CONNECTION.test(message))
      return { kind: 'unreached', reason: 'ConnectionTimeout' };
    return NEVER_CONNECTED.has(code)
      ? { kind: 'unreached', reason: code }
      : { kind: 'unknown', reason: code };
  }
  if (httpStatus >= 500 || httpStatus < 400) return { kind: 'unknown', reason: code };
  if (/daily/i.test(message) && /quota/i.test(message))
    return { kind: 'throttled', reason: code, dailyQuota: true };
  if (THROTTLED.has(code) || httpStatus === 429)
    return { kind: 'throttled', reason: code, dailyQuota: false };
  if (REFUSED.has(code) && !SETUP_MESSAGE.test(message)) return { kind: 'refused', reason: code };
  return { kind: 'blocked', reason: code };
}
