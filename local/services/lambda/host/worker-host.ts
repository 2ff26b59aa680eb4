import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { shiftClock } from './clock.ts';
import { installConsole } from './console.ts';
import { RuntimeError, toFunctionError } from './errors.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { FunctionError, HostInvocation, HostMessage, HostSettings } from './messages.ts';

/*
 * An execution environment from the inside: loads a function's code once, then runs one invocation after another. The
 * Lambda service is at the other end of the port and ends this thread when it takes too long.
 */
const settings: HostSettings = workerData;
let requestId: string | undefined;

if (settings.clockOffsetMs !== 0) shiftClock(settings.clockOffsetMs);
installConsole({
  logFormat: settings.logFormat,
  write: (events) => tell('log', events),
  requestId: () => requestId,
});
process.on('uncaughtException', (error) => die('Uncaught Exception', toFunctionError(error), 129));
process.on('unhandledRejection', (reason) => {
  const rejection = new RuntimeError('UnhandledPromiseRejection', String(reason));
  if (reason instanceof Error && reason.stack) rejection.stack = `${rejection.name}: ${reason.stack}`;
  die('Unhandled Promise Rejection', toFunctionError(rejection), 128);
});

const handler = await loadHandler(settings.taskRoot, settings.handler).catch((error) => {
  die('Uncaught Exception', toFunctionError(error), 1);
});
if (handler) {
  parentPort!.on('message', (invocation: HostInvocation) => void run(handler, invocation));
  tell('ready');
}

async function run(handler: Handler, invocation: HostInvocation): Promise<void> {
  requestId = invocation.requestId;
  try {
    const result = await handler(JSON.parse(invocation.payload), contextOf(invocation));
    tell('result', toJson(result), Math.ceil(getHeapStatistics().used_heap_size / 2 ** 20));
  } catch (thrown) {
    const error = toFunctionError(thrown);
    logError('Invoke Error', error);
    tell('error', error, false);
  }
}

function toJson(result: unknown): string {
  return JSON.stringify(result) ?? 'null';
}

function contextOf({ requestId, timeoutMs }: HostInvocation): object {
  const startedAt = performance.now();
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: settings.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: settings.functionArn,
    memoryLimitInMB: String(settings.memorySizeMb),
    awsRequestId: requestId,
    logGroupName: settings.logGroupName,
    logStreamName: settings.logStreamName,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(timeoutMs - (performance.now() - startedAt))),
  };
}

/** Ends this environment after a failure that no handler caught. */
function die(what: string, error: FunctionError, exitCode: number): void {
  logError(what, error);
  tell('error', error, true);
  process.exit(exitCode);
}

function logError(what: string, { trace: stack, ...error }: FunctionError): void {
  console.error(what, `\t${JSON.stringify({ ...error, stack })}`);
}

function tell(...message: HostMessage): void {
  parentPort!.postMessage(message);
}
