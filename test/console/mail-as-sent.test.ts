import { expect, test } from 'vitest';
import { packedOrders } from '#adapters/system/packed-orders.ts';
import { parseOrderEvent } from '#contract/check-order-event.ts';
import { orderEvent } from '../support/builders.ts';
import { body, consoleUnderTest, deliveredEmail, KEPT_ORDER } from './console-fixture.ts';

const ID = encodeURIComponent('ORDER123456#ORDER_CONFIRMATION');
const DOCUMENT = `/mail-as-sent?email=${ID}`;

test('the order’s page frames the mail as the customer gets it, sandboxed', async () => {
  const { app } = consoleUnderTest({ emails: [deliveredEmail({ content: KEPT_ORDER })] });
  const page = await body(app, '/orders/ORDER123456');
  expect(page).toMatch(
    new RegExp(`<iframe[^>]* src="${DOCUMENT.replace('?', '\\?')}" sandbox="allow-popups`),
  );
  const response = await app.request(DOCUMENT);
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const mail = await response.text();
  expect(mail).toContain('John Doe');
  expect(mail).toContain('59.98');
});

test.each([
  ['erased', { erasedAt: '2026-11-24T12:30:00.000Z' }, 'was erased'],
  ['never kept', {}, 'is not kept'],
  ['kept by other code', { content: Uint8Array.of(99, 1, 2) }, 'another version of the code'],
])('an order that was %s has no mail, in words', async (_, item, words) => {
  const { app } = consoleUnderTest({ emails: [deliveredEmail(item)] });
  expect(await body(app, '/orders/ORDER123456')).toContain(words);
  expect((await app.request(DOCUMENT)).status).toBe(404);
});

test('an order of a brand that the console does not know says which, and how the console learns of it', async () => {
  const parsed = parseOrderEvent(JSON.stringify(orderEvent({ brand: 'nova' })));
  if (parsed.kind !== 'valid') throw new Error('The order is not valid.');
  const content = new Uint8Array(packedOrders.pack(parsed.event));
  const { app } = consoleUnderTest({ emails: [deliveredEmail({ content })] });
  const page = await body(app, '/orders/ORDER123456');
  expect(page).toContain('brand “nova”, which this console does not know');
  expect(page).toContain('--brand-file');
  expect(page).toContain('BRAND_FILE');
  expect((await app.request(DOCUMENT)).status).toBe(404);
});

test('every sending of an order is named by its type, part and number; the newest mail is open', async () => {
  const content = KEPT_ORDER;
  const shipped = { emailType: 'ORDER_SHIPPED', emailId: 'ORDER123456#ORDER_SHIPPED:S-1', content } as const;
  const { app } = consoleUnderTest({
    emails: [
      deliveredEmail({ content }),
      deliveredEmail(shipped),
      deliveredEmail({ ...shipped, emailId: 'ORDER123456#ORDER_SHIPPED:S-1#2' }),
    ],
  });
  const page = await body(app, '/orders/ORDER123456');
  for (const name of ['Order confirmation', 'Shipping notice S-1', 'Shipping notice S-1, sending 2'])
    expect(page).toContain(`<h2>${name}</h2>`);
  expect(page.match(/<details class="card mail" open>/g)).toHaveLength(1);
});
