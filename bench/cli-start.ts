import { spawnSync } from 'node:child_process';
import path from 'node:path';

/**
 * How long the command line takes to start, against a bare node process.
 *
 * Method: processes of each kind take turns; the fastest of each says what the machine can do when nothing else is in the way, and
 * the ratio is of those. `status` ends at a port where nobody listens: with everything loaded, before any answer.
 *
 *   node bench/cli-start.ts [rounds]
 */
const ROUNDS = Number(process.argv[2] ?? 15);
const ENTRY = path.resolve(import.meta.dirname, '../bin/ordermail.mjs');

/** Nobody listens there, and nothing is tried twice. */
const ENVIRONMENT = { ...process.env, ORDERMAIL_PORT: '1', AWS_MAX_ATTEMPTS: '1' };

const KINDS: readonly (readonly [what: string, argv: readonly string[]])[] = [
  ['node -e 0', ['-e', '0']],
  ['ordermail --help', [ENTRY, '--help']],
  ['ordermail status, until the first call', [ENTRY, 'status', 'A', '--local']],
  ['ordermail doctor, until the first call', [ENTRY, 'doctor', '--local']],
];

const times = KINDS.map((): number[] => []);
for (let round = 0; round < ROUNDS; round++) {
  for (const [n, [, argv]] of KINDS.entries()) {
    const startedAt = performance.now();
    spawnSync(process.execPath, argv, { stdio: 'ignore', env: ENVIRONMENT });
    times[n]!.push(performance.now() - startedAt);
  }
}

const fastest = times.map((all) => Math.min(...all));
for (const [n, [what]] of KINDS.entries())
  console.log(
    `${what.padEnd(40)} ${fastest[n]!.toFixed(0).padStart(5)} ms  ${(fastest[n]! / fastest[0]!).toFixed(2)} × bare node`,
  );
