import { Command, InvalidArgumentError, Option } from 'commander';
import type { LogLine } from '#app/operator-ports.ts';
import { readableLine } from '../output/log-line.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

const FUNCTIONS = ['sender', 'feedback', 'cost'] as const;
const DEFAULT_MINUTES = 10;
const POLL_MS = 2_000;

/** Lines reach CloudWatch Logs out of order and late: each look begins so much before the newest line seen. */
const OVERLAP_MS = 15_000;

export function tailCommand(run: Run): Command {
  return new Command('tail')
    .description("Follow the functions' logs, until Ctrl-C.")
    .addOption(
      new Option('--function <name...>', 'only these').choices([...FUNCTIONS]).default([...FUNCTIONS], 'all'),
    )
    .option('--minutes <count>', 'begin so long ago', minutes, DEFAULT_MINUTES)
    .option('--all', "with Lambda's own lines (START, END, REPORT) and metrics")
    .option('--once', 'show what is there, and end')
    .action(run<[Options]>(tail));
}

interface Options {
  readonly function: readonly (typeof FUNCTIONS)[number][];
  readonly minutes: number;
  readonly all?: boolean;
  readonly once?: boolean;
}

async function tail(session: Session, options: Options): Promise<undefined> {
  const { aws, names, clock } = session;
  const { cloudwatchFunctionLogs } = await import('#adapters/aws/cloudwatch-function-logs.ts');
  const groups = { sender: names.senderFunction, feedback: names.feedbackFunction, cost: names.costFunction };
  const wanted = Object.fromEntries(options.function.map((name) => [name, groups[name]]));
  const logs = cloudwatchFunctionLogs(await aws.logs(), wanted);
  const seen = new Map<string, number>();
  let from = clock.now() - options.minutes * 60_000;
  for (;;) {
    const lines = await logs.since(from);
    for (const line of lines) {
      if (!seen.has(line.id)) show(line, options, session);
      seen.set(line.id, line.atMs);
    }
    if (options.once) return undefined;
    from = Math.max(from, (lines.at(-1)?.atMs ?? 0) - OVERLAP_MS);
    for (const [id, atMs] of seen) if (atMs < from) seen.delete(id);
    await clock.sleep(POLL_MS);
  }
}

function show(line: LogLine, { all = false }: Options, { terminal }: Session): void {
  const readable = readableLine(line, terminal);
  if (readable.kind !== 'entry' && !all) return;
  const at = new Date(line.atMs).toISOString();
  terminal.entry(
    { at, function: line.source, ...readable.json },
    () => `${at.slice(11, 23)} ${line.source.padEnd(8)} ${readable.text}`,
  );
}

function minutes(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Allowed: a whole number of minutes.');
}
