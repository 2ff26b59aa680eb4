import { format } from 'node:util';

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
type Level = (typeof LEVELS)[number];

interface ConsoleOptions {
  readonly logFormat: 'Text' | 'JSON';
  /** Takes whole log events. */
  readonly write: (events: readonly string[]) => void;
  /** Of the invocation that runs. */
  readonly requestId: () => string | undefined;
}

/**
 * Gives the function Lambda's console: each call one log event with time, request id and level, in the function's log
 * format and from its log level on. What is written to stdout and stderr goes to the log line by line.
 */
export function installConsole({ logFormat, write, requestId }: ConsoleOptions): void {
  const formatted = logFormat === 'JSON' ? jsonEvent : textEvent;
  const lowest = LEVELS.indexOf((process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase() ?? 'TRACE') as Level);
  const logger = (level: Level) =>
    LEVELS.indexOf(level) < lowest
      ? () => {}
      : (...values: unknown[]) => write([formatted(level, requestId(), values)]);
  Object.assign(console, {
    trace: logger('TRACE'),
    debug: logger('DEBUG'),
    log: logger('INFO'),
    info: logger('INFO'),
    warn: logger('WARN'),
    error: logger('ERROR'),
    fatal: logger('FATAL'),
  });
  captureLines(process.stdout, write);
  captureLines(process.stderr, write);
}

function textEvent(level: Level, requestId: string | undefined, values: unknown[]): string {
  return `${new Date().toISOString()}\t${requestId}\t${level}\t${format(...values)}`;
}

function jsonEvent(level: Level, requestId: string | undefined, values: unknown[]): string {
  const entry = { timestamp: new Date().toISOString(), level, requestId };
  const [only] = values;
  if (values.length === 1 && typeof only === 'object' && !(only instanceof Error)) {
    try {
      return JSON.stringify({ ...entry, message: only });
    } catch {
      // A circular structure is shown as text.
    }
  }
  const error = values.find((value) => value instanceof Error);
  const described = error && {
    errorType: error.name,
    errorMessage: error.message,
    stackTrace: (error.stack ?? '').split('\n'),
  };
  return JSON.stringify({ ...entry, message: format(...values), ...described });
}

/** A line that has not ended yet waits for its end. */
function captureLines(stream: NodeJS.WriteStream, write: ConsoleOptions['write']): void {
  let unfinished = '';
  const capture = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const lines = (unfinished + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())).split(
      '\n',
    );
    unfinished = lines.pop()!;
    const events = lines.filter((line) => line !== '');
    if (events.length > 0) write(events);
    const callback = rest.at(-1);
    if (typeof callback === 'function') callback();
    return true;
  };
  stream.write = capture as typeof stream.write;
}
