import { vi } from 'vitest';

/** Waits until a fact holds; long enough for any machine, however busy. A fact that never holds fails with what was seen last. */
export function eventually<Result>(fact: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(fact, { timeout: 50_000, interval: 20 });
}
