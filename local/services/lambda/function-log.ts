import { attempt } from '../../background.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import { authorize } from '../../iam/authorize.ts';
import type { Principal } from '../../iam/policy.ts';
import type { World } from '../../world.ts';
import type { FunctionDefinition } from './function-definition.ts';

/** Where log events go; CloudWatch Logs in the local cloud. Creates group and stream when missing. */
export interface LogSink {
  append(
    logGroup: string,
    logStream: string,
    events: readonly { readonly timestamp: number; readonly message: string }[],
  ): void;
}

/** The log stream of one execution environment. */
export interface FunctionLog {
  readonly streamName: string;
  /** Why nothing is written, where the role may not. */
  readonly refused?: string;
  write(messages: readonly string[]): void;
}

/**
 * Opens the log stream of a new environment. As on AWS it is the function's role that writes: without permission there
 * is no log.
 */
export function openFunctionLog(
  world: World,
  sink: LogSink,
  { logging }: FunctionDefinition,
  role: Principal,
): FunctionLog {
  const streamName = nameOfStream(world);
  const stream = `arn:aws:logs:${world.region}:${world.accountId}:log-group:${logging.group}:log-stream:${streamName}`;
  try {
    for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents'])
      authorize(role, { action, resource: stream });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { streamName, refused: error.message, write: () => {} };
  }
  return {
    streamName,
    write(messages) {
      if (messages.length === 0) return;
      const timestamp = world.timers.now();
      const events = messages.map((message) => ({ timestamp, message }));
      // As on AWS, a function goes on where its lines cannot be kept.
      attempt(world, 'Keeping a log line', () => sink.append(logging.group, streamName, events));
    },
  };
}

/** Such as `2026/11/24/[$LATEST]0f31…`. */
function nameOfStream(world: World): string {
  const date = new Date(world.timers.now()).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${date}/[$LATEST]${world.newId().replaceAll('-', '')}`;
}
