import { Command } from 'commander';
import { deadLettersCommand } from './commands/dead-letters.ts';
import { dnsCommand } from './commands/dns.ts';
import { doctorCommand } from './commands/doctor.ts';
import { eraseCommand } from './commands/erase.ts';
import { resendCommand } from './commands/resend.ts';
import { searchCommand } from './commands/search.ts';
import { sendTestCommand } from './commands/send-test.ts';
import { statsCommand } from './commands/stats.ts';
import { statusCommand } from './commands/status.ts';
import { suppressionCommand } from './commands/suppression.ts';
import { tailCommand } from './commands/tail.ts';
import { WIDTH } from './output/layout.ts';
import type { Run } from './run-command.ts';

/** What commander writes: help on stdout, complaints on stderr. */
interface Writing {
  out(text: string): void;
  err(text: string): void;
}

const COMMANDS = [
  statusCommand,
  searchCommand,
  resendCommand,
  deadLettersCommand,
  suppressionCommand,
  eraseCommand,
  sendTestCommand,
  statsCommand,
  tailCommand,
  dnsCommand,
  doctorCommand,
];

/** Every command with its options. `run` decides what its action comes to. */
export function ordermailProgram(run: Run, { out, err }: Writing): Command {
  const program = new Command('ordermail')
    .description('Order emails on AWS and on the local cloud: what became of them, and what to do about it.')
    .option('--env <name>', 'the environment (default: $ENVIRONMENT_SUFFIX, or dev)')
    .option('--local', 'the local cloud on this machine, at $ORDERMAIL_PORT or 4566')
    .option('--profile <name>', 'a profile of your AWS configuration')
    .option('--region <code>', 'the AWS region (default: as for any AWS tool)')
    .option('--json', 'print the result as JSON; docs/cli.md has the shapes')
    .addHelpText('after', EXIT_CODES);
  for (const command of COMMANDS) program.addCommand(command(run));
  settle(program, { out, err });
  return program;
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
