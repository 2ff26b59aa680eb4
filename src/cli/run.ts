import { type Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { explainFailure } from './explain-failure.ts';
import { type GlobalOptions, readTarget, type Target } from './global-options.ts';
import { type Streams, Terminal } from './output/terminal.ts';
import { ordermailProgram } from './program.ts';
import type { Run } from './run-command.ts';
import { openSession, type Session, type SessionParts } from './session.ts';
import { stackStatus } from './stack-status.ts';

/** The world around one run of the command line. */
export interface Surroundings extends Pick<SessionParts, 'clock' | 'random'> {
  readonly streams: Streams;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Runs the command that the arguments name, and resolves with the exit code. Never throws. */
export async function runOrdermail(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const run: Run =
    (handler) =>
    async (...given) => {
      const command = given.at(-1) as Command;
      exitCode = await guarded(command.optsWithGlobals(), around, (session) =>
        handler(session, ...withoutCommand(given)),
      );
    };
  const program = await ordermailProgram(argv, run, around.streams);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help was asked for, or the complaint is on stderr already.
    if (error.exitCode === 0) return EXIT.ok;
    if (argv.includes('--json'))
      around.streams.out(`${JSON.stringify(failureJson(EXIT.usage, error.message, undefined), null, 2)}\n`);
    return EXIT.usage;
  }
}

/** Commander hands the command itself over last. */
function withoutCommand<Arguments extends readonly unknown[]>(given: readonly [...Arguments, Command]) {
  return given.slice(0, -1) as unknown as Arguments;
}

async function guarded(
  options: GlobalOptions,
  { streams, variables, clock, random }: Surroundings,
  act: (session: Session) => Promise<ExitCode | undefined>,
): Promise<ExitCode> {
  const terminal = new Terminal(streams, options.json ?? false);
  let target: Target | undefined;
  let session: Session | undefined;
  try {
    target = readTarget(options, variables);
    session = openSession({ target, terminal, clock, random });
    return (await act(session)) ?? EXIT.ok;
  } catch (error) {
    if (variables.DEBUG) streams.err(`${detailsOf(error)}\n`);
    const { exitCode, message, next } = await explainFailure(error, {
      environment: target?.environment ?? '',
      local: target?.local ?? false,
      endpoint: target?.endpoint,
      profile: options.profile,
      region: await session?.aws.region().catch(() => undefined),
      stackStatus: async () => session && (await stackStatus(session)),
    });
    if (terminal.json) terminal.result(failureJson(exitCode, message, next), () => '');
    else terminal.note(next ? `${message}\n${next}` : message);
    return exitCode;
  }
}

const failureJson = (exitCode: ExitCode, message: string, next: string | undefined) => ({
  error: { exitCode, message, next: next ?? null },
});

/** Everything, for whoever asked for it. */
function detailsOf(error: unknown): string {
  const { stack = String(error), cause } = error as Error;
  return cause ? `${stack}\ncaused by ${detailsOf(cause)}` : stack;
}
