import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.ts';
import type { Session } from './session.ts';

/** What a command does. Its return value is the exit code; none means 0. */
type Handler<Arguments extends readonly unknown[]> = (
  session: Session,
  ...given: Arguments
) => Promise<ExitCode | undefined>;

/** Makes a commander action of a handler: opens the session, explains failures, sets the exit code. */
export type Run = <Arguments extends readonly unknown[]>(
  handler: Handler<Arguments>,
) => (...given: [...Arguments, Command]) => Promise<void>;
