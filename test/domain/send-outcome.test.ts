import { expect, test } from 'vitest';
import { outcomeOf } from '#domain/send-outcome.ts';

test.each([
  [{ code: 'ECONNREFUSED', message: '' }, 'unreached'],
  [{ code: 'ENOTFOUND', message: '' }, 'unreached'],
  [{ code: 'ECONNRESET', message: '' }, 'unknown'],
  [{ code: 'TimeoutError', message: '' }, 'unknown'],
  [{ code: 'InternalFailure', message: '', httpStatus: 500 }, 'unknown'],
  [{ code: 'ServiceUnavailable', message: '', httpStatus: 503 }, 'unknown'],
  [{ code: 'SyntaxError', message: '', httpStatus: 200 }, 'unknown'],
  [
    { code: 'TooManyRequestsException', message: 'Maximum sending rate exceeded.', httpStatus: 429 },
    'throttled',
  ],
  [{ code: 'ThrottlingException', message: '', httpStatus: 400 }, 'throttled'],
  [{ code: 'MessageRejected', message: 'Address blacklisted.', httpStatus: 400 }, 'refused'],
  [
    { code: 'BadRequestException', message: 'Local address contains control or whitespace', httpStatus: 400 },
    'refused',
  ],
  [{ code: 'MessageRejected', message: 'Email address is not verified.', httpStatus: 400 }, 'blocked'],
  [{ code: 'SendingPausedException', message: '', httpStatus: 400 }, 'blocked'],
  [{ code: 'AccountSuspendedException', message: '', httpStatus: 400 }, 'blocked'],
  [{ code: 'MailFromDomainNotVerifiedException', message: '', httpStatus: 400 }, 'blocked'],
  [
    { code: 'NotFoundException', message: 'Configuration set <x> does not exist.', httpStatus: 404 },
    'blocked',
  ],
  [{ code: 'AccessDeniedException', message: '', httpStatus: 403 }, 'blocked'],
  [{ code: 'AnErrorOfTheFuture', message: '', httpStatus: 400 }, 'blocked'],
])('%j proves: %s', (failure, kind) => {
  expect(outcomeOf(failure)).toMatchObject({ kind, reason: failure.code });
});

test('a connection that did not come about in time sent nothing', () => {
  const message =
    '@smithy/node-http-handler - the request socket did not establish a connection with the server';
  expect(outcomeOf({ code: 'TimeoutError', message })).toEqual({
    kind: 'unreached',
    reason: 'ConnectionTimeout',
  });
});

test('the daily quota waits longer than the rate', () => {
  const quota = {
    code: 'TooManyRequestsException',
    message: 'Daily message quota exceeded.',
    httpStatus: 429,
  };
  expect(outcomeOf(quota)).toMatchObject({ kind: 'throttled', dailyQuota: true });
  expect(outcomeOf({ ...quota, message: 'Maximum sending rate exceeded.' })).toMatchObject({
    dailyQuota: false,
  });
});
