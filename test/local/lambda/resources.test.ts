import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lambdaResources } from '#local/services/lambda/resources.ts';
import { resource } from '../support/resource.ts';
import { lambdaFixture, ROLE, WRITE_LOG } from './lambda-fixture.ts';

let assetFolder: string;
beforeAll(() => {
  assetFolder = mkdtempSync(join(tmpdir(), 'local-asset-'));
  writeFileSync(join(assetFolder, 'index.mjs'), 'export const handler = async () => process.env.A;');
});
afterAll(() => rmSync(assetFolder, { recursive: true }));

const FUNCTION = {
  FunctionName: 'worker',
  Role: ROLE,
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
  Environment: { Variables: { A: 'from the template' } },
};

async function provided() {
  const lambda = await lambdaFixture({
    statements: [WRITE_LOG, { Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
  });
  const providers = lambdaResources({ ...lambda, assets: new Map([['code.zip', assetFolder]]) });
  const create = (type: string, properties: Record<string, unknown>) =>
    providers.find((provider) => provider.type === type)!.create(resource(type, properties));
  return { ...lambda, make: create };
}

test('a function of a template runs from its asset', async () => {
  await using lambda = await provided();
  expect(await lambda.make('AWS::Lambda::Function', FUNCTION)).toEqual({
    ref: 'worker',
    attributes: { Arn: 'arn:aws:lambda:us-east-1:123456789012:function:worker' },
  });
  expect(await lambda.functions.invoke('worker', '{}')).toMatchObject({ payload: '"from the template"' });
  expect(lambda.functions.get('worker')).toMatchObject({ timeoutSeconds: 3, memorySizeMb: 128 });
});

test.each([
  ['code that is no asset', { Code: { ZipFile: 'x' } }, /no asset of the assembly/],
  ['another runtime', { Runtime: 'python3.14' }, /runtime python3.14/],
  ['a layer', { Layers: ['arn'] }, /sets Layers, which the local cloud does not emulate/],
  ['an unknown role', { Role: 'arn:aws:iam::123456789012:role/none' }, /no role arn/],
])('a function with %s stops the start', async (_what, change, message) => {
  await using lambda = await provided();
  expect(() => lambda.make('AWS::Lambda::Function', { ...FUNCTION, ...change })).toThrow(message);
});

test('a mapping and a permission of a template', async () => {
  await using lambda = await provided();
  await lambda.make('AWS::Lambda::Function', FUNCTION);
  const queue = lambda.queues.create({ name: 'orders', visibilityTimeoutSeconds: 180 });
  const mapping = {
    EventSourceArn: queue.arn,
    FunctionName: 'worker',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 2 },
  };
  const { ref } = await lambda.make('AWS::Lambda::EventSourceMapping', mapping);
  expect(lambda.mappings.get(ref)).toMatchObject({
    batchSize: 10,
    windowSeconds: 0,
    maximumConcurrency: 2,
    reportsFailures: true,
    enabled: true,
  });
  expect(() =>
    lambda.make('AWS::Lambda::EventSourceMapping', { ...mapping, FilterCriteria: { Filters: [] } }),
  ).toThrow(/FilterCriteria/);

  await lambda.make('AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: 'worker',
    Principal: 'events.amazonaws.com',
    SourceArn: 'arn:aws:events:us-east-1:123456789012:rule/daily',
  });
  expect(lambda.functions.policy('worker')).toMatchObject([
    {
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:events:us-east-1:123456789012:rule/daily' } },
    },
  ]);
});
