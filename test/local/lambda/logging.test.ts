import { expect, test } from 'vitest';
import { lambdaFixture } from './lambda-fixture.ts';

const SPEAKING = `export const handler = async () => {
  console.log('hello %s', 'world', { a: 1 });
  console.error(new Error('oops'));
  process.stdout.write('raw one\\nraw');
  process.stdout.write(' two\\n');
};`;

test('a text log has the lines around an invocation, and each console call as one event', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(SPEAKING);
  const { requestId } = await lambda.functions.invoke('worker', '{}');
  const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
  expect(lambda.messages()).toEqual([
    `START RequestId: ${requestId} Version: $LATEST`,
    expect.stringMatching(new RegExp(`^${time}\t${requestId}\tINFO\thello world { a: 1 }$`)),
    expect.stringMatching(new RegExp(`^${time}\t${requestId}\tERROR\tError: oops\n    at `)),
    'raw one',
    'raw two',
    `END RequestId: ${requestId}`,
    expect.stringMatching(
      new RegExp(
        `^REPORT RequestId: ${requestId}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB\tInit Duration: [\\d.]+ ms\t$`,
      ),
    ),
  ]);
  expect(lambda.logged[0]).toMatchObject({
    group: '/aws/lambda/worker',
    stream: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
  });
});

test('a JSON log has JSON lines only, from the level on', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(SPEAKING.replace(/process.stdout[^\n]+/g, ''), {
    logging: {
      group: '/aws/lambda/worker',
      format: 'JSON',
      applicationLevel: 'ERROR',
      systemLevel: 'INFO',
    },
  });
  const { requestId } = await lambda.functions.invoke('worker', '{}');
  expect(lambda.messages().map((message) => JSON.parse(message))).toEqual([
    { time: expect.any(String), type: 'platform.start', record: { requestId, version: '$LATEST' } },
    {
      timestamp: expect.any(String),
      level: 'ERROR',
      requestId,
      message: expect.stringContaining('oops'),
      errorType: 'Error',
      errorMessage: 'oops',
      stackTrace: expect.any(Array),
    },
    {
      time: expect.any(String),
      type: 'platform.report',
      record: {
        requestId,
        status: 'success',
        metrics: expect.objectContaining({ memorySizeMB: 128, initDurationMs: expect.any(Number) }),
      },
    },
  ]);
});
