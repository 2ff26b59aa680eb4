import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Principal } from '#local/iam/policy.ts';
import { openDatabase } from '#local/open-database.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import { inTransaction } from '#local/transaction.ts';
import { testWorld, virtualWorld } from '../support/test-world.ts';
import { DEAD, ORDERS, setUp } from './queues-fixture.ts';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:topic';

describe('transactions', () => {
  test('sends in one transaction are there after it, all or none, and their arrival is told then', () => {
    const { world, queues, send } = setUp();
    let calls = 0;
    queues.onArrival(ORDERS, () => calls++);
    const failing = () =>
      inTransaction(world.database, () => {
        send('a');
        expect(queues.counts(ORDERS).visible).toBe(0);
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect([queues.counts(ORDERS).visible, calls]).toEqual([0, 0]);
    inTransaction(world.database, () => {
      send('b');
      send('c');
      expect(calls).toBe(0);
    });
    expect([queues.counts(ORDERS).visible, calls]).toEqual([2, 2]);
  });

  test('a change of visibility does not bring back what the same transaction has deleted', () => {
    const { world, queues, send, receive } = setUp();
    send('a');
    const { receiptHandle } = receive()[0]!;
    inTransaction(world.database, () => {
      queues.delete(ORDERS, receiptHandle);
      queues.changeVisibility(ORDERS, receiptHandle, 0);
    });
    expect(queues.counts(ORDERS)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  test('a receive that fails in the database, or is undone with what it is part of, leaves the message there', () => {
    const { world, send, receive, bodies } = setUp();
    send('a');
    world.database.exec(
      "CREATE TRIGGER broken BEFORE UPDATE ON sqs_messages BEGIN SELECT RAISE(ABORT, 'broken'); END",
    );
    expect(() => receive()).toThrow('broken');
    world.database.exec('DROP TRIGGER broken');
    const undone = () =>
      inTransaction(world.database, () => {
        expect(bodies()).toEqual(['a']);
        throw new Error('no');
      });
    expect(undone).toThrow('no');
    expect(receive()).toMatchObject([{ body: 'a', receiveCount: 1 }]);
  });
});

describe('delivery by a service', () => {
  const sns: Principal = {
    kind: 'service',
    accountId: '123456789012',
    service: 'sns.amazonaws.com',
    sourceArn: TOPIC,
  };
  const policy = {
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: ORDERS,
      Condition: { ArnEquals: { 'aws:SourceArn': TOPIC } },
    },
  } as const;

  test("needs the queue's policy", () => {
    const { queues, bodies } = setUp();
    expect(() => queues.deliver(ORDERS, { body: 'a' }, sns)).toThrow(
      'sns.amazonaws.com is not authorized to perform: sqs:SendMessage',
    );
    queues.setPolicy(ORDERS, policy);
    queues.deliver(ORDERS, { body: 'b' }, sns);
    expect(() => queues.deliver(ORDERS, { body: 'c' }, { ...sns, sourceArn: `${TOPIC}2` })).toThrow(
      'not authorized',
    );
    expect(bodies()).toEqual(['b']);
  });

  test('fails for a queue that is not there, and for a message that is too long', () => {
    const { queues } = setUp({ policy, maximumMessageBytes: 1_024 });
    expect(() => queues.deliver(`${ORDERS}2`, { body: 'a' }, sns)).toThrow(
      'The specified queue does not exist.',
    );
    expect(() => queues.deliver(ORDERS, { body: 'é'.repeat(513) }, sns)).toThrow(
      'Message must be shorter than 1024 bytes.',
    );
    queues.deliver(ORDERS, { body: 'é'.repeat(512) }, sns);
  });
});

describe('a restart from the same file', () => {
  test('finds every message in its state: visible, hidden, delayed, dead, deleted', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'queues-')), 'state.sqlite');
    const clock = virtualWorld().timers;
    const start = () => {
      const world = testWorld({ database: openDatabase(file), timers: clock });
      const queues = new Queues(world);
      const redrivePolicy = { deadLetterTargetArn: DEAD, maxReceiveCount: 1 };
      queues.create({ name: 'dead' });
      queues.create({ name: 'orders', redrivePolicy, visibilityTimeoutSeconds: 30 });
      return { world, queues };
    };

    const before = start();
    const send = (body: string, rest: object = {}) =>
      before.queues.send(ORDERS, { body, ...rest }, 'me').messageId;
    const deadId = send('dead');
    before.queues.receive(ORDERS, { max: 1, visibilityTimeoutSeconds: 1 });
    await clock.advance(1_000);
    before.queues.receive(ORDERS, { max: 1 });
    send('deleted');
    before.queues.delete(ORDERS, before.queues.receive(ORDERS, { max: 1 })[0]!.receiptHandle);
    send('hidden');
    const hidden = before.queues.receive(ORDERS, { max: 1 })[0]!;
    send('visible', { attributes: { A: { DataType: 'String', StringValue: 'b' } } });
    send('delayed', { delaySeconds: 60 });
    const counts = before.queues.counts(ORDERS);
    expect(counts).toMatchObject({ visible: 1, inFlight: 1, delayed: 1 });
    before.world.database.close();

    const { queues, world } = start();
    expect(queues.counts(ORDERS)).toEqual(counts);
    expect(queues.receive(DEAD, { max: 10 })).toMatchObject([
      { messageId: deadId, deadLetterSourceArn: ORDERS, receiveCount: 2 },
    ]);
    expect(queues.receive(ORDERS, { max: 10 })).toMatchObject([
      { body: 'visible', attributes: { A: { StringValue: 'b' } } },
    ]);
    queues.delete(ORDERS, hidden.receiptHandle);
    queues.send(ORDERS, { body: 'new' }, 'me');
    expect(queues.receive(ORDERS, { max: 10 })).toMatchObject([{ body: 'new' }]);
    await clock.advance(60_000);
    expect(queues.receive(ORDERS, { max: 10 })).toMatchObject([{ body: 'delayed', receiveCount: 1 }]);
    world.database.close();
  });

  test('hands out nothing that went past its retention in the meantime', async () => {
    const { world, clock, send } = setUp({ retentionSeconds: 60 });
    send('a');
    // Another process, on whose clock nothing has been due yet.
    const later = virtualWorld({ database: world.database });
    await later.timers.advance(clock.now() + 60_000 - later.timers.now());
    const queues = new Queues(later);
    queues.create({ name: 'orders', retentionSeconds: 60 });
    expect(queues.receive(ORDERS, { max: 10 })).toEqual([]);
    expect(world.database.prepare('SELECT count(*) AS n FROM sqs_messages').get()).toEqual({ n: 0 });
  });

  test('a handle from before does not fit a message sent after', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'queues-')), 'state.sqlite');
    const start = () => {
      const world = testWorld({ database: openDatabase(file) });
      const queues = new Queues(world);
      queues.create({ name: 'orders' });
      return { queues, stop: () => world.database.close() };
    };
    const before = start();
    before.queues.send(ORDERS, { body: 'old' }, 'me');
    const { receiptHandle } = before.queues.receive(ORDERS, { max: 1 })[0]!;
    before.queues.delete(ORDERS, receiptHandle);
    before.stop();

    const { queues, stop } = start();
    queues.send(ORDERS, { body: 'new' }, 'me');
    queues.receive(ORDERS, { max: 1 });
    queues.delete(ORDERS, receiptHandle);
    expect(queues.counts(ORDERS).inFlight).toBe(1);
    stop();
  });
});
