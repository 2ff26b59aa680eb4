import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { DecisionListener, PolicyStatement } from '#local/iam/policy.ts';
import { Roles } from '#local/iam/roles.ts';
import { AsyncInvocations } from '#local/services/lambda/async-invocations.ts';
import { EventSourceMappings } from '#local/services/lambda/event-source-mappings.ts';
import type { FunctionDefinition } from '#local/services/lambda/function-definition.ts';
import { Functions } from '#local/services/lambda/functions.ts';
import { lambdaService } from '#local/services/lambda/service.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import type { World } from '#local/world.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { testWorld } from '../support/test-world.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/function';
export const WRITE_LOG = {
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/*',
} satisfies PolicyStatement;

export interface FixtureOptions {
  readonly world?: World;
  /** Of every function's role. */
  readonly statements?: readonly PolicyStatement[];
  /** Told of what the role asks for. */
  readonly onDecision?: DecisionListener;
}

/** Lambda with functions written in the test, and everything a function needs around it. */
export async function lambdaFixture({
  world = testWorld(),
  statements = [WRITE_LOG],
  onDecision,
}: FixtureOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'local-lambda-'));
  const roles = new Roles(onDecision);
  roles.create({
    name: 'function',
    arn: ROLE,
    accountId: world.accountId,
    policies: [{ Statement: statements }],
  });
  const logged: { group: string; stream: string; message: string }[] = [];
  let endpointUrl = 'http://127.0.0.1:9';
  const functions = new Functions({
    world,
    roles,
    logs: {
      append: (group, stream, events) =>
        events.forEach(({ message }) => {
          logged.push({ group, stream, message });
        }),
    },
    endpointUrl: () => endpointUrl,
  });
  const queues = new Queues(world);
  const mappings = new EventSourceMappings({ world, functions, queues, defaultConcurrency: 2 });
  const asyncInvocations = new AsyncInvocations({ world, functions });
  const served = await serve([lambdaService({ world, functions, mappings, asyncInvocations })], {
    world,
    principalOf: (key) => functions.principalOf(key),
  });
  endpointUrl = served.endpoint;

  let files = 0;
  /** Makes a function of a module's source, which exports `handler`. */
  const create = (source: string, overrides: Partial<FunctionDefinition> = {}): FunctionDefinition => {
    const codeFolder = mkdtempSync(join(folder, `code-${files++}-`));
    writeFileSync(join(codeFolder, 'index.mjs'), source);
    const name = overrides.name ?? 'worker';
    const definition: FunctionDefinition = {
      name,
      arn: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
      roleArn: ROLE,
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      description: '',
      codeFolder,
      codeSha256: 'hash',
      codeSizeBytes: source.length,
      timeoutSeconds: 30,
      memorySizeMb: 128,
      architecture: 'arm64',
      environment: {},
      logging: {
        group: `/aws/lambda/${name}`,
        format: 'Text',
        applicationLevel: 'INFO',
        systemLevel: 'INFO',
      },
      ...overrides,
    };
    functions.create(definition);
    return definition;
  };

  return {
    world,
    folder,
    functions,
    queues,
    mappings,
    asyncInvocations,
    create,
    /** Everything written to the logs so far. */
    logged,
    messages: () => logged.map(({ message }) => message),
    client: new LambdaClient(clientConfig(served)),
    clientAs: (accessKeyId: string) => new LambdaClient(clientConfig(served, accessKeyId)),
    async [Symbol.asyncDispose]() {
      asyncInvocations.stop();
      const stopped = mappings.stop();
      await functions.close(0);
      await stopped;
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
