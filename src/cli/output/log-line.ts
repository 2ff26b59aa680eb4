import type { LogLine } from '#app/operator-ports.ts';
import type { Terminal, Tone } from './terminal.ts';

/** A line of a function's log, to be read. */
export interface ReadableLine {
  /** `platform`: Lambda's own; `metrics`: counts for CloudWatch. */
  readonly kind: 'entry' | 'metrics' | 'platform';
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const PLATFORM = /^(START|END|REPORT|INIT_START|INIT_REPORT|EXTENSION|TELEMETRY) /;
const TONES: ReadonlyMap<unknown, Tone> = new Map([
  ['INFO', 'quiet'],
  ['WARN', 'warn'],
  ['ERROR', 'bad'],
]);

/** Structured lines with their fields behind the message; anything else as it is. */
export function readableLine({ text }: LogLine, terminal: Terminal): ReadableLine {
  if (PLATFORM.test(text)) return { kind: 'platform', text, json: { text } };
  const entry = parsed(text);
  if (!entry) return { kind: 'entry', text, json: { text } };
  if (entry._aws) {
    const { _aws: _, Environment: __, ...counts } = entry;
    return { kind: 'metrics', text: fields(counts), json: { metrics: counts } };
  }
  const { level = '', message = '', timestamp: _, ...rest } = entry;
  const label = terminal.paint(TONES.get(level) ?? 'strong', String(level).padEnd(5));
  return {
    kind: 'entry',
    text: `${label} ${message}  ${fields(rest)}`.trimEnd(),
    json: { level, message, ...rest },
  };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function fields(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ');
}
