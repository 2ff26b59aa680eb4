import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkOrderEvent, MAX_EVENT_BYTES } from '#contract/check-order-event.ts';
import type { OrderEventInput } from '#contract/order-event.ts';
import { intoBatches, MAX_BATCH_BYTES, MAX_BATCH_ENTRIES } from '#publisher/batches.ts';
import { createPublisher, OrderEventRefused, PublishFailed } from '#publisher/publisher.ts';
import { anyOrder } from '../email/any-order.ts';
import { startSns, TOPIC } from '../local/sns/sns-fixture.ts';
import { orderEvent } from '../support/builders.ts';
import { fakeTopic } from './fake-topic.ts';

function publisherOn(topic: ReturnType<typeof fakeTopic>, entryRetries?: number) {
  const pauses: number[] = [];
  const publisher = createPublisher({
    topicArn: TOPIC,
    client: topic.client,
    pause: async (retry) => void pauses.push(retry),
    ...(entryRetries !== undefined && { entryRetries }),
  });
  return { ...publisher, pauses };
}

const orders = (count: number): OrderEventInput[] =>
  Array.from({ length: count }, (_, n) => orderEvent({ orderId: `ORDER-${n}` }));

/** About `bytes` long as a message. */
const orderOfBytes = (orderId: string, bytes: number) =>
  orderEvent({
    orderId,
    orderItems: Array.from({ length: Math.floor(bytes / 552) }, () => ({
      name: 'x'.repeat(500),
      quantity: 1,
      price: '1.00',
    })),
  });

describe('publish', () => {
  test('what arrives is the checked event, and nothing beyond the schema', async () => {
    await using sns = await startSns([{}]);
    const publisher = createPublisher({ topicArn: TOPIC, client: sns.client() });
    const event = { ...orderEvent({ orderTotal: '$59.98' }), cardNumber: '4111111111111111' };
    const { messageId } = await publisher.publish(event);
    expect(messageId).toMatch(/^[0-9a-f-]{36}$/);
    const [message] = sns.in('orders');
    // In the order of the schema.
    const { shippingAddress, ...order } = orderEvent();
    const defaults = { emailType: 'ORDER_CONFIRMATION', currency: 'USD' };
    expect(JSON.parse(message!.body)).toMatchObject({
      Message: JSON.stringify({ ...order, ...defaults, shippingAddress }),
    });
  });

  test('an event that does not fit never leaves; the error names the field, what is allowed, and no value', async () => {
    const topic = fakeTopic();
    const event = orderEvent({ orderItems: [{ name: 'secret', quantity: 1, price: '-7 secret' }] });
    const error = await publisherOn(topic)
      .publish(event)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OrderEventRefused);
    expect(error).toMatchObject({ reason: 'INVALID_FIELD', field: 'orderItems[0].price' });
    expect(String(error)).toMatch(
      /^OrderEventRefused: Order event refused, nothing was sent\. The field orderItems\[0\]\.price does not fit\. Allowed: a decimal amount such as "29\.99"/,
    );
    expect(everythingIn(error)).not.toContain('secret');
    expect(topic.requests).toEqual([]);
  });

  test('a Date is published as its ISO text; what JSON cannot hold is refused', async () => {
    const topic = fakeTopic();
    const publisher = publisherOn(topic);
    await publisher.publish(orderEvent({ orderTimestamp: new Date('2024-10-08T12:00:00Z') }));
    expect(topic.requests[0]![0]).toContain('"orderTimestamp":"2024-10-08T12:00:00.000Z"');
    await expect(publisher.publish(orderEvent({ orderTotal: 5998n }))).rejects.toMatchObject({
      reason: 'NOT_JSON',
    });
  });

  test('an event above the size limit is refused before it is sent', async () => {
    const topic = fakeTopic();
    await expect(
      publisherOn(topic).publish(
        orderEvent({
          orderItems: Array.from({ length: 200 }, () => ({
            name: 'ä'.repeat(500),
            quantity: 1,
            price: '1',
          })),
        }),
      ),
    ).rejects.toMatchObject({ reason: 'BODY_TOO_LARGE' });
    expect(topic.requests).toEqual([]);
  });

  test('a failure of SNS becomes its code: the SDK’s text, which may repeat the event, is nowhere', async () => {
    const topic = fakeTopic({
      request: () => {
        throw Object.assign(new Error('Invalid parameter: secret'), {
          name: 'InvalidParameterException',
          $metadata: { httpStatusCode: 400, requestId: 'request-1' },
          cause: new Error('secret'),
        });
      },
    });
    const error = await publisherOn(topic)
      .publish(orderEvent())
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PublishFailed);
    expect(error).toMatchObject({
      code: 'InvalidParameterException',
      retryable: false,
      httpStatus: 400,
      requestId: 'request-1',
    });
    expect(everythingIn(error)).not.toContain('secret');
  });

  test.each([
    [{ name: 'ThrottledException', $metadata: { httpStatusCode: 429 } }, 'ThrottledException', true],
    [{ name: 'InternalErrorException', $metadata: { httpStatusCode: 500 } }, 'InternalErrorException', true],
    [{ name: 'Error', code: 'ECONNREFUSED' }, 'ECONNREFUSED', true],
    [{ name: 'TimeoutError' }, 'TimeoutError', true],
    [
      { name: 'AuthorizationErrorException', $metadata: { httpStatusCode: 403 } },
      'AuthorizationErrorException',
      false,
    ],
    [{ name: 'CredentialsProviderError' }, 'CredentialsProviderError', false],
    [{ name: 'a whole sentence with a value' }, 'Unknown', false],
    [undefined, 'Unknown', false],
  ])('%j: code %s, retryable %s', async (thrown, code, retryable) => {
    const topic = fakeTopic({
      request: () => {
        throw thrown;
      },
    });
    await expect(publisherOn(topic).publish(orderEvent())).rejects.toMatchObject({ code, retryable });
  });

  test.each([
    ['ThrottledException', 429, 'again later'],
    ['KMSThrottlingException', 429, 'again later'],
    ['AuthorizationErrorException', 403, 'PUBLISHER_ARNS'],
    ['KMSAccessDeniedException', 400, 'kms:GenerateDataKey'],
    ['KMSDisabledException', 400, 'enabled'],
    ['NotFoundException', 404, 'Check the topic'],
  ])('%s: what to do about it', async (name, httpStatusCode, advice) => {
    const topic = fakeTopic({
      request: () => {
        throw { name, $metadata: { httpStatusCode } };
      },
    });
    await expect(publisherOn(topic).publish(orderEvent())).rejects.toThrow(advice);
  });

  test('without a client, the region is the topic’s; another ARN is refused when the publisher is made', () => {
    expect(() => createPublisher({ topicArn: TOPIC })).not.toThrow();
    expect(() => createPublisher({ topicArn: 'email-order-events-dev' })).toThrow(
      'topicArn must be the ARN of an SNS topic',
    );
  });
});

describe('publishBatch', () => {
  test('ten a request, one result for each event, in order', async () => {
    const topic = fakeTopic();
    const results = await publisherOn(topic).publishBatch(orders(23));
    expect(topic.requests.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(results).toEqual(
      orders(23).map((_, index) => ({ kind: 'published', index, messageId: `message-${index}` })),
    );
  });

  test('nothing to publish is no request', async () => {
    const topic = fakeTopic();
    expect(await publisherOn(topic).publishBatch([])).toEqual([]);
    expect(topic.requests).toEqual([]);
  });

  test('a refused event is named by its index and does not keep the others', async () => {
    const topic = fakeTopic();
    const results = await publisherOn(topic).publishBatch([
      orderEvent(),
      orderEvent({ customerEmail: 'secret@' }),
      orderEvent(),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['published', 'refused', 'published']);
    expect(results[1]).toMatchObject({ index: 1, field: 'customerEmail', reason: 'INVALID_FIELD' });
    expect(JSON.stringify(results)).not.toContain('secret');
  });

  test('at most 256 KiB a request', async () => {
    const topic = fakeTopic();
    const large = Array.from({ length: 5 }, (_, n) => orderOfBytes(`LARGE-${n}`, 100_000));
    const results = await publisherOn(topic).publishBatch(large);
    expect(results.every(({ kind }) => kind === 'published')).toBe(true);
    expect(topic.requests.map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  test('an entry that SNS fails through no fault of the sender is sent again, alone, a bounded number of times', async () => {
    const topic = fakeTopic({
      entry: (body, before) =>
        (body.includes('ORDER-1"') && before < 2) || body.includes('ORDER-2"')
          ? { Code: 'InternalError', SenderFault: false, Message: 'secret' }
          : undefined,
    });
    const publisher = publisherOn(topic, 2);
    const results = await publisher.publishBatch(orders(4));
    expect(results.map(({ kind }) => kind)).toEqual(['published', 'published', 'failed', 'published']);
    expect(results[2]).toMatchObject({ index: 2, code: 'InternalError', retryable: true });
    expect(topic.requests.map(({ length }) => length)).toEqual([4, 2, 2]);
    expect(publisher.pauses).toEqual([1, 2]);
    expect(JSON.stringify(results)).not.toContain('secret');
  });

  test('an entry that is the sender’s fault is not sent again', async () => {
    const topic = fakeTopic({
      entry: () => ({ Code: 'InvalidParameter', SenderFault: true, Message: 'secret' }),
    });
    const results = await publisherOn(topic).publishBatch(orders(1));
    expect(results).toMatchObject([{ kind: 'failed', code: 'InvalidParameter', retryable: false }]);
    expect(topic.requests.length).toBe(1);
  });

  test('a request that fails as a whole ends the batch, and what was published before stays said', async () => {
    const topic = fakeTopic({
      request: (n) => {
        if (n === 2) throw Object.assign(new Error('down'), { code: 'ECONNRESET' });
      },
    });
    const results = await publisherOn(topic).publishBatch(orders(25));
    expect(topic.requests.length).toBe(2);
    expect(results.map(({ kind }) => kind)).toEqual([
      ...Array(10).fill('published'),
      ...Array(15).fill('failed'),
    ]);
    expect(results[24]).toMatchObject({ index: 24, code: 'ECONNRESET', retryable: true });
  });

  test('a retry that fails as a whole does not take back what its request had published', async () => {
    const topic = fakeTopic({
      entry: (body) =>
        body.includes('ORDER-1"') ? { Code: 'Throttled', SenderFault: false, Message: '' } : undefined,
      request: (n) => {
        if (n === 2) throw Object.assign(new Error('down'), { code: 'ECONNRESET' });
      },
    });
    const results = await publisherOn(topic).publishBatch(orders(3));
    expect(results.map(({ kind }) => kind)).toEqual(['published', 'failed', 'published']);
  });

  test('against the real SDK, a batch arrives whole', async () => {
    await using sns = await startSns([{}]);
    const publisher = createPublisher({ topicArn: TOPIC, client: sns.client() });
    const results = await publisher.publishBatch(orders(8));
    expect(results.every(({ kind }) => kind === 'published')).toBe(true);
    expect(sns.in('orders').length).toBe(8);
  });
});

describe('properties', () => {
  test('whatever the sender accepts is published in a form that it accepts, and means the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        const topic = fakeTopic();
        const [result] = await publisherOn(topic).publishBatch([order]);
        if (result!.kind === 'refused') {
          expect(result).toMatchObject({ reason: 'BODY_TOO_LARGE' });
        } else {
          const body = topic.requests[0]![0]!;
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_EVENT_BYTES);
          expect(checkOrderEvent(JSON.parse(body))).toEqual({ kind: 'valid', event: order });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('batches keep the order, lose nothing, and stay within both limits', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: MAX_EVENT_BYTES }), { maxLength: 40 });
    fc.assert(
      fc.property(sizes, (lengths) => {
        const entries = lengths.map((length, index) => ({ index, body: 'x'.repeat(length) }));
        const batches = intoBatches(entries);
        expect(batches.flat()).toEqual(entries);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(MAX_BATCH_ENTRIES);
          expect(batch.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(MAX_BATCH_BYTES);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** What a log would show of an error: its text, stack, fields and causes. */
function everythingIn(error: unknown): string {
  const { message, stack, cause, ...fields } = error as Error;
  return [String(error), message, stack, JSON.stringify(fields), cause && everythingIn(cause)].join('\n');
}
