import { AwsError } from '../../gateway/aws-error.ts';
import type { Action } from '../../gateway/service.ts';
import type { EventSourceMapping, EventSourceMappings } from './event-source-mappings.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { Functions } from './functions.ts';

interface ActionDeps {
  readonly functions: Functions;
  readonly mappings: EventSourceMappings;
  readonly region: string;
  readonly accountId: string;
}

/** Lambda's read calls, by route. Invoke has headers of its own: see service.ts. */
export function lambdaRoutes({ functions, mappings, region, accountId }: ActionDeps): Record<string, Action> {
  const mappingArn = (uuid: string) => `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${uuid}`;

  /** The function that a call names, if the caller may ask for it. */
  const named =
    (action: string, answer: (definition: FunctionDefinition) => object): Action =>
    ({ FunctionName }, { authorize }) => {
      const definition = functions.get(FunctionName);
      authorize({ action: `lambda:${action}`, resource: definition.arn });
      return answer(definition);
    };

  return {
    'GET /2015-03-31/functions': (_input, { authorize }) => {
      authorize({ action: 'lambda:ListFunctions', resource: '*' });
      return { Functions: functions.all().map(configurationOf) };
    },
    'GET /2015-03-31/functions/{FunctionName}': named('GetFunction', (definition) => ({
      Configuration: configurationOf(definition),
      Code: { RepositoryType: 'S3', Location: `file://${definition.codeFolder}` },
      ...(definition.reservedConcurrency === undefined ? {} : { Concurrency: concurrencyOf(definition) }),
    })),
    'GET /2015-03-31/functions/{FunctionName}/configuration': named(
      'GetFunctionConfiguration',
      configurationOf,
    ),
    'GET /2019-09-30/functions/{FunctionName}/concurrency': named('GetFunctionConcurrency', concurrencyOf),
    'GET /2015-03-31/functions/{FunctionName}/policy': named('GetPolicy', ({ arn }) => {
      const Statement = functions.policy(arn);
      if (!Statement)
        throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {
          status: 404,
        });
      return { Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement }) };
    }),
    'GET /2015-03-31/event-source-mappings': ({ FunctionName, EventSourceArn }, { authorize }) => {
      authorize({ action: 'lambda:ListEventSourceMappings', resource: '*' });
      const functionArn = FunctionName === undefined ? undefined : functions.get(FunctionName).arn;
      const matching = mappings
        .all()
        .filter((mapping) => functionArn === undefined || mapping.functionArn === functionArn)
        .filter((mapping) => EventSourceArn === undefined || mapping.queueArn === EventSourceArn);
      return {
        EventSourceMappings: matching.map((mapping) => mappingAnswer(mapping, mappingArn(mapping.uuid))),
      };
    },
    'GET /2015-03-31/event-source-mappings/{UUID}': ({ UUID }, { authorize }) => {
      authorize({ action: 'lambda:GetEventSourceMapping', resource: mappingArn(UUID) });
      return mappingAnswer(mappings.get(UUID), mappingArn(UUID));
    },
  };
}

function configurationOf(definition: FunctionDefinition): object {
  const { logging } = definition;
  return {
    FunctionName: definition.name,
    FunctionArn: definition.arn,
    Runtime: definition.runtime,
    Role: definition.roleArn,
    Handler: definition.handler,
    CodeSize: definition.codeSizeBytes,
    CodeSha256: definition.codeSha256,
    Description: definition.description,
    Timeout: definition.timeoutSeconds,
    MemorySize: definition.memorySizeMb,
    Version: '$LATEST',
    Environment: { Variables: definition.environment },
    TracingConfig: { Mode: 'PassThrough' },
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [definition.architecture],
    EphemeralStorage: { Size: 512 },
    LoggingConfig: {
      LogFormat: logging.format,
      LogGroup: logging.group,
      ...(logging.format === 'JSON' && {
        ApplicationLogLevel: logging.applicationLevel,
        SystemLogLevel: logging.systemLevel,
      }),
    },
  };
}

function concurrencyOf({ reservedConcurrency }: FunctionDefinition): object {
  return { ReservedConcurrentExecutions: reservedConcurrency };
}

function mappingAnswer(mapping: EventSourceMapping, EventSourceMappingArn: string): object {
  return {
    UUID: mapping.uuid,
    EventSourceMappingArn,
    EventSourceArn: mapping.queueArn,
    FunctionArn: mapping.functionArn,
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.windowSeconds,
    State: mapping.enabled ? 'Enabled' : 'Disabled',
    FunctionResponseTypes: mapping.reportsFailures ? ['ReportBatchItemFailures'] : [],
    ...(mapping.maximumConcurrency !== undefined && {
      ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency },
    }),
  };
}
