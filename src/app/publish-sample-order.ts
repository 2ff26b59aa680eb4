import { sampleOrder } from '#email/samples.ts';
import type { Clock, OrderTopic, Randomness } from './ports.ts';
import { answerOf } from './unavailable.ts';

export interface SampleOrderDependencies {
  readonly topic: OrderTopic;
  /** Who gets the mail of a sample order. */
  readonly recipient: string;
  readonly clock: Clock;
  readonly random: Randomness;
}

/** Publishes an order as a shop would and returns its fresh id. Throws `Unavailable` where the topic does not take it. */
export async function publishSampleOrder({ topic, recipient, clock, random }: SampleOrderDependencies) {
  const orderId = `SAMPLE-${random.newId().slice(0, 8).toUpperCase()}`;
  const order = sampleOrder(orderId, new Date(clock.now()).toISOString(), recipient);
  await answerOf('the order topic', topic.publish(order));
  return orderId;
}
