import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { OrderEventInput } from '#contract/order-event.ts';
import { createPublisher } from '#publisher/publisher.ts';
import { fakeTopic } from '#test/publisher/fake-topic.ts';
import { Canaries } from './canaries.ts';
import { plantedOrder } from './planted-order.ts';
import { POISON } from './poison.ts';

/*
 * What the publisher tells a shop's own program of an event that it refuses, or that SNS does not take, goes into that shop's logs.
 */

const canaries = new Canaries();
const order = plantedOrder(canaries, { orderId: 'P-1', customerEmail: canaries.address('customerEmail') });

/** As a caller without types passes them; those that are no JSON can be passed by nobody. */
const events = POISON.map((make) => make(order, canaries))
  .filter(isJson)
  .map((body): OrderEventInput => JSON.parse(body));

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/** Says more of what it does not take than it should, as a service in between might. */
const { client } = fakeTopic({
  request: () => {
    throw Object.assign(new Error(`not taken: ${JSON.stringify(order)}`), {
      name: 'InvalidParameterException',
    });
  },
});
const publisher = createPublisher({ topicArn: 'arn:aws:sns:us-east-1:123456789012:x', client });

/** All that a logger could write of a value: its text, its members, its stack and its causes. */
const written = (value: unknown) => inspect(value, { depth: 10, maxStringLength: null });

test('no error of the publisher says anything of the event', async () => {
  expect(events.length).toBeGreaterThan(15);
  for (const event of [order, ...events]) {
    const error = await publisher.publish(event).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(canaries.findIn(written(error))).toEqual([]);
  }
});

test('nor does a result of a batch', async () => {
  const results = await publisher.publishBatch([order, ...events]);
  expect(results.map(({ kind }) => kind)).not.toContain('published');
  expect(canaries.findIn(written(results))).toEqual([]);
});
