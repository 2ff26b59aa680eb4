import { expect, test } from 'vitest';
import { AsyncInvocations } from '#local/services/lambda/async-invocations.ts';
import type { Functions } from '#local/services/lambda/functions.ts';
import { eventually } from '#test/support/eventually.ts';
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

test('an event that failed for good goes to its queue, with what it was and what it came to', async () => {
  const world = virtualWorld();
  const functions = {
    get: (name: string) => ({ name }),
    invoke: async () => ({
      kind: 'error',
      requestId: 'r-1',
      error: { errorType: 'CostCheckFailed', errorMessage: 'why' },
    }),
  } as unknown as Functions;
  const sent: { queueArn: string; functionName: string; record: unknown }[] = [];
  const events = new AsyncInvocations({
    world,
    functions,
    sink: (queueArn, { functionName, body }) =>
      sent.push({ queueArn, functionName, record: JSON.parse(body) }),
  });
  events.configure('daily', { onFailure: 'arn:aws:sqs:us-east-1:123456789012:failures' });
  events.start();
  events.accept('daily', '{"day":1}');
  await world.timers.advance(180_000);
  expect(sent).toEqual([
    {
      queueArn: 'arn:aws:sqs:us-east-1:123456789012:failures',
      functionName: 'daily',
      record: expect.objectContaining({
        requestContext: expect.objectContaining({
          requestId: 'r-1',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        }),
        requestPayload: { day: 1 },
        responsePayload: { errorType: 'CostCheckFailed', errorMessage: 'why' },
      }),
    },
  ]);
});

test('an accepted event survives a restart, and is gone once it succeeded', async () => {
  const world = virtualWorld();
  new AsyncInvocations({ world, functions: counted(0).functions }).accept('daily', '{"n":1}');
  for (const expected of [['daily {"n":1}'], []]) {
    const { functions, calls } = counted(0);
    const events = new AsyncInvocations({ world, functions });
    events.start();
    await world.timers.advance(0);
    await eventually(() => expect(calls).toEqual(expected));
    events.stop();
  }
});
