import type { Principal } from '../../iam/policy.ts';
import type { World } from '../../world.ts';
import { environmentVariables } from './environment-variables.ts';
import { ExecutionEnvironment } from './execution-environment.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { type FunctionLog, type LogSink, openFunctionLog } from './function-log.ts';

export interface EnvironmentDeps {
  readonly world: World;
  readonly logs: LogSink;
  /** Of the local cloud, known once it listens. */
  readonly endpointUrl: () => string;
  /** How far ahead of the machine's clock functions live, with the rest of the cloud. @default 0 */
  readonly clockOffsetMs?: number;
}

/** An execution environment and the log it writes. */
export interface Environment {
  readonly inner: ExecutionEnvironment;
  readonly log: FunctionLog;
  /** Until its first invocation has been reported. */
  fresh: boolean;
}

/** Starts an environment of a function. Throws if Node does not take the function's NODE_OPTIONS. */
export function startEnvironment(
  definition: FunctionDefinition,
  role: Principal,
  { world, logs, endpointUrl, clockOffsetMs = 0 }: EnvironmentDeps,
): Environment {
  const log = openFunctionLog(world, logs, definition, role);
  const inner = new ExecutionEnvironment({
    timers: world.timers,
    settings: {
      taskRoot: definition.codeFolder,
      handler: definition.handler,
      functionName: definition.name,
      functionArn: definition.arn,
      memorySizeMb: definition.memorySizeMb,
      logGroupName: definition.logging.group,
      logStreamName: log.streamName,
      logFormat: definition.logging.format,
      clockOffsetMs,
    },
    variables: environmentVariables(definition, {
      region: world.region,
      endpointUrl: endpointUrl(),
      logStreamName: log.streamName,
    }),
    onLog: log.write,
  });
  return { inner, log, fresh: true };
}
