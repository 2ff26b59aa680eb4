import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ResolvedResource, ResourceProvider } from '../../assembly/provider.ts';
import type { PolicyStatement } from '../../iam/policy.ts';
import { knownProperties, nameOf } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { LambdaDeps } from './service.ts';

interface LambdaResourcesDeps extends LambdaDeps {
  /** Folder of each asset of the assembly, by its key in the bucket. */
  readonly assets: ReadonlyMap<string, string>;
}

/** Lambda's resources of a template. */
export function lambdaResources(deps: LambdaResourcesDeps): ResourceProvider[] {
  return [functionProvider(deps), mappingProvider(deps), permissionProvider(deps), asyncConfigProvider(deps)];
}

function functionProvider({ world, functions, assets }: LambdaResourcesDeps): ResourceProvider {
  return {
    type: 'AWS::Lambda::Function',
    create(resource) {
      knownFunctionProperties(resource);
      const { properties } = resource;
      const name: string = properties.FunctionName ?? physicalName(resource, 64);
      const codeFolder = codeFolderOf(resource, assets);
      const definition: FunctionDefinition = {
        name,
        arn: `arn:aws:lambda:${world.region}:${world.accountId}:function:${name}`,
        roleArn: properties.Role,
        runtime: requireNode(resource),
        handler: properties.Handler,
        description: properties.Description ?? '',
        codeFolder,
        codeSha256: createHash('sha256').update(String(properties.Code.S3Key)).digest('base64'),
        codeSizeBytes: sizeOf(codeFolder),
        timeoutSeconds: Number(properties.Timeout ?? 3),
        memorySizeMb: Number(properties.MemorySize ?? 128),
        architecture: properties.Architectures?.[0] ?? 'x86_64',
        environment: properties.Environment?.Variables ?? {},
        logging: loggingOf(name, properties.LoggingConfig ?? {}),
        reservedConcurrency: properties.ReservedConcurrentExecutions,
      };
      functions.create(definition);
      return { ref: name, attributes: { Arn: definition.arn } };
    },
  };
}

function knownFunctionProperties(resource: ResolvedResource): void {
  knownProperties(
    resource,
    [
      ...['FunctionName', 'Role', 'Runtime', 'Handler', 'Description', 'Code', 'Timeout', 'MemorySize'],
      ...['Environment', 'LoggingConfig', 'ReservedConcurrentExecutions'],
    ],
    {
      Architectures: 'the machine has the one it has',
      EphemeralStorage: 'the disk is as large as it is',
      PackageType: 'images have no handler, and that is required',
      RecursiveLoop: 'loops are not detected here',
      SnapStart: 'does not exist for Node',
      Tags: 'for readers and bills',
      TracingConfig: 'there is no X-Ray here',
    },
  );
}

function codeFolderOf(resource: ResolvedResource, assets: ReadonlyMap<string, string>): string {
  const { Code = {} } = resource.properties;
  const folder = assets.get(Code.S3Key);
  if (folder) return folder;
  throw new Error(`${nameOf(resource)} has code that is no asset of the assembly: ${JSON.stringify(Code)}.`);
}

function requireNode(resource: ResolvedResource): string {
  const { Runtime } = resource.properties;
  if (/^nodejs\d+\.x$/.test(Runtime)) return Runtime;
  throw new Error(
    `${nameOf(resource)} has the runtime ${Runtime}; the local cloud runs nodejs runtimes only, with its own Node.`,
  );
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => statSync(join(folder, file)))
    .reduce((bytes, file) => bytes + (file.isFile() ? file.size : 0), 0);
}

function loggingOf(name: string, config: Record<string, string>): FunctionDefinition['logging'] {
  return {
    group: config.LogGroup ?? `/aws/lambda/${name}`,
    format: config.LogFormat === 'JSON' ? 'JSON' : 'Text',
    applicationLevel: config.ApplicationLogLevel ?? 'INFO',
    systemLevel: config.SystemLogLevel ?? 'INFO',
  };
}

function mappingProvider({ world, functions, mappings }: LambdaResourcesDeps): ResourceProvider {
  return {
    type: 'AWS::Lambda::EventSourceMapping',
    create(resource) {
      knownProperties(
        resource,
        [
          ...['EventSourceArn', 'FunctionName', 'BatchSize', 'MaximumBatchingWindowInSeconds', 'Enabled'],
          ...['FunctionResponseTypes', 'ScalingConfig'],
        ],
        { Tags: 'for readers and bills' },
      );
      const { properties } = resource;
      const uuid = uuidFor(resource);
      mappings.create({
        uuid,
        queueArn: properties.EventSourceArn,
        functionArn: functions.get(properties.FunctionName).arn,
        batchSize: Number(properties.BatchSize ?? 10),
        windowSeconds: Number(properties.MaximumBatchingWindowInSeconds ?? 0),
        maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
        reportsFailures: (properties.FunctionResponseTypes ?? []).includes('ReportBatchItemFailures'),
        enabled: properties.Enabled ?? true,
      });
      const arn = `arn:aws:lambda:${world.region}:${world.accountId}:event-source-mapping:${uuid}`;
      return { ref: uuid, attributes: { Id: uuid, EventSourceMappingArn: arn } };
    },
  };
}

/** The same at every start. */
function uuidFor({ stackName, logicalId }: ResolvedResource): string {
  const hex = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function permissionProvider({ functions }: LambdaResourcesDeps): ResourceProvider {
  return {
    type: 'AWS::Lambda::Permission',
    create(resource) {
      knownProperties(resource, ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount']);
      functions.permit(resource.properties.FunctionName, statementOf(resource, functions));
      return { ref: resource.logicalId };
    },
  };
}

function statementOf(
  { logicalId, properties }: ResolvedResource,
  functions: LambdaResourcesDeps['functions'],
): PolicyStatement {
  const { Action, FunctionName, Principal, SourceArn, SourceAccount } = properties;
  const principal: PolicyStatement['Principal'] = Principal.includes('.')
    ? { Service: Principal }
    : { AWS: Principal };
  return {
    Sid: logicalId,
    Effect: 'Allow',
    Principal: principal,
    Action,
    Resource: functions.get(FunctionName).arn,
    Condition: {
      ...(SourceArn && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
      ...(SourceAccount && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
    },
  };
}

function asyncConfigProvider({ functions, asyncInvocations }: LambdaResourcesDeps): ResourceProvider {
  return {
    type: 'AWS::Lambda::EventInvokeConfig',
    create(resource) {
      knownProperties(resource, [
        ...['FunctionName', 'Qualifier', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds'],
        'DestinationConfig',
      ]);
      const { FunctionName, MaximumRetryAttempts, MaximumEventAgeInSeconds } = resource.properties;
      const onFailure = failureQueueOf(resource);
      const { name } = functions.get(FunctionName);
      asyncInvocations.configure(name, {
        ...(MaximumRetryAttempts !== undefined && { retries: Number(MaximumRetryAttempts) }),
        ...(MaximumEventAgeInSeconds !== undefined && {
          maximumAgeSeconds: Number(MaximumEventAgeInSeconds),
        }),
        ...(onFailure !== undefined && { onFailure }),
      });
      return { ref: `${name}:$LATEST` };
    },
  };
}

/** Only failures, and only to queues. */
function failureQueueOf(resource: ResolvedResource): string | undefined {
  const { OnSuccess, OnFailure } = resource.properties.DestinationConfig ?? {};
  const destination: string | undefined = OnFailure?.Destination;
  if (OnSuccess || (destination !== undefined && !destination.startsWith('arn:aws:sqs:')))
    throw new Error(
      `${nameOf(resource)} has the destinations ${JSON.stringify({ OnSuccess, OnFailure })}; the local cloud emulates queues for failures only.`,
    );
  return destination;
}
