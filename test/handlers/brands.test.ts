import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readBrandFile } from '#adapters/system/brand-file.ts';
import { BRANDS_ASSET } from '#contract/environment.ts';
import { brandsOf } from '../../src/handlers/brands.ts';

const settings = { SHOP_NAME: 'Example Shop', REPLY_TO_ADDRESS: '' };

test('without a brand file there is one brand, which the settings describe', () => {
  expect(brandsOf(settings, undefined)).toEqual({
    default: 'default',
    brands: { default: { name: 'Example Shop' } },
  });
  const { brands } = brandsOf({ ...settings, REPLY_TO_ADDRESS: 'help@example.com' }, undefined);
  expect(brands.default).toMatchObject({ replyTo: 'help@example.com', supportEmail: 'help@example.com' });
});

test('a brand that names no address for answers takes that of the settings', () => {
  const file = { default: 'a', brands: { a: { name: 'A' }, b: { name: 'B', replyTo: 'b@example.com' } } };
  const { default: key, brands } = brandsOf({ ...settings, REPLY_TO_ADDRESS: 'help@example.com' }, file);
  expect(key).toBe('a');
  expect(brands).toMatchObject({ a: { replyTo: 'help@example.com' }, b: { replyTo: 'b@example.com' } });
  expect(brandsOf(settings, file).brands.a).toEqual({ name: 'A' });
});

test('the brand file lies beside the code, or nowhere', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'brands-test-'));
  try {
    expect(readBrandFile(folder)).toBeUndefined();
    writeFileSync(path.join(folder, BRANDS_ASSET), '{"default":"a","brands":{"a":{"name":"A"}}}');
    expect(readBrandFile(folder)).toEqual({ default: 'a', brands: { a: { name: 'A' } } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
