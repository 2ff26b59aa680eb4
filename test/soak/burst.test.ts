import { expect, test } from 'vitest';
import { inProcess } from '../../soak/bursts.ts';

/** All CPU time, and the machine may be busy. */
const TIMEOUT_MS = 5 * 60_000;

test.each([
  [14, 300],
  [500, 1_000],
])(
  'a burst to an account of %i mails a second is worked off at that rate, and waiting costs nothing',
  {
    timeout: TIMEOUT_MS,
  },
  async (sendRate, orders) => {
    const { run, wrong } = await inProcess({ orders, sendRate, seed: 1 });
    expect(wrong).toEqual([]);
    expect(run).toMatchObject({
      mails: orders,
      duplicates: 0,
      deadLetters: 0,
      throttledBySes: 0,
      mostReceives: 1,
    });
  },
);
