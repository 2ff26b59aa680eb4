/** What the command line ends with. Scripts rely on these: docs/cli.md lists them. */
export const EXIT = {
  ok: 0,
  /** What was asked for is not there, or was refused; a check of `doctor` failed. */
  refused: 1,
  /** The command or an option is wrong. */
  usage: 2,
  /** AWS was not reached, or does not accept who asks. */
  unreachable: 3,
  /** The environment is not deployed there, or not all of it. */
  notDeployed: 4,
  /** A bug of ours. */
  unexpected: 5,
  /** `doctor` has warnings and nothing worse. */
  warnings: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a sentence and the next step. */
export class Refusal extends Error {
  readonly exitCode: ExitCode;
  /** What to do next. */
  readonly next: string | undefined;

  constructor(message: string, next?: string, exitCode: ExitCode = EXIT.refused) {
    super(message);
    this.name = 'Refusal';
    this.exitCode = exitCode;
    this.next = next;
  }
}
