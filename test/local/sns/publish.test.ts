import { PublishBatchCommand, PublishCommand } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import type { Principal } from '#local/iam/policy.ts';
import { fromTopic, queueArn, startSns, TOPIC, topicAndQueues } from './sns-fixture.ts';

const RAW = { rawMessageDelivery: true };
const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const administrator: Principal = {
  kind: 'account',
  accountId: '123456789012',
  arn: 'arn:aws:iam::123456789012:root',
};

describe('delivery to queues', () => {
  test('raw: the message as it is, its attributes as those of the queue message', async () => {
    await using sns = await startSns([RAW]);
    const Message = '{"customerName":"Zoë & <b>, 1\\u00202"}\r\n';
    const { MessageId } = await sns.client().send(
      new PublishCommand({
        TopicArn: TOPIC,
        Message,
        Subject: 'not in raw messages',
        MessageAttributes: {
          kind: text('order'),
          weight: { DataType: 'Number.kg', StringValue: '1.5' },
          bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
        },
      }),
    );
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(sns.in('orders')).toMatchObject([
      {
        body: Message,
        attributes: {
          kind: text('order'),
          weight: { DataType: 'Number.kg', StringValue: '1.5' },
          bytes: { DataType: 'Binary', BinaryValue: 'AP8=' },
        },
      },
    ]);
  });

  test("not raw: in SNS's envelope", async () => {
    await using sns = await startSns([{}]);
    const { MessageId } = await sns.client().send(
      new PublishCommand({
        TopicArn: TOPIC,
        Message: 'hello',
        Subject: 'A subject',
        MessageAttributes: { kind: text('order') },
      }),
    );
    const [message] = sns.in('orders');
    expect(message!.attributes).toEqual({});
    expect(JSON.parse(message!.body)).toEqual({
      Type: 'Notification',
      MessageId,
      TopicArn: TOPIC,
      Subject: 'A subject',
      Message: 'hello',
      Timestamp: new Date(sns.world.timers.now()).toISOString(),
      SignatureVersion: '1',
      Signature: expect.any(String),
      MessageAttributes: { kind: { Type: 'String', Value: 'order' } },
    });
  });

  test('a message may have its own text for queues', async () => {
    await using sns = await startSns([RAW, { ...RAW, protocol: 'email', endpoint: 'ops@example.com' }]);
    const Message = JSON.stringify({ default: 'any', sqs: 'for queues' });
    await sns.client().send(new PublishCommand({ TargetArn: TOPIC, Message, MessageStructure: 'json' }));
    expect(sns.in('orders')).toMatchObject([{ body: 'for queues' }]);
    expect(sns.topics.emails()).toMatchObject([{ body: 'any' }]);
  });

  test('a group is passed on', async () => {
    await using sns = await startSns([RAW]);
    await sns.client().send(new PublishCommand({ TopicArn: TOPIC, Message: 'x', MessageGroupId: 'tenant' }));
    expect(sns.in('orders')[0]!.systemAttributes.MessageGroupId).toBe('tenant');
  });
});

describe('a subscriber that cannot get it', () => {
  test.each<[string, object, object]>([
    ["the queue's policy does not let it in", { name: 'closed' }, { endpoint: queueArn('closed') }],
    [
      "the queue's policy is for another topic",
      { name: 'closed', policy: fromTopic('closed', `${TOPIC}-2`) },
      { endpoint: queueArn('closed') },
    ],
    ['the queue is not there', { name: 'unused' }, { endpoint: queueArn('nothing') }],
    [
      'the message is too long for the queue',
      { name: 'closed', policy: fromTopic('closed'), maximumMessageBytes: 1_024 },
      { endpoint: queueArn('closed') },
    ],
  ])('%s: its own dead-letter queue gets it, and the others theirs', (_name, queue, subscription) => {
    const deadLetterTargetArn = queueArn('undelivered');
    const sns = topicAndQueues([{ ...RAW, ...subscription, deadLetterTargetArn }, RAW]);
    sns.queues.create(queue as { name: string });
    sns.topics.publish(TOPIC, { message: 'x'.repeat(1_025), attributes: {} }, administrator);
    expect(sns.in('undelivered')).toMatchObject([
      { body: 'x'.repeat(1_025), deadLetterSourceArn: undefined },
    ]);
    expect(sns.in('orders')).toHaveLength(1);
    expect(sns.world.logged).toEqual([]);
  });

  test('without dead letters, or with ones that refuse too, it is gone, and the log says so without the message', () => {
    const sns = topicAndQueues([
      { endpoint: queueArn('nothing') },
      { endpoint: queueArn('nothing2'), deadLetterTargetArn: queueArn('nothing3') },
    ]);
    sns.topics.publish(TOPIC, { message: 'John Doe' }, administrator);
    expect(sns.world.logged).toHaveLength(2);
    expect(sns.world.logged[0]).toContain(`${TOPIC} to ${queueArn('nothing')} is lost`);
    expect(sns.world.logged.join()).not.toContain('John');
  });
});

describe('one publish, several queues', () => {
  const both = [RAW, { ...RAW, endpoint: queueArn('audit') }];

  test('all get it', () => {
    const sns = topicAndQueues(both);
    sns.topics.publish(TOPIC, { message: 'x' }, administrator);
    expect([sns.in('orders').length, sns.in('audit').length]).toEqual([1, 1]);
  });

  test('all or none: a failure of the database in the second leaves the first without it', async () => {
    await using sns = await startSns(both);
    const audit = sns.world.database
      .prepare('SELECT key FROM sqs_queues WHERE arn = ?')
      .get(queueArn('audit'))!;
    sns.world.database.exec(
      `CREATE TRIGGER full BEFORE INSERT ON sqs_messages WHEN NEW.queue = ${audit.key} BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    const publish = () => sns.client().send(new PublishCommand({ TopicArn: TOPIC, Message: 'x' }));
    await expect(publish()).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect([sns.in('orders').length, sns.in('audit').length]).toEqual([0, 0]);
    sns.world.database.exec('DROP TRIGGER full');
    await publish();
    expect([sns.in('orders').length, sns.in('audit').length]).toEqual([1, 1]);
  });
});

describe('a batch', () => {
  const entry = (Id: string, rest: object = {}) => ({ Id, Message: `message ${Id}`, ...rest });

  async function publish(PublishBatchRequestEntries: { Id: string; Message: string }[]) {
    await using sns = await startSns([RAW]);
    const answer = await sns
      .client()
      .send(new PublishBatchCommand({ TopicArn: TOPIC, PublishBatchRequestEntries }));
    return { ...answer, bodies: sns.in('orders').map(({ body }) => body) };
  }

  test('takes the good entries and says what is wrong with the others', async () => {
    const { Successful, Failed, bodies } = await publish([
      entry('1', { MessageAttributes: { kind: text('order') } }),
      entry('2', { Subject: 'two\nlines' }),
      entry('3', { MessageAttributes: { kind: text('') } }),
      entry('4'),
    ]);
    expect(Successful).toMatchObject([{ Id: '1', MessageId: expect.any(String) }, { Id: '4' }]);
    expect(Failed).toEqual([
      { Id: '2', Code: 'InvalidParameter', Message: 'Invalid parameter: Subject', SenderFault: true },
      {
        Id: '3',
        Code: 'ParameterValueInvalid',
        Message: expect.stringContaining("'kind'"),
        SenderFault: true,
      },
    ]);
    expect(bodies).toEqual(['message 1', 'message 4']);
  });

  test.each<[string, ReturnType<typeof entry>[]]>([
    ['EmptyBatchRequestException', []],
    ['TooManyEntriesInBatchRequestException', Array.from({ length: 11 }, (_, i) => entry(String(i)))],
    ['InvalidBatchEntryIdException', [entry('a b')]],
    ['BatchEntryIdsNotDistinctException', [entry('a'), entry('a')]],
    ['BatchRequestTooLongException', [entry('a'), entry('b', { Message: 'x'.repeat(262_144) })]],
  ])('%s refuses the whole', async (name, entries) => {
    await expect(publish(entries)).rejects.toMatchObject({ name });
  });
});

describe('what SNS does not take', () => {
  test.each<[string, object, string, string]>([
    ['an empty message', { Message: '' }, 'InvalidParameterException', 'Invalid parameter: Empty message'],
    [
      'one that is too long',
      { Message: 'é'.repeat(131_073) },
      'InvalidParameterException',
      'Invalid parameter: Message too long',
    ],
    [
      'one that is too long with its attributes',
      { Message: 'x'.repeat(262_144 - 10), MessageAttributes: { kind: text('order') } },
      'InvalidParameterException',
      'Invalid parameter: Message too long',
    ],
    [
      'a subject of two lines',
      { Subject: 'a\nb' },
      'InvalidParameterException',
      'Invalid parameter: Subject',
    ],
    [
      'a subject of 101 characters',
      { Subject: 'x'.repeat(101) },
      'InvalidParameterException',
      'Invalid parameter: Subject',
    ],
    [
      'an attribute of no known type',
      { MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } },
      'InvalidParameterValueException',
      "The message attribute 'a' has an invalid message attribute type",
    ],
    [
      'a structure that is not json',
      { MessageStructure: 'xml' },
      'InvalidParameterException',
      'MessageStructure',
    ],
    [
      'json that is none',
      { MessageStructure: 'json' },
      'InvalidParameterException',
      'JSON message body failed to parse',
    ],
    [
      'json without a default',
      { MessageStructure: 'json', Message: '{"sqs":"x"}' },
      'InvalidParameterException',
      'No default entry in JSON message body',
    ],
    [
      'an id for deduplication',
      { MessageDeduplicationId: 'x' },
      'InvalidParameterException',
      'MessageDeduplicationId',
    ],
    [
      'no topic',
      { TopicArn: undefined },
      'InvalidParameterException',
      'TopicArn Reason: An ARN must have at least 6 elements, not 1',
    ],
    ['a topic that is not there', { TopicArn: `${TOPIC}-2` }, 'NotFoundException', 'Topic does not exist'],
    [
      'a phone number',
      { PhoneNumber: '+15550100', TopicArn: undefined },
      'InvalidParameterException',
      'not emulated',
    ],
  ])('%s', async (_name, parts, name, message) => {
    await using sns = await startSns([RAW]);
    const publish = new PublishCommand({ TopicArn: TOPIC, Message: 'hello', ...parts });
    await expect(sns.client().send(publish)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
    expect(sns.in('orders')).toEqual([]);
  });

  test('one just short enough is taken', async () => {
    await using sns = await startSns([RAW]);
    await sns.client().send(new PublishCommand({ TopicArn: TOPIC, Message: 'é'.repeat(131_072) }));
    expect(sns.in('orders')[0]!.body).toHaveLength(131_072);
  });
});

describe('permissions', () => {
  const roleWith = (Action: string): Principal => ({
    kind: 'role',
    accountId: '123456789012',
    arn: 'arn:aws:iam::123456789012:role/sender-role',
    policies: () => [{ Statement: { Effect: 'Allow', Action, Resource: TOPIC } }],
  });

  test("a role needs a policy, in SNS's words", async () => {
    const principalOf = (key: string) => (key.startsWith('sns:') ? roleWith(key) : undefined);
    await using sns = await startSns([RAW], { principalOf });
    const publish = (key: string) =>
      sns.client(key).send(new PublishCommand({ TopicArn: TOPIC, Message: 'x' }));
    await publish('sns:Publish');
    await expect(publish('sns:ListTopics')).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
      message: `User: arn:aws:sts::123456789012:assumed-role/sender-role/local is not authorized to perform: SNS:Publish on resource: ${TOPIC} because no identity-based policy allows the SNS:Publish action`,
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("a service needs the topic's policy", () => {
    const { topics } = topicAndQueues([RAW]);
    const ses: Principal = {
      kind: 'service',
      accountId: '123456789012',
      service: 'ses.amazonaws.com',
      sourceArn: 'arn:aws:ses:us-east-1:123456789012:configuration-set/x',
    };
    expect(() => topics.publish(TOPIC, { message: 'x' }, ses)).toThrow('not authorized');
    topics.setPolicy(TOPIC, {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'ses.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: TOPIC,
        Condition: {
          StringEquals: { 'AWS:SourceAccount': '123456789012' },
          ArnLike: { 'AWS:SourceArn': ses.sourceArn },
        },
      },
    });
    topics.publish(TOPIC, { message: 'x' }, ses);
  });
});

test('addresses are not mailed, and what they would have got is kept', () => {
  const { topics, world } = topicAndQueues([{ protocol: 'email', endpoint: 'ops@example.com' }]);
  topics.publish(TOPIC, { message: 'ALARM', subject: 'Too many bounces' }, administrator);
  const { messageId } = topics.publish(TOPIC, { message: 'OK' }, administrator);
  expect(topics.emails()).toMatchObject([
    {
      messageId,
      topicArn: TOPIC,
      address: 'ops@example.com',
      subject: 'AWS Notification Message',
      body: 'OK',
      sentAt: world.timers.now(),
    },
    { subject: 'Too many bounces', body: 'ALARM' },
  ]);
  expect(topics.emails(1)).toHaveLength(1);
});
