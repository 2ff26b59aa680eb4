import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import * as iam from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { bundle } from '#lib/constructs/bundle.ts';
import { HandlerFunction } from '#lib/constructs/handler-function.ts';
import { only, templateOf } from '../synthesized.ts';

/** Any module will do: what a handler does is not this construct's business. */
const ENTRY = 'src/contract/names.ts';

describe('a handler’s function', () => {
  const template = templateOf((stack) => {
    new HandlerFunction(stack, 'Sender', {
      functionName: 'email-sender-test',
      description: 'Sends',
      entry: ENTRY,
      environment: { GREETING: 'hello' },
      statements: [new iam.PolicyStatement({ actions: ['sqs:ReceiveMessage'], resources: ['arn:queue'] })],
    });
  });

  it('runs on the cheapest machine that does the work, and is killed before its lease ends', () => {
    expect(only(template, 'AWS::Lambda::Function').Properties).toMatchObject({
      FunctionName: 'email-sender-test',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 256,
      Timeout: 30,
      Handler: 'index.handler',
    });
  });

  it('has the environment it was given, and readable stack traces', () => {
    expect(only(template, 'AWS::Lambda::Function').Properties.Environment).toEqual({
      Variables: { GREETING: 'hello', NODE_OPTIONS: '--enable-source-maps' },
    });
  });

  it('logs to a group of its own, for 90 days', () => {
    const [logGroup] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    expect(only(template, 'AWS::Logs::LogGroup').Properties).toMatchObject({
      LogGroupName: '/aws/lambda/email-sender-test',
      RetentionInDays: 90,
    });
    expect(only(template, 'AWS::Lambda::Function').Properties.LoggingConfig).toEqual({
      LogGroup: { Ref: logGroup },
    });
  });

  it('may do what it was given, and write its own log', () => {
    const [logGroup] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    const [policy] = only(template, 'AWS::IAM::Role').Properties.Policies;
    expect(policy.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: 'arn:queue' },
      {
        Sid: 'WriteOwnLog',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [logGroup, 'Arn'] },
      },
    ]);
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('a bundle', () => {
  const folder = bundle(ENTRY);
  const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
  const map = JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8'));

  it('is one minified module and its source map', () => {
    expect(readdirSync(folder).sort()).toEqual(['index.mjs', 'index.mjs.map']);
    expect(code).toContain('email-order-events');
    expect(code).not.toContain('What every resource is called');
    expect(code).toContain('sourceMappingURL=index.mjs.map');
  });

  it('loads in Node, also where CommonJS code in it calls require', () => {
    const load = `const { resourceNames } = await import(${JSON.stringify(join(folder, 'index.mjs'))});
      process.stdout.write(resourceNames('test').orderTopic)`;
    expect(code).toContain('createRequire');
    expect(String(execFileSync(process.execPath, ['--input-type=module', '--eval', load]))).toBe(
      'email-order-events-test',
    );
  });

  it('is the same wherever the repository lies, and carries no source', () => {
    expect(map.sources).toEqual(['../src/contract/names.ts']);
    expect(map).not.toHaveProperty('sourcesContent');
  });

  it('is made once', () => {
    expect(bundle(ENTRY)).toBe(folder);
  });
});
