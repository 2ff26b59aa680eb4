import type { QueueOptions } from '#local/services/sqs/queue-settings.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import { virtualWorld } from '../support/test-world.ts';

export const ORDERS = 'arn:aws:sqs:us-east-1:123456789012:orders';
export const DEAD = 'arn:aws:sqs:us-east-1:123456789012:dead';

/** A queue `orders` with these options and a queue `dead`, on a clock that stands still. */
export function setUp(options: Partial<QueueOptions> = {}) {
  const world = virtualWorld();
  const queues = new Queues(world);
  queues.create({ name: 'dead' });
  queues.create({ name: 'orders', ...options });
  const send = (body: string, rest: object = {}) => queues.send(ORDERS, { body, ...rest }, 'me').messageId;
  const receive = (arn = ORDERS, max = 10) => queues.receive(arn, { max });
  const bodies = (arn = ORDERS) => receive(arn).map(({ body }) => body);
  return { world, clock: world.timers, queues, send, receive, bodies };
}
