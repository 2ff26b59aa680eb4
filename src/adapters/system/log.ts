import type { Clock, Log } from '#app/ports.ts';

/**
 * One JSON line per entry, for Lambda to collect. Our own few lines, not a library's: a logger of the usual size is a third
 * of all that the sender's bundle adds to the AWS SDK, and its lines repeat the function's name, size and ARN, which the log
 * group knows already.
 */
export function structuredLog(clock: Clock, write: (line: string) => void): Log {
  const entry = (level: string) => (message: string, fields: Readonly<Record<string, unknown>>) =>
    write(JSON.stringify({ level, message, timestamp: new Date(clock.now()).toISOString(), ...fields }));
  return { info: entry('INFO'), warn: entry('WARN'), error: entry('ERROR') };
}
