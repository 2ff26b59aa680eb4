import { execFile } from 'node:child_process';
import path from 'node:path';

/** The command as a shell finds it. */
export const ENTRY = path.resolve(import.meta.dirname, '../../bin/ordermail.mjs');

/** Runs it as a process of its own, with nothing of this machine's AWS settings. */
export function ordermailProcess(
  argv: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly exitCode: number; readonly out: string; readonly err: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: '/nonexistent',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...variables,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [ENTRY, ...argv], { env }, (error, out, err) => {
      const code = (error as { code?: number } | null)?.code;
      resolve({ exitCode: error ? (code ?? -1) : 0, out, err });
    });
  });
}
