import { parseArgs } from 'node:util';
import { givenOptions, refuse, wholeNumber } from '../sim/command-line.ts';
import { soakBursts } from './bursts.ts';
import { soakHour } from './hour.ts';
import { BUSY_HOUR, type HourOptions } from './hour-options.ts';

const BURST_ORDERS = 100_000;

const USAGE = `npm run soak -- [--only bursts|hour] [--seed S] [--orders N] [--kills K] [--restarts K] [--full-disks K]

bursts  N orders (default ${BURST_ORDERS}) at once in virtual time, to an account of 14 and to one of 500 mails a second; some 5 ms of
        CPU for each order and rate.
hour    A busy hour of N orders (default ${BUSY_HOUR.orders}) on the local cloud as it is started by hand, which is killed (default
        ${BUSY_HOUR.kills} times), stopped and started (${BUSY_HOUR.restarts}), and whose disk is full at times (${BUSY_HOUR.fullDisks}).

Both without --only. Exits with 1 where anything is lost, stands still or grows.`;

const values = givenOptions(
  () =>
    parseArgs({
      options: {
        only: { type: 'string' },
        seed: { type: 'string' },
        orders: { type: 'string' },
        kills: { type: 'string' },
        restarts: { type: 'string' },
        'full-disks': { type: 'string' },
      },
    }).values,
  USAGE,
);

await main();

async function main(): Promise<void> {
  const only = choice(values.only);
  const seed = numberOf('seed', 1);
  const burst = { orders: numberOf('orders', BURST_ORDERS), seed };
  const hour: HourOptions = {
    seed,
    orders: numberOf('orders', BUSY_HOUR.orders),
    kills: numberOf('kills', BUSY_HOUR.kills),
    restarts: numberOf('restarts', BUSY_HOUR.restarts),
    fullDisks: numberOf('full-disks', BUSY_HOUR.fullDisks),
    watchesMemory: BUSY_HOUR.watchesMemory,
  };
  const print = (lines: readonly string[]) => console.log(lines.join('\n'));
  const burstsHold = only === 'hour' || (await soakBursts(burst, print));
  const hourHolds = only === 'bursts' || (await soakHour(hour, print));
  console.log(burstsHold && hourHolds ? 'Nothing was lost.' : 'Something is wrong: see above.');
  if (!burstsHold || !hourHolds) process.exitCode = 1;
}

function choice(only: string | undefined): 'bursts' | 'hour' | undefined {
  if (only === undefined || only === 'bursts' || only === 'hour') return only;
  return refuse(`--only is "${only}"; it takes bursts or hour.`, USAGE);
}

/** 0 is none of these troubles, but orders and seeds begin with 1. */
function numberOf(name: 'seed' | 'orders' | 'kills' | 'restarts' | 'full-disks', fallback: number): number {
  const least = name === 'orders' || name === 'seed' ? 1 : 0;
  return wholeNumber(name, values[name] ?? String(fallback), USAGE, least);
}
