import { describe, expect, test } from 'vitest';
import type { QueueOptions } from '#local/services/sqs/queue-settings.ts';
import { DEAD, ORDERS, setUp } from './queues-fixture.ts';

describe('visibility', () => {
  test('a message is received once, and again after its visibility timeout, with another handle', async () => {
    const { clock, send, receive, bodies } = setUp({ visibilityTimeoutSeconds: 30 });
    send('a');
    const [first] = receive();
    expect(first).toMatchObject({
      body: 'a',
      receiveCount: 1,
      firstReceivedAt: clock.now(),
      sentAt: clock.now(),
    });
    await clock.advance(29_999);
    expect(bodies()).toEqual([]);
    await clock.advance(1);
    const [second] = receive();
    expect(second).toMatchObject({
      messageId: first!.messageId,
      receiveCount: 2,
      firstReceivedAt: first!.firstReceivedAt,
    });
    expect(second!.receiptHandle).not.toBe(first!.receiptHandle);
  });

  test('messages come in the order of becoming visible', async () => {
    const { clock, queues, send, receive, bodies } = setUp();
    for (const body of ['a', 'b', 'c']) send(body);
    const [a] = receive(ORDERS, 1);
    queues.changeVisibility(ORDERS, a!.receiptHandle, 5);
    await clock.advance(5_000);
    send('d');
    expect(bodies()).toEqual(['b', 'c', 'a', 'd']);
  });

  test('a visibility of 0 shows the message at once, a longer one hides it from now on', async () => {
    const { clock, queues, send, receive, bodies } = setUp({ visibilityTimeoutSeconds: 30 });
    send('a');
    queues.changeVisibility(ORDERS, receive()[0]!.receiptHandle, 0);
    const [again] = receive();
    expect(again).toMatchObject({ body: 'a', receiveCount: 2 });
    await clock.advance(20_000);
    queues.changeVisibility(ORDERS, again!.receiptHandle, 60);
    await clock.advance(59_999);
    expect(bodies()).toEqual([]);
    await clock.advance(1);
    expect(bodies()).toEqual(['a']);
  });

  test('a receive may hide for other than the queue does, or not at all', async () => {
    const { queues, send } = setUp();
    send('a');
    const receive = () => queues.receive(ORDERS, { max: 1, visibilityTimeoutSeconds: 0 })[0]?.receiveCount;
    expect([receive(), receive()]).toEqual([1, 2]);
    // Within one receive a message comes once.
    expect(queues.receive(ORDERS, { max: 10, visibilityTimeoutSeconds: 0 })).toHaveLength(1);
  });

  test('a delay hides a message at first: of the queue, or its own', async () => {
    const { clock, send, bodies } = setUp({ delaySeconds: 10 });
    send('queue');
    send('own', { delaySeconds: 3 });
    send('none', { delaySeconds: 0 });
    expect(bodies()).toEqual(['none']);
    await clock.advance(3_000);
    expect(bodies()).toEqual(['own']);
    await clock.advance(7_000);
    expect(bodies()).toEqual(['queue']);
  });
});

describe('handles', () => {
  test('an outdated handle deletes nothing, and cannot change the visibility', async () => {
    const { clock, queues, send, receive, bodies } = setUp({ visibilityTimeoutSeconds: 30 });
    send('a');
    const [first] = receive();
    await clock.advance(30_000);
    const [second] = receive();
    queues.delete(ORDERS, first!.receiptHandle);
    expect(() => queues.changeVisibility(ORDERS, first!.receiptHandle, 0)).toThrow(
      'Message does not exist or is not available for visibility timeout change',
    );
    await clock.advance(30_000);
    expect(bodies()).toEqual(['a']);
    expect(second!.receiveCount).toBe(2);
  });

  test('the latest handle deletes even after the timeout, and again without an error', async () => {
    const { clock, queues, send, receive, bodies } = setUp({ visibilityTimeoutSeconds: 30 });
    send('a');
    const [first] = receive();
    await clock.advance(60_000);
    queues.delete(ORDERS, first!.receiptHandle);
    queues.delete(ORDERS, first!.receiptHandle);
    expect(bodies()).toEqual([]);
    expect(queues.counts(ORDERS)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  test('a handle of another queue, or of none, is not valid', () => {
    const { queues, send, receive } = setUp();
    send('a');
    const handle = receive()[0]!.receiptHandle;
    expect(() => queues.delete(DEAD, handle)).toThrow(
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
    expect(() => queues.delete(ORDERS, 'abc')).toThrow(
      'The input receipt handle "abc" is not a valid receipt handle.',
    );
  });
});

describe('dead letters', () => {
  const redrivePolicy = { deadLetterTargetArn: DEAD, maxReceiveCount: 2 };

  test('after its receives the next one moves a message, which stays the same', async () => {
    const { clock, queues, send, receive, bodies } = setUp({ visibilityTimeoutSeconds: 30, redrivePolicy });
    const messageId = send('a', { attributes: { Reason: { DataType: 'String', StringValue: 'x' } } });
    const sentAt = clock.now();
    for (const expected of [['a'], ['a'], []]) {
      expect(bodies()).toEqual(expected);
      await clock.advance(30_000);
    }
    expect(queues.counts(ORDERS)).toMatchObject({ visible: 0, inFlight: 0 });
    expect(receive(DEAD)).toMatchObject([
      {
        messageId,
        body: 'a',
        sentAt,
        receiveCount: 3,
        deadLetterSourceArn: ORDERS,
        attributes: { Reason: { StringValue: 'x' } },
      },
    ]);
  });

  test('a spent message does not take the place of one that is not', async () => {
    const { clock, send, receive, queues } = setUp({ visibilityTimeoutSeconds: 30, redrivePolicy });
    send('spent');
    receive();
    await clock.advance(30_000);
    receive();
    await clock.advance(30_000);
    send('fresh');
    expect(receive(ORDERS, 1)).toMatchObject([{ body: 'fresh' }]);
    expect(queues.counts(DEAD).visible).toBe(1);
  });

  test('a dead-letter queue with dead letters of its own counts anew', async () => {
    const { clock, queues, send, receive, bodies } = setUp({ visibilityTimeoutSeconds: 30, redrivePolicy });
    const grave = queues.create({ name: 'grave' }).arn;
    queues.create({ name: 'dead2', redrivePolicy: { deadLetterTargetArn: grave, maxReceiveCount: 1 } });
    queues.create({
      name: 'orders2',
      redrivePolicy: { deadLetterTargetArn: `${DEAD}2`, maxReceiveCount: 1 },
      visibilityTimeoutSeconds: 30,
    });
    send('unused');
    queues.send(`${ORDERS}2`, { body: 'a' }, 'me');
    receive(`${ORDERS}2`);
    await clock.advance(30_000);
    expect(bodies(`${ORDERS}2`)).toEqual([]);
    expect(bodies(`${DEAD}2`)).toEqual(['a']);
    await clock.advance(30_000);
    expect(bodies(`${DEAD}2`)).toEqual([]);
    expect(bodies(grave)).toEqual(['a']);
  });
});

describe('retention', () => {
  test('a message goes when it is older, also from a queue nobody reads, and from the dead letters by its first age', async () => {
    const redrivePolicy = { deadLetterTargetArn: DEAD, maxReceiveCount: 1 };
    const { clock, queues, send, receive, world } = setUp({
      retentionSeconds: 60,
      redrivePolicy,
      visibilityTimeoutSeconds: 10,
    });
    send('a');
    await clock.advance(30_000);
    send('b');
    await clock.advance(29_999);
    expect(queues.counts(ORDERS).visible).toBe(2);
    await clock.advance(1);
    expect(queues.counts(ORDERS).visible).toBe(1);
    expect(world.database.prepare('SELECT count(*) AS n FROM sqs_messages').get()).toEqual({ n: 1 });
    receive();
    await clock.advance(10_000);
    receive();
    const fourDays = 4 * 24 * 60 * 60 * 1_000;
    await clock.advance(fourDays - 40_000 - 1);
    expect(queues.counts(DEAD).visible).toBe(1);
    await clock.advance(1);
    expect(queues.counts(DEAD).visible).toBe(0);
  });
});

describe('counts', () => {
  test('tell what is visible, in flight and delayed, and the age of the oldest', async () => {
    const { clock, queues, send, receive } = setUp();
    expect(queues.counts(ORDERS)).toEqual({
      ...{ visible: 0, inFlight: 0, delayed: 0 },
      ...{ oldestSentAt: undefined, oldestCountedSentAt: undefined },
    });
    const start = clock.now();
    send('a');
    await clock.advance(1_000);
    send('b');
    send('c', { delaySeconds: 9 });
    receive(ORDERS, 1);
    expect(queues.counts(ORDERS)).toEqual({
      ...{ visible: 1, inFlight: 1, delayed: 1 },
      ...{ oldestSentAt: start, oldestCountedSentAt: start },
    });
  });

  test('leave what was received three times out of the age that SQS tells', async () => {
    const { clock, queues, send, receive } = setUp({ visibilityTimeoutSeconds: 30 });
    const start = clock.now();
    send('a');
    for (const receives of [1, 2, 3]) {
      expect([receives, queues.counts(ORDERS).oldestCountedSentAt]).toEqual([receives, start]);
      receive();
      await clock.advance(30_000);
    }
    expect(queues.counts(ORDERS)).toMatchObject({ oldestSentAt: start, oldestCountedSentAt: undefined });
    send('b');
    expect(queues.counts(ORDERS).oldestCountedSentAt).toBe(start + 90_000);
  });
});

describe('arrival', () => {
  function listening(options: Partial<QueueOptions> = {}) {
    const parts = setUp(options);
    let calls = 0;
    const cancel = parts.queues.onArrival(ORDERS, () => {
      calls++;
    });
    return { ...parts, cancel, calls: () => calls };
  }

  test('is told on a send, not on a receive or delete, and not after it was cancelled', () => {
    const { queues, send, receive, cancel, calls } = listening();
    send('a');
    expect(calls()).toBe(1);
    queues.delete(ORDERS, receive()[0]!.receiptHandle);
    expect(calls()).toBe(1);
    cancel();
    send('b');
    expect(calls()).toBe(1);
  });

  test('is told when a delay or a visibility timeout ends, and on a change of visibility', async () => {
    const { clock, queues, send, receive, calls } = listening({ visibilityTimeoutSeconds: 30 });
    send('a', { delaySeconds: 5 });
    expect(calls()).toBe(0);
    await clock.advance(5_000);
    expect(calls()).toBe(1);
    receive();
    await clock.advance(30_000);
    expect(calls()).toBe(2);
    queues.changeVisibility(ORDERS, receive()[0]!.receiptHandle, 0);
    expect(calls()).toBe(3);
    queues.changeVisibility(ORDERS, receive()[0]!.receiptHandle, 7);
    await clock.advance(6_999);
    expect(calls()).toBe(3);
    await clock.advance(1);
    expect(calls()).toBe(4);
  });

  test('is told of each of several that become visible at different times', async () => {
    const { clock, send, receive, calls } = listening();
    for (const delaySeconds of [3, 1, 2]) send('x', { delaySeconds });
    const seen: number[] = [];
    for (let second = 1; second <= 3; second++) {
      await clock.advance(1_000);
      seen.push(receive().length);
    }
    expect(seen).toEqual([1, 1, 1]);
    expect(calls()).toBe(3);
  });

  test('is told of a message that was hidden before the listener came', async () => {
    const { clock, queues, send } = setUp();
    send('a', { delaySeconds: 5 });
    let calls = 0;
    queues.onArrival(ORDERS, () => calls++);
    await clock.advance(5_000);
    expect(calls).toBe(1);
  });

  test('of a dead letter is told to the listeners of its queue', async () => {
    const { clock, queues, send, receive } = setUp({
      visibilityTimeoutSeconds: 30,
      redrivePolicy: { deadLetterTargetArn: DEAD, maxReceiveCount: 1 },
    });
    let calls = 0;
    queues.onArrival(DEAD, () => calls++);
    send('a');
    receive();
    await clock.advance(30_000);
    receive();
    expect(calls).toBe(1);
  });
});
