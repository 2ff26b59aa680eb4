import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import type { DecisionListener, PolicyStatement } from '#local/iam/policy.ts';
import type { EventSourceMapping } from '#local/services/lambda/event-source-mappings.ts';
import type { FunctionDefinition } from '#local/services/lambda/function-definition.ts';
import { eventually } from '#test/support/eventually.ts';
import { testWorld } from '../support/test-world.ts';
import { type FixtureOptions, lambdaFixture, WRITE_LOG } from './lambda-fixture.ts';

const CONSUME: PolicyStatement = {
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: 'arn:aws:sqs:us-east-1:123456789012:orders',
};

/** A queue that feeds a function, which is what it prints. */
async function queueFixture({
  source,
  mapping = {},
  definition = {},
  statements = [WRITE_LOG, CONSUME],
  visibilityTimeoutSeconds = 180,
  start = true,
  onDecision,
}: {
  source: string;
  mapping?: Partial<EventSourceMapping>;
  definition?: Partial<FunctionDefinition>;
  visibilityTimeoutSeconds?: number;
  start?: boolean;
} & FixtureOptions) {
  const world = testWorld();
  const lambda = await lambdaFixture({ world, statements, ...(onDecision && { onDecision }) });
  const { arn } = lambda.create(source, definition);
  const queue = lambda.queues.create({ name: 'orders', visibilityTimeoutSeconds });
  lambda.mappings.create({
    uuid: 'mapping',
    queueArn: queue.arn,
    functionArn: arn,
    batchSize: 10,
    windowSeconds: 0,
    reportsFailures: false,
    enabled: true,
    ...mapping,
  });
  if (start) lambda.mappings.start();
  return {
    lambda,
    send: (...bodies: string[]) =>
      bodies.map((body) => lambda.queues.send(queue.arn, { body }, '123456789012').messageId),
    counts: () => lambda.queues.counts(queue.arn),
    queue,
    /** What the local cloud said. */
    log: () => world.logged.join('\n'),
    /** What the function printed, parsed. */
    printed: () =>
      lambda
        .messages()
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line)),
    [Symbol.asyncDispose]: () => lambda[Symbol.asyncDispose](),
  };
}

const print = (expression: string) => `process.stdout.write(JSON.stringify(${expression}) + '\\n');`;
const PRINT_BODIES = `export const handler = async ({ Records }) => {
  ${print('{ bodies: Records.map(({ body }) => body) }')} };`;

test('a message comes as the event that Lambda makes of it, and is deleted', async () => {
  await using fixture = await queueFixture({
    source: `export const handler = async (event) => { ${print('event')} };`,
  });
  const { messageId } = fixture.lambda.queues.send(
    fixture.queue.arn,
    {
      body: 'hello',
      attributes: {
        reason: { DataType: 'String', StringValue: 'why' },
        raw: { DataType: 'Binary', BinaryValue: 'AAE=' },
      },
    },
    '123456789012',
  );
  await eventually(() => expect(fixture.counts()).toMatchObject({ visible: 0, inFlight: 0 }));
  const [event]: SQSEvent[] = fixture.printed();
  expect(event!.Records).toEqual([
    {
      messageId,
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: {
        ApproximateReceiveCount: '1',
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: '123456789012',
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
      },
      messageAttributes: {
        reason: { stringValue: 'why', stringListValues: [], binaryListValues: [], dataType: 'String' },
        raw: { binaryValue: 'AAE=', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
      },
      md5OfBody: '5d41402abc4b2a76b9719d911017c592',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:orders',
      awsRegion: 'us-east-1',
    },
  ]);
});

test('messages that were there before the start, and many at once, come in batches', async () => {
  await using fixture = await queueFixture({
    source: PRINT_BODIES,
    mapping: { maximumConcurrency: 2 },
    start: false,
  });
  const bodies = Array.from({ length: 25 }, (_, n) => `message ${n}`);
  fixture.send(...bodies);
  fixture.lambda.mappings.start();
  await eventually(() => expect(fixture.counts()).toMatchObject({ visible: 0, inFlight: 0 }));
  const batches: string[][] = fixture.printed().map((event) => event.bodies);
  expect(batches.map((batch) => batch.length).sort()).toEqual([10, 10, 5]);
  expect(batches.flat().sort()).toEqual(bodies.sort());
});

test('no more invocations run at once than the mapping allows', async () => {
  await using fixture = await queueFixture({
    source: `export const handler = async ({ Records }) => {
      ${print('{ start: Records[0].body }')} await new Promise((end) => setTimeout(end, 50)); ${print('{ end: Records[0].body }')} };`,
    mapping: { maximumConcurrency: 2, batchSize: 1 },
  });
  fixture.send('a', 'b', 'c', 'd', 'e');
  await eventually(() => expect(fixture.counts()).toMatchObject({ visible: 0, inFlight: 0 }));
  let running = 0;
  const most = Math.max(...fixture.printed().map(({ start }) => (running += start === undefined ? -1 : 1)));
  expect(most).toBe(2);
});

test('a window gathers messages until the batch is full, or the time is over', async () => {
  await using fixture = await queueFixture({
    source: PRINT_BODIES,
    mapping: { batchSize: 3, windowSeconds: 0.3 },
  });
  fixture.send('a');
  await eventually(() => expect(fixture.counts()).toMatchObject({ visible: 0, inFlight: 1 }));
  fixture.send('b', 'c', 'd');
  await eventually(() => expect(fixture.printed()).toEqual([{ bodies: ['a', 'b', 'c'] }, { bodies: ['d'] }]));
});

describe('a failure', () => {
  const failing = (answer: string, reportsFailures: boolean) =>
    queueFixture({
      source: `export const handler = async ({ Records }) => { ${print('{ bodies: Records.map(({ body }) => body) }')} ${answer} };`,
      mapping: { reportsFailures, maximumConcurrency: 2 },
      start: false,
    });

  test.each([
    ['of the function leaves the whole batch', "throw new Error('no')", true, 3],
    [
      'of one message leaves that one',
      'return { batchItemFailures: [{ itemIdentifier: Records[1].messageId }] }',
      true,
      1,
    ],
    [
      'of an unknown message leaves the whole batch',
      "return { batchItemFailures: [{ itemIdentifier: 'x' }] }",
      true,
      3,
    ],
    [
      'that nobody asked for leaves nothing',
      'return { batchItemFailures: [{ itemIdentifier: Records[1].messageId }] }',
      false,
      0,
    ],
  ])('%s hidden for its visibility timeout', async (_what, answer, reportsFailures, left) => {
    await using fixture = await failing(answer, reportsFailures);
    fixture.send('a', 'b', 'c');
    fixture.lambda.mappings.start();
    await eventually(() => expect(fixture.lambda.messages().join()).toMatch('REPORT'));
    await eventually(() => expect(fixture.counts()).toMatchObject({ visible: 0, inFlight: left }));
    expect(fixture.printed()).toHaveLength(1);
  });

  test('is tried again when the visibility timeout is over', async () => {
    await using fixture = await queueFixture({
      source: `let calls = 0; export const handler = async ({ Records }) => {
        ${print('{ receives: Records[0].attributes.ApproximateReceiveCount }')} if (++calls === 1) throw new Error('no'); };`,
      definition: { timeoutSeconds: 2 },
      visibilityTimeoutSeconds: 2,
    });
    fixture.send('a');
    // A busy machine may let it come a third time before we look.
    await eventually(() =>
      expect(fixture.printed().slice(0, 2)).toEqual([{ receives: '1' }, { receives: '2' }]),
    );
  });
});

test('a killed function leaves its messages in the queue', async () => {
  await using fixture = await queueFixture({
    source: `export const handler = async () => { ${print('{ started: true }')} await new Promise(() => {}); };`,
  });
  fixture.send('a');
  await eventually(() => expect(fixture.printed()).toHaveLength(1));
  await fixture.lambda.functions.killAll('worker');
  await eventually(() => expect(fixture.lambda.messages().join()).toMatch('Status: failure'));
  expect(fixture.counts()).toMatchObject({ visible: 0, inFlight: 1 });
});

describe('a mapping is refused', () => {
  test.each([
    [
      'without permission on the queue',
      { statements: [WRITE_LOG] },
      /permissions to call ReceiveMessage on SQS/,
    ],
    [
      'with a visibility timeout below the function timeout',
      { visibilityTimeoutSeconds: 10 },
      /10 seconds is less than Function timeout: 30/,
    ],
    ['with a large batch and no window', { mapping: { batchSize: 11 } }, /must be greater than 0/],
    ['with a concurrency of one', { mapping: { maximumConcurrency: 1 } }, /MaximumConcurrency is 1/],
    [
      'for a queue that is not there',
      { mapping: { queueArn: 'arn:aws:sqs:us-east-1:123456789012:none' } },
      /no queue arn/,
    ],
  ])('%s', async (_what, options, message) => {
    await expect(queueFixture({ source: PRINT_BODIES, ...options })).rejects.toThrow(message);
  });
});

test('it is the function’s role that receives and deletes, message by message', async () => {
  const told: string[] = [];
  const onDecision: DecisionListener = ({ action, resource, allowedBy }) => {
    if (action.startsWith('sqs:')) told.push(`${action} ${resource} ${allowedBy?.Effect}`);
  };
  await using fixture = await queueFixture({ source: PRINT_BODIES, onDecision, start: false });
  told.length = 0;
  fixture.lambda.mappings.start();
  fixture.send('one');
  await eventually(() => expect(fixture.counts()).toMatchObject({ visible: 0, inFlight: 0 }));
  expect(new Set(told)).toEqual(
    new Set(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage'].map((action) => `${action} ${fixture.queue.arn} Allow`),
    ),
  );
});

test('what a queue’s policy denies meanwhile leaves the messages where they are', async () => {
  await using fixture = await queueFixture({ source: PRINT_BODIES, start: false });
  const Statement: PolicyStatement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sqs:ReceiveMessage',
    Resource: fixture.queue.arn,
  };
  fixture.lambda.queues.setPolicy(fixture.queue.arn, { Statement: [Statement] });
  fixture.lambda.mappings.start();
  fixture.send('one');
  await eventually(() => expect(fixture.log()).toContain('sqs:ReceiveMessage'));
  expect(fixture.counts()).toMatchObject({ visible: 1, inFlight: 0 });
});
