import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sha256Digest } from '#adapters/system/randomness.ts';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { Canaries } from './canaries.ts';
import { plantedOrder } from './planted-order.ts';

const canaries = new Canaries();
const address = canaries.address('customerEmail');
const text = canaries.text('gift.message');
const around = (value: string) => `{"level":"INFO","message":"x","field":"${value}"}`;
const everyCharacterEscaped = (value: string) =>
  [...value]
    .map((letter) => `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join('');
const sha256 = (value: string) => createHash('sha256').update(value).digest();

describe('a planted value is found', () => {
  test.each<[string, (value: string) => string]>([
    ['as it is', (value) => value],
    ['in lower case', (value) => value.toLowerCase()],
    ['in upper case', (value) => value.toUpperCase()],
    ['escaped for JSON, twice', (value) => JSON.stringify(JSON.stringify(value))],
    ['escaped for a URL', (value) => encodeURIComponent(value)],
    [
      'escaped for HTML',
      (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    ],
    ['in base64', (value) => Buffer.from(value).toString('base64')],
    ['in base64, one byte on', (value) => Buffer.from(`{${value}`).toString('base64')],
    ['in base64url, two bytes on', (value) => Buffer.from(`{"${value}`).toString('base64url')],
    ['in base64 of its lower case', (value) => Buffer.from(value.toLowerCase()).toString('base64')],
    ['in hexadecimal', (value) => Buffer.from(value).toString('hex')],
    ['in UTF-16', (value) => Buffer.from(value, 'utf16le').toString('latin1')],
    ['escaped for JSON, every character', everyCharacterEscaped],
    ['as our own digest of it', sha256Digest],
    ['as its digest', (value) => sha256(value).toString('hex')],
    [
      'as the digest of its lower case, in base64url',
      (value) => sha256(value.toLowerCase()).toString('base64url'),
    ],
  ])('%s', (_, form) => {
    for (const value of [address, text]) {
      const found = canaries.findIn(around(form(value)));
      expect(found).not.toEqual([]);
      expect(around(form(value))).toContain(found[0]);
    }
  });

  test('and nothing else is', () => {
    expect(canaries.findIn(around('ORDER123456#ORDER_CONFIRMATION customer@example.com'))).toEqual([]);
    expect(canaries.findIn(around(sha256('customer@example.com').toString('hex')))).toEqual([]);
  });
});

test.each(EMAIL_TYPES)('the planted order is a valid %s', (emailType) => {
  const order = plantedOrder(canaries, { orderId: 'P-1', customerEmail: address, emailType });
  expect(checkOrderEvent(order)).toMatchObject({ kind: 'valid' });
  const withoutValue = Object.entries(order).filter(([, value]) => value === undefined);
  expect(withoutValue).toEqual([]);
});
