import { describe, expect, test } from 'vitest';
import { setUp, text } from './message-queue.ts';

describe('what SQS does not take', () => {
  test.each<[string, object, string, string]>([
    [
      'no body',
      { MessageBody: '' },
      'MissingParameter',
      'The request must contain the parameter MessageBody.',
    ],
    [
      'a control character',
      { MessageBody: 'a\u000bb' },
      'InvalidMessageContents',
      'Invalid characters found.',
    ],
    ['half a character', { MessageBody: 'a\ud800' }, 'InvalidMessageContents', 'Invalid characters found.'],
    [
      'a delay below 0',
      { DelaySeconds: -1 },
      'InvalidParameterValue',
      'Value -1 for parameter DelaySeconds is invalid.',
    ],
    [
      'an attribute without a value',
      { MessageAttributes: { ErrorDetails: text('') } },
      'InvalidParameterValue',
      "Message (user) attribute 'ErrorDetails' must contain a non-empty value of type 'String'.",
    ],
    [
      'an attribute with a character that no body may have',
      { MessageAttributes: { ErrorDetails: text('\u0000') } },
      'InvalidMessageContents',
      'Invalid characters found.',
    ],
    [
      'an attribute of no known type',
      { MessageAttributes: { A: { DataType: 'Text', StringValue: 'x' } } },
      'InvalidParameterValue',
      "The type of message (user) attribute 'A' is invalid.",
    ],
    [
      'a reserved attribute name',
      { MessageAttributes: { 'AWS.x': text('x') } },
      'InvalidParameterValue',
      "You can't use message attribute names beginning with 'AWS.'",
    ],
    [
      'an attribute name with a space',
      { MessageAttributes: { 'a b': text('x') } },
      'InvalidParameterValue',
      'Message (user) attributes name can only contain',
    ],
    [
      'eleven attributes',
      { MessageAttributes: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, text('x')])) },
      'InvalidParameterValue',
      'Number of message attributes [11] exceeds the allowed maximum [10].',
    ],
    [
      'an id for deduplication',
      { MessageDeduplicationId: 'x' },
      'InvalidParameterValue',
      'MessageDeduplicationId',
    ],
  ])('%s', async (_name, parts, Code, message) => {
    await using sqs = await setUp();
    await expect(sqs.send('body', parts)).rejects.toMatchObject({
      Code,
      message: expect.stringContaining(message),
    });
    expect(await sqs.receive()).toEqual([]);
  });

  test.each<[object, string]>([
    [
      { MaxNumberOfMessages: 11 },
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ],
    [
      { MaxNumberOfMessages: 0 },
      'Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ],
    [
      { WaitTimeSeconds: 21 },
      'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
    ],
    [{ VisibilityTimeout: 43_201 }, 'Value 43201 for parameter VisibilityTimeout is invalid.'],
  ])('a receive with %o', async (parts, message) => {
    await using sqs = await setUp();
    await expect(sqs.receive(parts)).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
      message: expect.stringContaining(message),
    });
  });

  test('a message longer than the queue takes, attributes counted', async () => {
    await using sqs = await setUp();
    const limit = 1_048_576;
    const tooLong = 'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.';
    await expect(sqs.send('x'.repeat(limit + 1))).rejects.toThrow(tooLong);
    const MessageAttributes = { Name: text('value') };
    const counted = 'Name'.length + 'String'.length + 'value'.length;
    await expect(sqs.send('x'.repeat(limit - counted + 1), { MessageAttributes })).rejects.toThrow(tooLong);
    await sqs.send('x'.repeat(limit - counted), { MessageAttributes });
    expect((await sqs.receive())[0]!.Body).toHaveLength(limit - counted);
  });

  test('a queue that is not there', async () => {
    await using sqs = await setUp();
    const QueueUrl = sqs.urlOf('nothing');
    await expect(sqs.receive({ QueueUrl })).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
      message: 'The specified queue does not exist.',
    });
  });

  test.each([
    ['[]', 'SerializationException'],
    ['{', 'SerializationException'],
    ['null', 'SerializationException'],
    ['{"QueueUrl":5}', 'SerializationException'],
    ['{}', 'MissingRequiredParameterException'],
    ['{"QueueUrl":"URL","MessageBody":{}}', 'SerializationException'],
    ['{"QueueUrl":"URL","MessageBody":"x","DelaySeconds":"1"}', 'SerializationException'],
    ['{"QueueUrl":"URL","MessageBody":"x","MessageAttributes":[]}', 'SerializationException'],
    ['{"QueueUrl":"URL","MessageBody":"x","MessageAttributes":{"a":null}}', 'InvalidParameterValueException'],
  ])('a request that no SDK sends: %s', async (body, type) => {
    await using sqs = await setUp();
    const response = await fetch(sqs.endpoint, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=A/20261001/us-east-1/sqs/aws4_request, SignedHeaders=a, Signature=b',
        'x-amz-target': 'AmazonSQS.SendMessage',
      },
      body: body.replace('URL', sqs.QueueUrl),
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { __type: string }).__type).toBe(type);
  });
});
