import { expect, test } from 'vitest';
import { parseResendRequest, resendRequestBody } from '#contract/resend-request.ts';
import { orderEvent } from '#test/support/builders.ts';

const request = { emailId: 'ORDER123456#ORDER_CONFIRMATION#2' };

test('a request is read back', () => {
  expect(parseResendRequest(resendRequestBody(request))).toEqual(request);
});

test('one that a person typed, too', () => {
  expect(parseResendRequest(`\n{ "resend" : ${JSON.stringify(request)} }\n`)).toEqual(request);
});

test.each([
  ['an order event', JSON.stringify(orderEvent())],
  [
    'an order event that has a field of this name first',
    JSON.stringify({ resend: request, ...orderEvent() }),
  ],
  ['and last', JSON.stringify({ ...orderEvent(), resend: request })],
  ['a request with one more field', JSON.stringify({ resend: { ...request, to: 'other@example.com' } })],
  ['a request without an id', JSON.stringify({ resend: {} })],
  ['an id that is no text', JSON.stringify({ resend: { emailId: 2 } })],
  ['an id longer than any', JSON.stringify({ resend: { emailId: 'x'.repeat(201) } })],
  ['a truncated one', resendRequestBody(request).slice(0, -1)],
  ['text', 'resend'],
  ['a list', JSON.stringify([{ resend: request }])],
])('%s is none', (_, body) => {
  expect(parseResendRequest(body)).toBeUndefined();
});
