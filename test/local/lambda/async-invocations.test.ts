import { expect, test, vi } from 'vitest';
import { AsyncInvocations } from '#local/services/lambda/async-invocations.ts';
import type { Functions } from '#local/services/lambda/functions.ts';
import { virtualWorld } from '../support/test-world.ts';

/** Functions whose invocations are counted, and fail as long as told. */
function counted(failures: number) {
  const calls: string[] = [];
  const functions = {
    get: (name: string) => ({ name }),
    invoke: async (name: string, payload: string) => {
      calls.push(`${name} ${payload}`);
      return { kind: calls.length > failures ? 'success' : 'error' };
    },
  } as unknown as Functions;
  return { functions, calls };
}

test('an event that fails is tried again after one and two minutes, and then dropped', async () => {
  const world = virtualWorld();
  const { functions, calls } = counted(99);
  const events = new AsyncInvocations({ world, functions });
  events.start();
  events.accept('daily', '{}');
  await world.timers.advance(59_999);
  expect(calls).toHaveLength(1);
  await world.timers.advance(1);
  expect(calls).toHaveLength(2);
  await world.timers.advance(120_000);
  expect(calls).toHaveLength(3);
  await world.timers.advance(3_600_000);
  expect(calls).toHaveLength(3);
  expect(world.logged).toEqual([expect.stringMatching(/daily failed 3 times and is dropped/)]);
});

test('the number of retries is the template’s', async () => {
  const world = virtualWorld();
  const { functions, calls } = counted(99);
  const events = new AsyncInvocations({ world, functions });
  events.configure('daily', { retries: 0 });
  events.start();
  events.accept('daily', '{}');
  await world.timers.advance(3_600_000);
  expect(calls).toHaveLength(1);
});

test('an accepted event survives a restart, and is gone once it succeeded', async () => {
  const world = virtualWorld();
  new AsyncInvocations({ world, functions: counted(0).functions }).accept('daily', '{"n":1}');
  for (const expected of [['daily {"n":1}'], []]) {
    const { functions, calls } = counted(0);
    const events = new AsyncInvocations({ world, functions });
    events.start();
    await world.timers.advance(0);
    await vi.waitFor(() => expect(calls).toEqual(expected));
    events.stop();
  }
});
