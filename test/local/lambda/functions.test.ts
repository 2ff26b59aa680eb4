import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessKeyOf } from '#local/services/lambda/environment-variables.ts';
import { eventually } from '#test/support/eventually.ts';
import { testWorld } from '../support/test-world.ts';
import { lambdaFixture } from './lambda-fixture.ts';

const parsed = (outcome: { kind: string }) => JSON.parse((outcome as { payload?: string }).payload ?? 'null');

test('a function answers its event, with a context as on Lambda', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(`export const handler = async (event, context) => ({
    event, remaining: context.getRemainingTimeInMillis(), ...context });`);
  const outcome = await lambda.functions.invoke('worker', '{"n":1}');
  const { remaining, ...answer } = parsed(outcome);
  expect(answer).toMatchObject({
    event: { n: 1 },
    functionName: 'worker',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:worker',
    memoryLimitInMB: '128',
    awsRequestId: outcome.requestId,
    logGroupName: '/aws/lambda/worker',
    logStreamName: lambda.logged[0]!.stream,
  });
  expect(remaining).toBeGreaterThan(0);
  expect(remaining).toBeLessThanOrEqual(30_000);
});

test("a function's environment is the template's and Lambda's own, and nothing of this machine's", async () => {
  await using lambda = await lambdaFixture();
  process.env.SECRET_OF_THIS_MACHINE = 'x';
  lambda.create('export const handler = async () => process.env;', {
    environment: { TABLE: 'orders', AWS_REGION: 'overridden' },
  });
  const environment = parsed(await lambda.functions.invoke('worker', '{}'));
  delete process.env.SECRET_OF_THIS_MACHINE;
  expect(Object.keys(environment).sort()).toEqual([
    ...['AWS_ACCESS_KEY_ID', 'AWS_DEFAULT_REGION', 'AWS_ENDPOINT_URL', 'AWS_EXECUTION_ENV'],
    ...['AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION'],
    ...['AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_FORMAT', 'AWS_LAMBDA_LOG_GROUP_NAME'],
    ...['AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_REGION', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
    ...['LAMBDA_TASK_ROOT', 'LANG', 'TABLE', 'TZ', '_HANDLER'],
  ]);
  expect(environment).toMatchObject({
    TABLE: 'orders',
    AWS_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_NAME: 'worker',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    TZ: ':UTC',
    _HANDLER: 'index.handler',
    AWS_ENDPOINT_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
});

test("a function's access key stands for its role", async () => {
  await using lambda = await lambdaFixture();
  const { arn } = lambda.create('export const handler = async () => process.env.AWS_ACCESS_KEY_ID;');
  expect(parsed(await lambda.functions.invoke('worker', '{}'))).toBe(accessKeyOf(arn));
  expect(lambda.functions.principalOf(accessKeyOf(arn))).toMatchObject({ kind: 'role', session: 'worker' });
  expect(lambda.functions.principalOf('anybody')).toBeUndefined();
});

const COUNTING = 'let count = 0; export const handler = async () => ++count;';

test('an environment keeps the memory of its modules, and takes one invocation at a time', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(COUNTING);
  const counts = async (calls: number) =>
    (await Promise.all(Array.from({ length: calls }, () => lambda.functions.invoke('worker', '{}'))))
      .map(parsed)
      .sort();
  expect(await counts(1)).toEqual([1]);
  expect(await counts(1)).toEqual([2]);
  expect(await counts(2)).toEqual([1, 3]);
});

test('a failure is answered with its type, message and stack, and leaves the environment as it is', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(`let count = 0;
    export const handler = async () => { count++; if (count === 1) throw new RangeError('too far'); return count; };`);
  const failed = await lambda.functions.invoke('worker', '{}');
  expect(failed).toMatchObject({
    kind: 'error',
    error: {
      errorType: 'RangeError',
      errorMessage: 'too far',
      trace: expect.arrayContaining(['RangeError: too far']),
    },
  });
  expect(parsed(await lambda.functions.invoke('worker', '{}'))).toBe(2);
});

test.each([
  [
    'exits',
    'process.exit(3)',
    { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 3$/) },
  ],
  [
    'exits without a reason',
    'process.exit(0)',
    {
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Runtime exited without providing a reason$/),
    },
  ],
  [
    'throws where nobody catches',
    "setTimeout(() => { throw new TypeError('lost'); })",
    { errorType: 'TypeError', errorMessage: 'lost' },
  ],
  [
    'rejects where nobody catches',
    "Promise.reject(new Error('lost'))",
    { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost' },
  ],
  [
    'takes more memory than it has',
    'const all = []; for (let i = 0; i < 40; i++) all.push(new Array(1_000_000).fill(i / 3)); return all.length',
    { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/signal: killed$/) },
  ],
])('an environment whose function %s is replaced by a new one', async (_what, code, error) => {
  await using lambda = await lambdaFixture();
  lambda.create(`let count = 0; export const handler = async ({ fail }) => {
    count++; if (fail) { ${code}; await new Promise(() => {}); } return count; };`);
  expect(parsed(await lambda.functions.invoke('worker', '{}'))).toBe(1);
  expect(await lambda.functions.invoke('worker', '{"fail":true}')).toMatchObject({ kind: 'error', error });
  expect(parsed(await lambda.functions.invoke('worker', '{}'))).toBe(1);
});

test('a function that runs past its timeout is killed, also in a loop that never yields', async () => {
  await using lambda = await lambdaFixture();
  lambda.create("export const handler = async () => { console.log('before'); for (;;); };", {
    timeoutSeconds: 0.3,
  });
  const outcome = await lambda.functions.invoke('worker', '{}');
  expect(outcome).toMatchObject({
    kind: 'error',
    error: {
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${outcome.requestId} Error: Task timed out after 0.30 seconds`,
    },
  });
  const log = lambda.messages().join('\n');
  expect(log).toMatch(/INFO\tbefore/);
  expect(log).toMatch(new RegExp(`Z ${outcome.requestId} Task timed out after 0.30 seconds`));
  expect(log).toMatch(/Status: timeout/);
});

test('all environments of a function can be killed in mid-invocation', async () => {
  await using lambda = await lambdaFixture();
  lambda.create("export const handler = async () => { console.log('here'); await new Promise(() => {}); };");
  const outcome = lambda.functions.invoke('worker', '{}');
  await eventually(() => expect(lambda.messages().join()).toMatch('here'));
  await lambda.functions.killAll('worker');
  expect(await outcome).toMatchObject({ kind: 'error', error: { errorType: 'Runtime.ExitError' } });
});

test.each<[string, { source?: string }, { handler?: string }, string]>([
  ['no such file', {}, { handler: 'missing.handler' }, 'Runtime.ImportModuleError'],
  ['no such export', {}, { handler: 'index.missing' }, 'Runtime.HandlerNotFound'],
  ['a path', {}, { handler: '../index.handler' }, 'Runtime.MalformedHandlerName'],
  ['broken code', { source: 'export const handler = ;' }, {}, 'Runtime.UserCodeSyntaxError'],
  [
    'a callback',
    { source: 'export const handler = (event, context, callback) => callback();' },
    {},
    'Runtime.CallbackHandlerDeprecated',
  ],
  ['a module that throws', { source: "throw new EvalError('no')" }, {}, 'EvalError'],
])(
  'a handler that is %s fails each invocation with its reason',
  async (_what, { source = COUNTING }, overrides, errorType) => {
    await using lambda = await lambdaFixture();
    lambda.create(source, overrides);
    for (const _attempt of [1, 2])
      expect(await lambda.functions.invoke('worker', '{}')).toMatchObject({ error: { errorType } });
  },
);

test('options that Node does not take fail each invocation with the reason', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(COUNTING, { environment: { NODE_OPTIONS: '--bogus' } });
  expect(await lambda.functions.invoke('worker', '{}')).toMatchObject({
    error: {
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('--bogus is not allowed'),
    },
  });
});

test('more than the reserved concurrency is throttled', async () => {
  await using lambda = await lambdaFixture();
  lambda.create('export const handler = async () => 1;', { reservedConcurrency: 1 });
  const first = lambda.functions.invoke('worker', '{}');
  await expect(lambda.functions.invoke('worker', '{}')).rejects.toMatchObject({
    code: 'TooManyRequestsException',
  });
  expect(parsed(await first)).toBe(1);
});

test('closing lets an invocation end, and starts no other', async () => {
  const lambda = await lambdaFixture();
  const done = join(lambda.folder, 'done');
  lambda.create(`import { setTimeout } from 'node:timers/promises'; import { writeFileSync } from 'node:fs';
    export const handler = async () => { console.log('started'); await setTimeout(100); writeFileSync(${JSON.stringify(done)}, ''); return 'end'; };`);
  const running = lambda.functions.invoke('worker', '{}');
  await eventually(() => expect(lambda.messages().join()).toMatch('started'));
  const closing = lambda.functions.close(10_000);
  expect(await lambda.functions.invoke('worker', '{}')).toMatchObject({ kind: 'error' });
  await closing;
  expect(parsed(await running)).toBe('end');
  expect(existsSync(done)).toBe(true);
  await lambda[Symbol.asyncDispose]();
});

test('a role without permission to write logs means no log, said once', async () => {
  const world = testWorld();
  await using lambda = await lambdaFixture({ world, statements: [] });
  lambda.create('export const handler = async () => console.log("x");');
  await Promise.all([lambda.functions.invoke('worker', '{}'), lambda.functions.invoke('worker', '{}')]);
  expect(lambda.logged).toEqual([]);
  expect(world.logged).toEqual([expect.stringMatching(/worker writes no log: .*logs:CreateLogStream/)]);
});
