import { GetAccountCommand, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { faultyCalls } from '#local/faults/interceptor.ts';
import { type FaultSettings, HEALTHY } from '#local/faults/settings.ts';
import type { HttpRequest } from '#local/gateway/http.ts';
import { virtualWorld } from '../support/test-world.ts';
import { callFaults, faultyCloud, ROLE } from './faults-fixture.ts';

const SEND = { service: 'ses', action: 'SendEmail' };
const LIST = { service: 'sqs', action: 'ListQueues' };
const mail = () => new SendEmailCommand({ Content: {} });
const list = () => new ListQueuesCommand({});

/** The faults alone, under a clock that the test moves. */
function interceptor(settings: Pick<FaultSettings, 'calls'>, random = Math.random) {
  const world = virtualWorld({ random });
  const executed: string[] = [];
  const intercept = faultyCalls({ world, settings: { ...HEALTHY, ...settings }, kill: async () => {} })!;
  const request: HttpRequest = {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': 'AmazonSQS.ListQueues' },
    body: Buffer.alloc(0),
  };
  const call = () =>
    intercept({ service: 'sqs', principal: ROLE, requestId: '1', request }, async () => {
      executed.push('ListQueues');
      return { status: 200, headers: {}, body: '' };
    });
  return { executed, call, world };
}

describe('calls of functions', () => {
  test('a lost reply: the call was executed, and its connection is cut', async () => {
    await using cloud = await faultyCloud(callFaults(SEND, { replyLost: 1 }));
    await expect(cloud.ses.send(mail())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(cloud.executed).toEqual(['SendEmail']);
  });

  test('a failure after: the call was executed, and answered 500', async () => {
    await using cloud = await faultyCloud(callFaults(SEND, { errorAfter: 1 }));
    await expect(cloud.ses.send(mail())).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    expect(cloud.executed).toEqual(['SendEmail']);
  });

  test('a failure before looks the same, and nothing was executed', async () => {
    await using cloud = await faultyCloud(callFaults(SEND, { errorBefore: 1 }));
    await expect(cloud.ses.send(mail())).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    expect(cloud.executed).toEqual([]);
  });

  test.each([
    [SEND, 'TooManyRequestsException', 429],
    [LIST, 'RequestThrottled', 403],
  ] as const)('throttled is %s’s own error, and nothing was executed', async (call, name, httpStatusCode) => {
    await using cloud = await faultyCloud(callFaults(call, { throttled: 1 }));
    const refused = call === SEND ? cloud.ses.send(mail()) : cloud.sqs.send(list());
    await expect(refused).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    expect(cloud.executed).toEqual([]);
  });

  test('a late call is executed when its time has passed', async () => {
    const { executed, call, world } = interceptor(callFaults(LIST, { latencyMs: 60 }));
    const called = call();
    await world.timers.advance(59);
    expect(executed).toEqual([]);
    await world.timers.advance(1);
    await called;
    expect(executed).toEqual(['ListQueues']);
  });

  test('a share of them is hit, as drawn', async () => {
    const drawn = [0.49, 0.5, 0.99, 0];
    const { executed, call } = interceptor(callFaults(LIST, { errorBefore: 0.5 }), () => drawn.shift()!);
    const results = await Promise.allSettled([call(), call(), call(), call()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'rejected']);
    expect(executed).toHaveLength(2);
  });

  test('other actions, and everybody who is no function, are served as ever', async () => {
    await using cloud = await faultyCloud(callFaults(LIST, { errorBefore: 1 }));
    await cloud.ses.send(new GetAccountCommand({}));
    await cloud.visitor.send(list());
    expect(cloud.executed).toEqual(['GetAccount', 'ListQueues']);
  });

  test('without a fault of calls nothing stands in between', async () => {
    await using cloud = await faultyCloud({ events: { duplicate: 1, reorder: 0, lateMs: 0, lost: 0 } });
    expect(cloud.faults.current).toBeUndefined();
  });
});

describe('the kill', () => {
  test('hits the environment that made the nth call, after it was executed, once', async () => {
    await using cloud = await faultyCloud({ killAfter: { ...SEND, nth: 2 } });
    await cloud.ses.send(mail());
    await cloud.sqs.send(list());
    await expect(cloud.ses.send(mail())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(cloud.executed).toEqual(['SendEmail', 'ListQueues', 'SendEmail']);
    expect(cloud.killed).toEqual(['environment-1']);
    expect(cloud.faults.settings.killAfter).toBeNull();
    expect(cloud.world.logged.slice(1)).toEqual([
      'Faults: killed a function right after its ses:SendEmail.',
      'Faults: none.',
    ]);
    await cloud.ses.send(mail());
    expect(cloud.killed).toHaveLength(1);
  });

  test('does not count what a service refused', async () => {
    await using cloud = await faultyCloud({
      ...callFaults(SEND, { throttled: 1 }),
      killAfter: { ...SEND, nth: 1 },
    });
    await expect(cloud.ses.send(mail())).rejects.toThrow();
    expect(cloud.killed).toEqual([]);
  });
});
