import { expect, test } from 'vitest';
import { memoryOf } from '../../soak/hour-memory.ts';

const MEGABYTE = 2 ** 20;
const kept = (megabytes: number) => ({ bytes: megabytes * MEGABYTE, threads: 4 });

test.each([
  ['caches that fill', 100, 105, 1_000, true],
  ['a heap that became smaller', 100, 90, 1_000, true],
  ['an order that stays, of some kilobytes', 100, 160, 3_000, false],
  ['something large at once', 100, 200, 10, false],
])('%s: %d MB, then %d MB after %d publications', (_, before, after, publications, isFlat) => {
  expect(memoryOf(kept(before), kept(after), publications).isFlat).toBe(isFlat);
});
