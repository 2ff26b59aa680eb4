import type { FunctionLogging } from './function-definition.ts';

/** What Lambda writes to the log about one invocation. Durations in milliseconds. */
export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  /** Only of the first invocation of an environment. */
  readonly initDurationMs: number | undefined;
  readonly memorySizeMb: number;
  readonly memoryUsedMb: number;
  readonly status: 'success' | 'error' | 'timeout' | 'failure';
}

/** The time that is billed: the start of an environment too, and a begun millisecond as a whole one. */
export function billedDurationMs({
  durationMs,
  initDurationMs = 0,
}: Pick<InvocationReport, 'durationMs' | 'initDurationMs'>): number {
  return Math.ceil(durationMs + initDurationMs);
}

/** The lines before an invocation, at the given time in milliseconds since the epoch. */
export function startLines(
  { format, systemLevel }: FunctionLogging,
  requestId: string,
  now: number,
): string[] {
  if (format === 'Text') return [`START RequestId: ${requestId} Version: $LATEST`];
  if (systemLevel === 'WARN') return [];
  return [platformEvent(now, 'platform.start', { requestId, version: '$LATEST' })];
}

/** The lines after it. */
export function endLines({ format, systemLevel }: FunctionLogging, report: InvocationReport, now: number) {
  const { requestId, durationMs, initDurationMs, memorySizeMb, memoryUsedMb, status } = report;
  const billedMs = billedDurationMs(report);
  if (format === 'JSON') {
    if (systemLevel === 'WARN' && status === 'success') return [];
    const metrics = {
      durationMs,
      billedDurationMs: billedMs,
      memorySizeMB: memorySizeMb,
      maxMemoryUsedMB: memoryUsedMb,
    };
    const withInit = initDurationMs === undefined ? metrics : { ...metrics, initDurationMs };
    return [platformEvent(now, 'platform.report', { requestId, metrics: withInit, status })];
  }
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${memorySizeMb} MB`,
    `Max Memory Used: ${memoryUsedMb} MB`,
    ...(initDurationMs === undefined ? [] : [`Init Duration: ${initDurationMs.toFixed(2)} ms`]),
    ...(status === 'success' || status === 'error' ? [] : [`Status: ${status}`]),
  ];
  return [`END RequestId: ${requestId}`, `${parts.join('\t')}\t`];
}

function platformEvent(now: number, type: string, record: object): string {
  return JSON.stringify({ time: new Date(now).toISOString(), type, record });
}
