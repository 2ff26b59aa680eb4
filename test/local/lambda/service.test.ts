import {
  GetEventSourceMappingCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  PublishVersionCommand,
} from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { accessKeyOf } from '#local/services/lambda/environment-variables.ts';
import { eventually } from '#test/support/eventually.ts';
import { lambdaFixture, WRITE_LOG } from './lambda-fixture.ts';

const ECHO =
  "export const handler = async (event) => { if (event.fail) throw new Error('no'); return event; };";
const text = (payload: Uint8Array | undefined) => Buffer.from(payload!).toString();

describe('Invoke', () => {
  test('answers with what the function answered', async () => {
    await using lambda = await lambdaFixture();
    const { arn } = lambda.create(ECHO);
    for (const FunctionName of ['worker', arn, '123456789012:function:worker', `${arn}:$LATEST`]) {
      const answer = await lambda.client.send(new InvokeCommand({ FunctionName, Payload: '{"x":"ü"}' }));
      expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
      expect(answer.FunctionError).toBeUndefined();
      expect(text(answer.Payload)).toBe('{"x":"ü"}');
    }
  });

  test('says that the function failed, and how', async () => {
    await using lambda = await lambdaFixture();
    lambda.create(ECHO);
    const invoke = new InvokeCommand({ FunctionName: 'worker', Payload: '{"fail":true}' });
    const answer = await lambda.client.send(invoke);
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(text(answer.Payload))).toMatchObject({ errorType: 'Error', errorMessage: 'no' });
  });

  test('as an event is accepted at once and run later', async () => {
    await using lambda = await lambdaFixture();
    lambda.create('export const handler = async (event) => console.log("got", event.n);');
    lambda.asyncInvocations.start();
    const answer = await lambda.client.send(
      new InvokeCommand({ FunctionName: 'worker', InvocationType: 'Event', Payload: '{"n":7}' }),
    );
    expect(answer.StatusCode).toBe(202);
    await eventually(() => expect(lambda.messages().join()).toMatch('got 7'));
  });

  test('as a dry run runs nothing', async () => {
    await using lambda = await lambdaFixture();
    lambda.create(ECHO);
    const answer = await lambda.client.send(
      new InvokeCommand({ FunctionName: 'worker', InvocationType: 'DryRun' }),
    );
    expect(answer.StatusCode).toBe(204);
    expect(lambda.logged).toEqual([]);
  });

  test.each([
    ['a function that does not exist', { FunctionName: 'nobody' }, 'ResourceNotFoundException'],
    ['a payload that is not JSON', { Payload: '{' }, 'InvalidRequestContentException'],
    [
      'a payload over 6 MiB',
      { Payload: JSON.stringify('x'.repeat(6 * 1024 * 1024)) },
      'RequestTooLargeException',
    ],
    ['an unknown type', { InvocationType: 'Later' as never }, 'InvalidParameterValueException'],
  ])('refuses %s', async (_what, input, name) => {
    await using lambda = await lambdaFixture();
    lambda.create(ECHO);
    const invoke = new InvokeCommand({ FunctionName: 'worker', ...input });
    await expect(lambda.client.send(invoke)).rejects.toMatchObject({ name });
  });

  test("asks the caller's role, and the function's own policy", async () => {
    await using lambda = await lambdaFixture();
    const caller = lambda.create(ECHO, { name: 'caller' });
    const { arn } = lambda.create(ECHO);
    const client = lambda.clientAs(accessKeyOf(caller.arn));
    const invoke = new InvokeCommand({ FunctionName: 'worker' });
    await expect(client.send(invoke)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`lambda:InvokeFunction on resource: ${arn}`),
    });
    lambda.functions.permit('worker', {
      Effect: 'Allow',
      Principal: { AWS: caller.roleArn },
      Action: 'lambda:InvokeFunction',
      Resource: arn,
    });
    await expect(client.send(invoke)).resolves.toMatchObject({ StatusCode: 200 });
  });
});

test('functions can be read, one and all', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(ECHO, { name: 'second', environment: { A: '1' }, reservedConcurrency: 3 });
  lambda.create(ECHO, { name: 'first' });
  const FunctionName = 'second';
  const { Configuration, Concurrency } = await lambda.client.send(new GetFunctionCommand({ FunctionName }));
  expect(Configuration).toMatchObject({
    FunctionName,
    FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:second',
    Runtime: 'nodejs24.x',
    Timeout: 30,
    Environment: { Variables: { A: '1' } },
    State: 'Active',
  });
  expect(Concurrency).toEqual({ ReservedConcurrentExecutions: 3 });
  expect(await lambda.client.send(new GetFunctionConcurrencyCommand({ FunctionName }))).toMatchObject({
    ReservedConcurrentExecutions: 3,
  });
  expect(await lambda.client.send(new GetFunctionConfigurationCommand({ FunctionName }))).toMatchObject({
    ...Configuration,
  });
  const { Functions } = await lambda.client.send(new ListFunctionsCommand());
  expect(Functions!.map((each) => each.FunctionName)).toEqual(['first', 'second']);
  await expect(lambda.client.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('event source mappings can be read, one and all', async () => {
  await using lambda = await lambdaFixture({
    statements: [WRITE_LOG, { Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
  });
  const { arn } = lambda.create(ECHO);
  const queue = lambda.queues.create({ name: 'orders', visibilityTimeoutSeconds: 180 });
  lambda.mappings.create({
    uuid: 'the-one',
    queueArn: queue.arn,
    functionArn: arn,
    batchSize: 10,
    windowSeconds: 0,
    maximumConcurrency: 2,
    reportsFailures: true,
    enabled: true,
  });
  const expected = {
    UUID: 'the-one',
    EventSourceArn: queue.arn,
    FunctionArn: arn,
    BatchSize: 10,
    State: 'Enabled',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  };
  const list = async (FunctionName?: string) =>
    (await lambda.client.send(new ListEventSourceMappingsCommand({ FunctionName }))).EventSourceMappings;
  expect(await list()).toMatchObject([expected]);
  expect(await list('worker')).toHaveLength(1);
  expect(await lambda.client.send(new GetEventSourceMappingCommand({ UUID: 'the-one' }))).toMatchObject(
    expected,
  );
  await expect(
    lambda.client.send(new GetEventSourceMappingCommand({ UUID: 'another' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('what is not emulated says so by name', async () => {
  await using lambda = await lambdaFixture();
  lambda.create(ECHO);
  await expect(lambda.client.send(new PublishVersionCommand({ FunctionName: 'worker' }))).rejects.toThrow(
    /lambda:POST .*versions is not emulated.*GET \/2015-03-31\/functions/,
  );
});
