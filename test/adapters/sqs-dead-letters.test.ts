import type { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { sqsDeadLetters } from '#adapters/aws/sqs-dead-letters.ts';
import { resourceNames } from '#contract/names.ts';

test('a queue that could not be found once is looked for again, one that was found is not', async () => {
  const asked: string[] = [];
  const send = async ({ constructor: { name } }: object) => {
    asked.push(name);
    if (asked.length === 1) throw new Error('the connection is lost');
    return name === 'GetQueueUrlCommand' ? { QueueUrl: 'url' } : { Attributes: {} };
  };
  const letters = sqsDeadLetters({ send } as unknown as SQSClient, resourceNames('test'));
  await expect(letters.depth('orders')).rejects.toThrow('lost');
  expect(await letters.depth('orders')).toEqual({ waiting: 0, held: 0 });
  await letters.depth('orders');
  expect(asked.filter((name) => name === 'GetQueueUrlCommand')).toHaveLength(2);
});

test('a look ends too where the first messages are back before the last has come', async () => {
  let receives = 0;
  const send = async ({ constructor: { name } }: object) => {
    if (name === 'GetQueueUrlCommand') return { QueueUrl: 'url' };
    if (++receives > 100) throw new Error('it goes round and round');
    // Three, one after the other, again and again.
    return { Messages: [{ MessageId: `id-${receives % 3}`, Body: 'body', ReceiptHandle: `${receives}` }] };
  };
  const letters = sqsDeadLetters({ send } as unknown as SQSClient, resourceNames('test'));
  const taken = await letters.take('orders', 1_000, 30);
  expect(taken.map(({ id }) => id).toSorted()).toEqual(['id-0', 'id-1', 'id-2']);
  // By which alone they can be given back.
  expect(taken.map(({ handle }) => Number(handle))).toContain(receives);
});
