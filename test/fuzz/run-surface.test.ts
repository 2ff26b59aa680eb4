import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closingLine, isSound, reportOf } from '../../fuzz/report.ts';
import { runSurface } from '../../fuzz/run-surface.ts';
import { holds, type Surface } from '../../fuzz/surface.ts';

/** A surface of numbers, each a case. */
const surfaceOf = (check: (n: number) => void): Surface<number> => ({
  name: 'numbers',
  open: async (tally) => ({
    cases: fc.nat({ max: 1_000 }),
    async check(n) {
      check(n);
      tally.accepted('taken');
    },
    close: async () => {},
  }),
});

const run = (check: (n: number) => void) => runSurface(surfaceOf(check), { cases: 100, seed: 1 });

describe('a run of a surface', () => {
  test('in which every promise is kept says so', async () => {
    const result = await run(() => {});
    expect(isSound(result)).toBe(true);
    expect(closingLine([result])).toBe(
      '100 cases: no promise was broken, no good neighbour lost of 0, no memory kept.',
    );
  });

  test('in which one is broken names the smallest case, and how to see it again', async () => {
    const broken = (n: number) => holds(n < 500, 'numbers are small', n);
    const result = await run(broken);
    expect(closingLine([result])).toBe('BROKEN: numbers');
    expect(reportOf(result).join('\n')).toMatch(
      /FAILED: Broken: numbers are small; found: 500\n {2}smallest case: 500\n/,
    );
    const { seed, failure } = result;
    const again = await runSurface(surfaceOf(broken), { cases: 100, seed, path: failure!.path });
    expect(again.failure?.counterexample).toBe('500');
  });

  test('that keeps what each case needed is not sound', async () => {
    const kept: Buffer[] = [];
    const result = await run(() => void kept.push(Buffer.alloc(2 ** 20)));
    expect(kept.length).toBeGreaterThanOrEqual(100);
    expect(result.failure).toBeUndefined();
    expect(isSound(result)).toBe(false);
  });
});
