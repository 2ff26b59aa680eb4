import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { virtualWorld } from '../support/test-world.ts';
import { startSqs } from './sqs-fixture.ts';

/** A message attribute. */
export const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/** A queue `orders` in virtual time, to send to and receive from. */
export async function setUp(options: object = {}) {
  const world = virtualWorld();
  const sqs = await startSqs([{ name: 'dead' }, { name: 'orders', ...options }], { world });
  const client = sqs.client();
  const QueueUrl = sqs.urlOf('orders');
  return {
    ...sqs,
    clock: world.timers,
    client,
    QueueUrl,
    send: (MessageBody: string, rest: object = {}) =>
      client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...rest })),
    receive: async (rest: object = {}) =>
      (await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...rest })))
        .Messages ?? [],
  };
}
