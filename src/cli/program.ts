import { Command } from 'commander';
import { WIDTH } from './output/layout.ts';
import type { Run } from './run-command.ts';

/** What commander writes: help on stdout, complaints on stderr. */
interface Writing {
  out(text: string): void;
  err(text: string): void;
}

/** In the order of the help. Each is loaded when it is named: loading all takes several times as long as one. */
const COMMANDS: Readonly<Record<string, () => Promise<(run: Run) => Command>>> = {
  status: async () => (await import('./commands/status.ts')).statusCommand,
  search: async () => (await import('./commands/search.ts')).searchCommand,
  resend: async () => (await import('./commands/resend.ts')).resendCommand,
  'dead-letters': async () => (await import('./commands/dead-letters.ts')).deadLettersCommand,
  suppression: async () => (await import('./commands/suppression.ts')).suppressionCommand,
  erase: async () => (await import('./commands/erase.ts')).eraseCommand,
  'send-test': async () => (await import('./commands/send-test.ts')).sendTestCommand,
  stats: async () => (await import('./commands/stats.ts')).statsCommand,
  tail: async () => (await import('./commands/tail.ts')).tailCommand,
  dns: async () => (await import('./commands/dns.ts')).dnsCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  console: async () => (await import('./commands/console.ts')).consoleCommand,
};

/**
 * The commands that the arguments name, or all where they name none, with their options. `run` decides what an action comes to.
 */
export async function ordermailProgram(
  argv: readonly string[],
  run: Run,
  { out, err }: Writing,
): Promise<Command> {
  const program = new Command('ordermail')
    .description('Order emails on AWS and on the local cloud: what became of them, and what to do about it.')
    .option('--env <name>', 'the environment (default: $ENVIRONMENT_SUFFIX, or dev)')
    .option('--local', 'the local cloud on this machine, at $ORDERMAIL_PORT or 4566')
    .option('--profile <name>', 'a profile of your AWS configuration')
    .option('--region <code>', 'the AWS region (default: as for any AWS tool)')
    .option('--json', 'print the result as JSON; docs/cli.md has the shapes')
    .addHelpText('after', EXIT_CODES);
  for (const load of commandsNamed(argv)) program.addCommand((await load())(run));
  settle(program, { out, err });
  return program;
}

/** An option's value may be a command's name too: loading one too many does no harm. */
function commandsNamed(argv: readonly string[]) {
  const named = Object.keys(COMMANDS).filter((name) => argv.includes(name));
  const wanted = named.length > 0 ? named : Object.keys(COMMANDS);
  return wanted.map((name) => COMMANDS[name]!);
}

const EXIT_CODES = `
Exit codes:
  0  done                        3  AWS was not reached, or refuses you
  1  not found, or refused       4  the environment is not deployed there
  2  the command is wrong        5  a bug (DEBUG=1 shows details)
                                 6  doctor: warnings only`;

/** For all commands alike: no process is ended below the entry, and no colour or width is guessed from the terminal. */
function settle(command: Command, { out, err }: Writing): void {
  command.exitOverride().configureOutput({
    writeOut: out,
    writeErr: err,
    getOutHelpWidth: () => WIDTH,
    getErrHelpWidth: () => WIDTH,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  command.helpCommand(false);
  for (const sub of command.commands) settle(sub, { out, err });
}
