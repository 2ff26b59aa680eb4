import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { MUTANTS } from '../../sim/mutation/mutants.ts';
import { drawOptions, type RunOptions } from '../../sim/options.ts';
import type { RunResult } from '../../sim/result.ts';
import { simulate } from '../../sim/simulate.ts';

const MINUTE = 60_000;

// A run is all CPU time, and the machine may be busy.
vi.setConfig({ testTimeout: 10 * MINUTE });
afterAll(() => vi.resetConfig());

const ONLY_ORDERS = { malformed: 0, badRecipients: 0, resends: 0, erasures: 0 };

/** Fails with what a person needs to see: the violation, and what happened to the email. */
function expectNoViolation({ violation, history }: RunResult): void {
  if (violation)
    expect.fail(
      [`Invariant ${violation.invariant}: ${violation.message}`, violation.emailId, ...history].join('\n'),
    );
}

test.each([1, 2, 3, 5])('seed %i keeps every invariant under all faults', async (seed) => {
  expectNoViolation(await simulate(drawOptions(seed, 60, 'all')));
});

test('support resends and erases while everything else goes on', async () => {
  const result = await simulate({ ...drawOptions(5, 40, 'all'), resends: 0.4, erasures: 0.2 });
  expectNoViolation(result);
  expect(result.resends).toBeGreaterThan(0);
  expect(result.erased).toBeGreaterThan(0);
});

test('without faults every order has one mail, and SES throttles nobody', async () => {
  const result = await simulate({ ...drawOptions(4, 100, 'none'), ...ONLY_ORDERS });
  expectNoViolation(result);
  expect(result).toMatchObject({ endStates: { ACCEPTED: 100 }, mails: 100, redrives: 0, throttledBySes: 0 });
});

test('the same seed gives the same run, and another one another', async () => {
  const hash = async (seed: number) => (await simulate(drawOptions(seed, 20, 'all'))).traceHash;
  const [first, again, other] = [await hash(8), await hash(8), await hash(9)];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('nothing in a run waits for the machine', () => {
  // In a process of its own: what the SDK has read once from a file it never reads again.
  const script = `
    import { createHook } from 'node:async_hooks';
    import { drawOptions } from './sim/options.ts';
    import { simulate } from './sim/simulate.ts';
    const RealDate = Date;
    const kinds = new Set();
    const duringRun = (id, kind) => Date !== RealDate && kinds.add(kind);
    createHook({ init: duringRun }).enable();
    await simulate(drawOptions(7, 5, 'all'));
    process.stdout.write(JSON.stringify([...kinds].sort()));
  `;
  const kinds = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  // Packing an order makes a compressor, and uses it at once.
  expect(JSON.parse(kinds)).toEqual(['Immediate', 'PROMISE', 'ZLIB']);
});

test('a run leaves the machine’s clock and randomness as they were', async () => {
  const before = [Date, Math.random, setTimeout];
  await simulate(drawOptions(1, 1, 'none'));
  expect([Date, Math.random, setTimeout]).toEqual(before);
});

describe('what runs once found', () => {
  const quiet = (seed: number, orders: number): RunOptions => ({
    ...drawOptions(seed, orders, 'none'),
    ...{ ...ONLY_ORDERS, publishedTwice: 0, strayFeedback: 0 },
  });

  test('the status of an earlier email of the same id stood in the way of the new one’s for good', async () => {
    // With its day used up, the account keeps orders waiting until they are held; then no event could outrank what was shown.
    expectNoViolation(await simulate({ ...quiet(7, 10), orphans: 0.5, dailyQuota: 5 }));
  });

  test('an email held and redriven while its doubt was running was sent twice', async () => {
    const { calls, ...options } = quiet(3, 40);
    expectNoViolation(
      await simulate({
        ...options,
        faults: 'all',
        sendRate: 200,
        orderRate: 100,
        calls: { ...calls, ses: { ...calls.ses, refused: 0.9, replyLost: 0.1 } },
        eventDelay: { from: 8 * MINUTE, to: 10 * MINUTE },
        redrives: Array.from({ length: 400 }, (_, minute) => minute * MINUTE),
      }),
    );
  });
});

test('every guard that a mutant switches off is still in the source', () => {
  const missing = MUTANTS.flatMap(({ edits }) => edits).filter(
    ({ file, text }) => readFileSync(file, 'utf8').split(text).length !== 2,
  );
  expect(missing).toEqual([]);
});
