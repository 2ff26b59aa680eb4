import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { setUp, text } from './message-queue.ts';
import { ARN } from './sqs-fixture.ts';

describe('digests, as recorded from AWS', () => {
  const attributes = { Hello: text('There'), General: text('Kenobi'), 'Help.Me': text('Me') };

  test.each([
    ['all', ['All'], '4c360f3fdafd970e05fae2f149d997f5'],
    ['all, by pattern', ['.*'], '4c360f3fdafd970e05fae2f149d997f5'],
    ['some', ['Hello', 'General'], 'fca026605781cb4126a1e9044df24232'],
    ['one that is there', ['Hello', 'Foo'], 'a311262e065454b75da111d535b8dacd'],
    ['by prefix', ['Hel.*'], '83fee93c1bcd8b9a5a923ffacdc636c7'],
    ['none', [], undefined],
    ['none that is there', ['Foo'], undefined],
  ])('of %s of the attributes', async (_name, MessageAttributeNames, digest) => {
    await using sqs = await setUp();
    const sent = await sqs.send('msg', { MessageAttributes: attributes });
    expect(sent.MD5OfMessageBody).toBe('6e2baaf3b97dbeef01c0043275f9a0e7');
    expect(sent.MD5OfMessageAttributes).toBe('4c360f3fdafd970e05fae2f149d997f5');
    const [message] = await sqs.receive({ MessageAttributeNames });
    expect(message).toMatchObject({
      Body: 'msg',
      MD5OfBody: sent.MD5OfMessageBody,
      MessageId: sent.MessageId,
    });
    expect(message!.MD5OfMessageAttributes).toBe(digest);
  });

  test('of a binary attribute', async () => {
    await using sqs = await setUp();
    const BinaryValue = Buffer.from('traceparent\x1e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01');
    await sqs.send('test', { MessageAttributes: { attr1: { DataType: 'Binary', BinaryValue } } });
    const [message] = await sqs.receive({ MessageAttributeNames: ['attr1'] });
    expect(message!.MD5OfMessageAttributes).toBe('8cbe4db156db8a94db8b801b7addb984');
    expect(Buffer.from(message!.MessageAttributes!.attr1!.BinaryValue!)).toEqual(BinaryValue);
  });
});

describe('system attributes', () => {
  test('are given as asked for, under both names of the parameter', async () => {
    await using sqs = await setUp();
    const AWSTraceHeader = text('Root=1-5759e988-bd862e3fe1be46a994272793');
    const sent = await sqs.send('a', { MessageSystemAttributes: { AWSTraceHeader } });
    expect(sent.MD5OfMessageSystemAttributes).toMatch(/^[0-9a-f]{32}$/);
    const sentAt = String(sqs.clock.now());
    await sqs.clock.advance(1_000);
    const receivedAt = String(sqs.clock.now());
    const [all] = await sqs.receive({ MessageSystemAttributeNames: ['All'], VisibilityTimeout: 0 });
    expect(all!.Attributes).toEqual({
      SenderId: '123456789012',
      SentTimestamp: sentAt,
      ApproximateReceiveCount: '1',
      ApproximateFirstReceiveTimestamp: receivedAt,
      AWSTraceHeader: AWSTraceHeader.StringValue,
    });
    await sqs.clock.advance(1_000);
    const [some] = await sqs.receive({ AttributeNames: ['ApproximateReceiveCount'], VisibilityTimeout: 0 });
    expect(some!.Attributes).toEqual({ ApproximateReceiveCount: '2' });
    expect((await sqs.receive())[0]!.Attributes).toBeUndefined();
  });

  test('name the queue a dead letter came from', async () => {
    const redrivePolicy = { deadLetterTargetArn: `${ARN}:dead`, maxReceiveCount: 1 };
    await using sqs = await setUp({ redrivePolicy });
    const { MessageId } = await sqs.send('a');
    await sqs.receive({ VisibilityTimeout: 0 });
    await sqs.receive();
    const [dead] = await sqs.receive({ QueueUrl: sqs.urlOf('dead'), AttributeNames: ['All'] });
    expect(dead).toMatchObject({ MessageId, Attributes: { DeadLetterQueueSourceArn: `${ARN}:orders` } });
  });
});

describe('long polling', () => {
  test('answers when a message comes, to one of those who wait', async () => {
    await using sqs = await setUp();
    const polls = [sqs.receive({ WaitTimeSeconds: 20 }), sqs.receive({ WaitTimeSeconds: 20 })];
    await sqs.send('a');
    expect(await Promise.race(polls)).toMatchObject([{ Body: 'a' }]);
    await sqs.send('b');
    const bodies = (await Promise.all(polls)).map((messages) => messages.map(({ Body }) => Body));
    expect(bodies.sort()).toEqual([['a'], ['b']]);
  });

  test("waits as long as it says or the queue's attribute does, and no longer", async () => {
    await using sqs = await setUp({ receiveWaitSeconds: 5 });
    let answers = 0;
    const count = (messages: unknown[]) => {
      answers++;
      return messages;
    };
    const polls = [sqs.receive({ WaitTimeSeconds: 2 }).then(count), sqs.receive().then(count)];
    expect(await sqs.receive({ WaitTimeSeconds: 0 })).toEqual([]);
    await sqs.clock.advance(1_999);
    expect(answers).toBe(0);
    await sqs.clock.advance(1);
    expect(await polls[0]).toEqual([]);
    expect(answers).toBe(1);
    await sqs.clock.advance(3_000);
    expect(await polls[1]).toEqual([]);
  });

  test('takes nothing for a client that has hung up', async () => {
    await using sqs = await setUp();
    const abort = new AbortController();
    const arrived = Promise.withResolvers<void>();
    const onArrival = sqs.queues.onArrival.bind(sqs.queues);
    sqs.queues.onArrival = (...args) => {
      arrived.resolve();
      return onArrival(...args);
    };
    const poll = sqs.client.send(new ReceiveMessageCommand({ QueueUrl: sqs.QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: abort.signal,
    });
    await arrived.promise;
    abort.abort();
    await expect(poll).rejects.toThrow();
    // The server learns of it a moment later than the client.
    await expect
      .poll(async () => {
        await sqs.send('a');
        return sqs.queues.counts(`${ARN}:orders`).inFlight;
      })
      .toBe(0);
    expect((await sqs.receive()).length).toBeGreaterThan(0);
  });
});

describe('deleting and hiding', () => {
  test('one message', async () => {
    await using sqs = await setUp();
    await sqs.send('a');
    const [message] = await sqs.receive();
    const { QueueUrl, client } = sqs;
    const ReceiptHandle = message!.ReceiptHandle;
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    const [again] = await sqs.receive();
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again!.ReceiptHandle }));
    await sqs.clock.advance(60_000);
    expect(await sqs.receive()).toEqual([]);
  });

  test('a batch, each entry on its own', async () => {
    await using sqs = await setUp();
    await sqs.send('a');
    await sqs.send('b');
    const [a, b] = await sqs.receive();
    const { QueueUrl, client } = sqs;
    const hidden = await client.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', ReceiptHandle: a!.ReceiptHandle, VisibilityTimeout: 0 },
          { Id: 'b', ReceiptHandle: b!.ReceiptHandle, VisibilityTimeout: 43_201 },
          { Id: 'c', ReceiptHandle: 'abc', VisibilityTimeout: 0 },
        ],
      }),
    );
    expect(hidden.Successful).toEqual([{ Id: 'a' }]);
    expect(hidden.Failed).toMatchObject([
      { Id: 'b', Code: 'InvalidParameterValue', SenderFault: true },
      { Id: 'c', Code: 'ReceiptHandleIsInvalid', SenderFault: true },
    ]);
    const [again] = await sqs.receive();
    const deleted = await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: 'a', ReceiptHandle: again!.ReceiptHandle },
          { Id: 'b', ReceiptHandle: b!.ReceiptHandle },
          { Id: 'c', ReceiptHandle: 'abc' },
        ],
      }),
    );
    expect(deleted.Successful).toEqual([{ Id: 'a' }, { Id: 'b' }]);
    expect(deleted.Failed).toMatchObject([{ Id: 'c', Code: 'ReceiptHandleIsInvalid' }]);
    await sqs.clock.advance(60_000);
    expect(await sqs.receive()).toEqual([]);
  });
});

describe('sending a batch', () => {
  test('takes the good entries and says what is wrong with the others', async () => {
    await using sqs = await setUp();
    const { Successful, Failed } = await sqs.client.send(
      new SendMessageBatchCommand({
        QueueUrl: sqs.QueueUrl,
        Entries: [
          { Id: '1', MessageBody: 'a' },
          { Id: '2', MessageBody: 'bad \u0000' },
          { Id: '3', MessageBody: 'c', DelaySeconds: 901 },
          { Id: '4', MessageBody: 'd', MessageAttributes: { A: text('b') } },
        ],
      }),
    );
    expect(Successful).toMatchObject([{ Id: '1' }, { Id: '4', MD5OfMessageAttributes: expect.any(String) }]);
    expect(Failed).toMatchObject([
      { Id: '2', Code: 'InvalidMessageContents', SenderFault: true },
      {
        Id: '3',
        Code: 'InvalidParameterValue',
        Message:
          'Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
      },
    ]);
    expect((await sqs.receive()).map(({ Body }) => Body)).toEqual(['a', 'd']);
  });

  const entry = (Id: string, MessageBody = 'x') => ({ Id, MessageBody });
  test.each([
    ['EmptyBatchRequest', [], 'There should be at least one SendMessageBatchRequestEntry in the request.'],
    [
      'TooManyEntriesInBatchRequest',
      Array.from({ length: 11 }, (_, i) => entry(String(i))),
      'Maximum number of entries per request are 10. You have sent 11.',
    ],
    [
      'InvalidBatchEntryId',
      [entry('a:b')],
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    ],
    ['BatchEntryIdsNotDistinct', [entry('a'), entry('b'), entry('a')], 'Id a repeated.'],
    [
      'BatchRequestTooLong',
      [entry('a', 'x'.repeat(1_048_576)), entry('b')],
      'Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.',
    ],
  ])('%s refuses the whole', async (name, Entries, message) => {
    await using sqs = await setUp();
    const sending = sqs.client.send(new SendMessageBatchCommand({ QueueUrl: sqs.QueueUrl, Entries }));
    await expect(sending).rejects.toMatchObject({
      name,
      message,
      Code: `AWS.SimpleQueueService.${name}`,
    });
  });
});
