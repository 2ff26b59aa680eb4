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
