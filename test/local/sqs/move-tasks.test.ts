import {
  CancelMessageMoveTaskCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { MoveTasks } from '#local/services/sqs/move-tasks.ts';
import { virtualWorld } from '../support/test-world.ts';
import { ARN, startSqs } from './sqs-fixture.ts';

const ORDERS = `${ARN}:orders`;
const DEAD = `${ARN}:dead`;
const redrivePolicy = { deadLetterTargetArn: DEAD, maxReceiveCount: 1 };

async function setUp() {
  const world = virtualWorld();
  const sqs = await startSqs([{ name: 'dead' }, { name: 'orders', redrivePolicy }, { name: 'other' }], {
    world,
  });
  const client = sqs.client();
  return {
    ...sqs,
    world,
    clock: world.timers,
    /** Lets SQS move that many messages from the orders to the dead letters. */
    deadLetters(count: number) {
      for (let i = 0; i < count; i++) sqs.queues.send(ORDERS, { body: `order ${i}` }, 'me');
      for (let round = 0; round <= count; round += 10)
        sqs.queues.receive(ORDERS, { max: 10, visibilityTimeoutSeconds: 0 });
      sqs.queues.receive(ORDERS, { max: 1 });
      expect(sqs.queues.counts(DEAD).visible).toBe(count);
    },
    visible: (arn: string) => sqs.queues.counts(arn).visible,
    start: (input: object = {}) =>
      client.send(new StartMessageMoveTaskCommand({ SourceArn: DEAD, ...input })),
    list: async (input: object = {}) =>
      (await client.send(new ListMessageMoveTasksCommand({ SourceArn: DEAD, ...input }))).Results ?? [],
    cancel: (TaskHandle: string) => client.send(new CancelMessageMoveTaskCommand({ TaskHandle })),
  };
}

test('moves dead letters back to the queue they came from, as new messages', async () => {
  await using sqs = await setUp();
  sqs.deadLetters(3);
  await sqs.clock.advance(1_000);
  const startedAt = sqs.clock.now();
  await sqs.start();
  await sqs.clock.advance(0);
  const moved = sqs.queues.receive(ORDERS, { max: 10 });
  expect(moved.map(({ body }) => body)).toEqual(['order 0', 'order 1', 'order 2']);
  expect(moved[0]).toMatchObject({ receiveCount: 1, sentAt: startedAt, deadLetterSourceArn: undefined });
  expect(await sqs.list()).toEqual([
    {
      Status: 'COMPLETED',
      SourceArn: DEAD,
      ApproximateNumberOfMessagesMoved: 3,
      ApproximateNumberOfMessagesToMove: 3,
      StartedTimestamp: startedAt,
    },
  ]);
});

test('a message that was sent to the dead letters has no queue to go back to, but may be given one', async () => {
  await using sqs = await setUp();
  sqs.queues.send(DEAD, { body: 'x' }, 'me');
  await sqs.start();
  await sqs.clock.advance(0);
  expect(await sqs.list()).toMatchObject([
    {
      Status: 'FAILED',
      FailureReason: 'CouldNotDetermineMessageSource',
      ApproximateNumberOfMessagesMoved: 0,
    },
  ]);
  expect(sqs.visible(DEAD)).toBe(1);
  await sqs.start({ DestinationArn: `${ARN}:other` });
  await sqs.clock.advance(0);
  expect(await sqs.list({ MaxResults: 10 })).toMatchObject([
    { Status: 'COMPLETED', DestinationArn: `${ARN}:other` },
    { Status: 'FAILED' },
  ]);
  expect([sqs.visible(DEAD), sqs.visible(`${ARN}:other`)]).toEqual([0, 1]);
});

test('goes as fast as it is told, and stops where it is cancelled', async () => {
  await using sqs = await setUp();
  sqs.deadLetters(10);
  const { TaskHandle } = await sqs.start({ MaxNumberOfMessagesPerSecond: 2 });
  await sqs.clock.advance(1_999);
  expect(sqs.visible(ORDERS)).toBe(4);
  expect(await sqs.list()).toMatchObject([
    { Status: 'RUNNING', TaskHandle, MaxNumberOfMessagesPerSecond: 2 },
  ]);
  expect((await sqs.cancel(TaskHandle!)).ApproximateNumberOfMessagesMoved).toBe(4);
  await sqs.clock.advance(60_000);
  expect([sqs.visible(ORDERS), sqs.visible(DEAD)]).toEqual([4, 6]);
  const [task] = await sqs.list();
  expect(task).toMatchObject({ Status: 'CANCELLED' });
  expect(task!.TaskHandle).toBeUndefined();
  await expect(sqs.cancel(TaskHandle!)).rejects.toThrow('Only active tasks can be cancelled.');
});

test('moves what was there at its start, in many steps, and leaves what comes later', async () => {
  await using sqs = await setUp();
  sqs.deadLetters(250);
  await sqs.start({ DestinationArn: ORDERS });
  sqs.queues.send(DEAD, { body: 'later' }, 'me');
  await sqs.clock.advance(0);
  expect([sqs.visible(ORDERS), sqs.visible(DEAD)]).toEqual([250, 1]);
});

test('goes on after a restart where it was', async () => {
  await using sqs = await setUp();
  sqs.deadLetters(4);
  await sqs.start({ MaxNumberOfMessagesPerSecond: 1 });
  await sqs.clock.advance(1_000);
  expect(sqs.visible(ORDERS)).toBe(2);
  // The stopped process: its timers are gone, its database is not.
  const clock = virtualWorld().timers;
  new MoveTasks({ ...sqs.world, timers: clock }, sqs.queues).resume();
  await clock.advance(60_000);
  expect([sqs.visible(ORDERS), sqs.visible(DEAD)]).toEqual([4, 0]);
  expect(await sqs.list()).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 4 }]);
});

test.each<[string, object, object]>([
  [
    "a source that is nobody's dead-letter queue",
    { SourceArn: ORDERS },
    { Code: 'InvalidParameterValue', message: 'Source queue must be configured as a Dead Letter Queue.' },
  ],
  [
    'a source that is not there',
    { SourceArn: `${ARN}:nothing` },
    {
      name: 'ResourceNotFoundException',
      message: "The resource that you specified for the SourceArn parameter doesn't exist.",
    },
  ],
  [
    'a destination that is not there',
    { DestinationArn: `${ARN}:nothing` },
    {
      name: 'ResourceNotFoundException',
      message: "The resource that you specified for the DestinationArn parameter doesn't exist.",
    },
  ],
])('refuses %s', async (_name, input, error) => {
  await using sqs = await setUp();
  await expect(sqs.start(input)).rejects.toMatchObject(error);
});

test('one task a queue at a time', async () => {
  await using sqs = await setUp();
  sqs.deadLetters(2);
  await sqs.start({ MaxNumberOfMessagesPerSecond: 1 });
  await expect(sqs.start()).rejects.toMatchObject({
    Code: 'InvalidParameterValue',
    message:
      'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
  });
});

test('a handle that is none, or of no task', async () => {
  await using sqs = await setUp();
  const handle = (content: string) => Buffer.from(content).toString('base64');
  await expect(sqs.cancel('foobared')).rejects.toThrow('Value for parameter TaskHandle is invalid.');
  await expect(sqs.cancel(handle('{"taskId":"x"}'))).rejects.toThrow('Task does not exist.');
});
