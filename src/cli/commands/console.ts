import { Command, InvalidArgumentError } from 'commander';
import type { Run } from '../run-command.ts';
import type { ConsoleOptions } from '../serve-console.ts';

const DEFAULT_PORT = 8025;

export function consoleCommand(run: Run): Command {
  return new Command('console')
    .description(
      'Serve the web console on this machine, with your credentials: orders, dead letters, alarms, search.',
    )
    .option('--port <number>', 'where it listens', port, DEFAULT_PORT)
    .option('--allow-changes', 'also to resend, erase, redrive, discard; without it, it only reads')
    .option('--brand-file <path>', 'the brand file that was deployed, to show mails as they were sent')
    .option('--by <name>', 'who uses it (default: as AWS knows you)')
    .action(
      run<[ConsoleOptions]>(async (session, options) => {
        const { servedConsole } = await import('../serve-console.ts');
        await servedConsole(session, options);
        // Until somebody ends the process: nobody is left whom an exit code would tell anything.
        for (;;) await session.clock.sleep(IDLE_MS);
      }),
    );
}

const IDLE_MS = 60_000;

function port(text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 65_535) return value;
  throw new InvalidArgumentError('Allowed: a whole number from 0 to 65535; 0 takes any free port.');
}
