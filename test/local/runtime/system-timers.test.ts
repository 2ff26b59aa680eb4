import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemTimers } from '#local/runtime/system-timers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const DAY_MS = 86_400_000;

test('a callback runs once, when its time has come', () => {
  const timers = systemTimers();
  const ran = vi.fn();
  timers.schedule(1_000, ran);
  vi.advanceTimersByTime(999);
  expect(ran).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(ran).toHaveBeenCalledOnce();
});

test('a delay longer than setTimeout can count is kept', () => {
  const timers = systemTimers();
  const ran = vi.fn();
  timers.schedule(60 * DAY_MS, ran);
  vi.advanceTimersByTime(60 * DAY_MS - 1);
  expect(ran).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(ran).toHaveBeenCalledOnce();
});

test('a cancelled callback does not run, also in the middle of a long delay', () => {
  const timers = systemTimers();
  const ran = vi.fn();
  const cancel = timers.schedule(60 * DAY_MS, ran);
  vi.advanceTimersByTime(30 * DAY_MS);
  cancel();
  vi.advanceTimersByTime(60 * DAY_MS);
  expect(ran).not.toHaveBeenCalled();
});

test('after a stop nothing runs any more', () => {
  const timers = systemTimers();
  const ran = vi.fn();
  timers.schedule(10, ran);
  timers.stop();
  timers.schedule(10, ran);
  vi.advanceTimersByTime(1_000);
  expect(ran).not.toHaveBeenCalled();
});

test('it can live ahead of the machine’s clock', () => {
  expect(systemTimers(5_000).now() - systemTimers().now()).toBe(5_000);
});
