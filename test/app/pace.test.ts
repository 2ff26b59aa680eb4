import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace } from '#app/pace.ts';
import { NOW } from '#test/support/builders.ts';

/** What one environment does: time goes on, a message takes a slot, and one of those that have one gives it back. */
const step = fc.record({
  laterMs: fc.integer({ min: 0, max: 400 }),
  givesBack: fc.option(fc.nat(20), { freq: 3 }),
});

test('slots that are used are never closer than the rate allows, whatever is given back and when', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0.05, 0.5, 1, 3, 7, 50),
      fc.array(step, { minLength: 10, maxLength: 60 }),
      (perSecond, steps) => {
        const pace = new Pace();
        const taken: number[] = [];
        let now = NOW;
        for (const { laterMs, givesBack } of steps) {
          now += laterMs;
          const slot = pace.reserve(now, perSecond);
          expect(slot).toBeGreaterThanOrEqual(now);
          taken.push(slot);
          if (givesBack === null) continue;
          for (const unused of taken.splice(givesBack, 1)) pace.release(unused);
        }
        const used = taken.toSorted((a, b) => a - b);
        const distances = used.slice(1).map((slot, n) => slot - used[n]!);
        // The fraction of a microsecond is what a double cannot hold of such a time.
        expect(Math.min(...distances, 1e9)).toBeGreaterThanOrEqual(1000 / perSecond - 0.001);
      },
    ),
  );
});

test('a slot given back is the next one’s, while its time has not come', () => {
  const pace = new Pace();
  const [first, second, third] = [1, 2, 3].map(() => pace.reserve(NOW, 2));
  expect([first, second, third]).toEqual([NOW, NOW + 500, NOW + 1000]);
  pace.release(second!);
  expect(pace.reserve(NOW + 100, 2)).toBe(NOW + 500);
  expect(pace.reserve(NOW + 100, 2)).toBe(NOW + 1500);
});

test('a line of slots that nobody used holds nobody up', () => {
  const pace = new Pace();
  for (const slot of Array.from({ length: 10 }, () => pace.reserve(NOW, 2))) pace.release(slot);
  expect(pace.reserve(NOW + 10, 2)).toBe(NOW + 10);
});
