import { expect, test } from 'vitest';
import { queueGauges } from '#local/runtime/own-metrics.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import { virtualWorld } from '../support/test-world.ts';

test('each minute tells what went through a queue in it, and what is there', () => {
  const world = virtualWorld();
  const queues = new Queues(world);
  const { arn } = queues.create({ name: 'orders' });
  const gauges = queueGauges(queues, world.timers);
  const read = () =>
    Object.fromEntries(gauges().flatMap(({ data }) => data.map(({ name, value }) => [name, value])));

  for (const body of ['one', 'two', 'three']) queues.send(arn, { body }, world.accountId);
  const [first] = queues.receive(arn, { max: 2 });
  queues.delete(arn, first!.receiptHandle);
  expect(read()).toMatchObject({
    NumberOfMessagesSent: 3,
    NumberOfMessagesReceived: 2,
    NumberOfMessagesDeleted: 1,
    ApproximateNumberOfMessagesVisible: 1,
  });

  const next = read();
  expect(next).toMatchObject({ ApproximateNumberOfMessagesVisible: 1 });
  expect(next).not.toHaveProperty('NumberOfMessagesSent');
});
