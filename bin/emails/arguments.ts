import { parseArgs } from 'node:util';

export interface EmailsArguments {
  /** Port of the preview on loopback. Default: 8026; 0: any. */
  readonly port: number;
  /** The folder to write the preview to, in place of serving it. */
  readonly writeTo: string | undefined;
}

/** Arguments that cannot be used. The message is meant for the person who gave them. */
export class EmailsArgumentsError extends Error {}

const ALLOWED =
  'Allowed: --port NUMBER (0 to 65535, default 8026), or --write FOLDER to write files instead of serving them.';

/** @throws EmailsArgumentsError saying what was found and what is allowed. */
export function readEmailsArguments(argv: readonly string[]): EmailsArguments {
  const { port, write } = parsed(argv);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new EmailsArgumentsError(`--port is "${port}". ${ALLOWED}`);
  if (write === '') throw new EmailsArgumentsError(`--write is empty. ${ALLOWED}`);
  return { port: Number(port), writeTo: write };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { port: { type: 'string', default: '8026' }, write: { type: 'string' } },
    }).values;
  } catch (error) {
    throw new EmailsArgumentsError(`The arguments are "${argv.join(' ')}". ${ALLOWED}`, { cause: error });
  }
}
