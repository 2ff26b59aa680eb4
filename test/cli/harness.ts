import { stripVTControlCharacters } from 'node:util';
import { runOrdermail } from '#cli/run.ts';

/** What one run of the command line came to. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** The result, for runs with `--json`. */
  // biome-ignore lint/suspicious/noExplicitAny: each command has its own shape, which the tests are about.
  json(): any;
}

export interface RunOptions {
  readonly colour?: boolean;
  /** Whether progress overwrites itself, as on a terminal. Default: false. */
  readonly overwrites?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. Default: the machine's clock. */
  readonly now?: () => number;
}

/** Runs the command line in this process, with nothing of this machine's AWS settings. */
export async function ordermail(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const { colour = false, overwrites = false, variables = {}, now = Date.now } = options;
  const exitCode = await runOrdermail(argv, {
    variables,
    clock: { now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 50))) },
    random: { next: Math.random, newId: () => crypto.randomUUID() },
    streams: {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      colour,
      overwrites,
      now,
    },
  });
  return { exitCode, out, err, json: () => JSON.parse(stripVTControlCharacters(out)) };
}

/** The command line on the local cloud at that endpoint. */
export function localOrdermail(endpointUrl: string, environment: string) {
  const variables = { ORDERMAIL_PORT: new URL(endpointUrl).port };
  return (...argv: string[]) => ordermail(['--local', '--env', environment, ...argv], { variables });
}
