import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundle } from '../../../lib/constructs/bundle.ts';

it('puts what the handler reads beside its code, under a name that changes with it', () => {
  const plain = bundle('src/handlers/send.ts');
  const branded = bundle('src/handlers/send.ts', { 'brands.json': '{"a":1}' });
  expect(readFileSync(join(branded, 'brands.json'), 'utf8')).toBe('{"a":1}');
  expect(readFileSync(join(branded, 'index.mjs'))).toEqual(readFileSync(join(plain, 'index.mjs')));
  expect(bundle('src/handlers/send.ts', { 'brands.json': '{"a":2}' })).not.toBe(branded);
  expect(bundle('src/handlers/send.ts')).toBe(plain);
});
