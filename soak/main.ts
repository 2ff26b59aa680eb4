import { parseArgs } from 'node:util';
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

const values = givenOptions();

if (values.help) console.log(USAGE);
else await main();

async function main(): Promise<void> {
  const only = choice(values.only);
  const seed = wholeNumber('seed', 1);
  const burst = { orders: wholeNumber('orders', BURST_ORDERS), seed };
  const hour: HourOptions = {
    seed,
    orders: wholeNumber('orders', BUSY_HOUR.orders),
    kills: wholeNumber('kills', BUSY_HOUR.kills),
    restarts: wholeNumber('restarts', BUSY_HOUR.restarts),
    fullDisks: wholeNumber('full-disks', BUSY_HOUR.fullDisks),
  };
  const print = (lines: readonly string[]) => console.log(lines.join('\n'));
  const burstsHold = only === 'hour' || (await soakBursts(burst, print));
  const hourHolds = only === 'bursts' || (await soakHour(hour, print));
  console.log(burstsHold && hourHolds ? 'Nothing was lost.' : 'Something is wrong: see above.');
  if (!burstsHold || !hourHolds) process.exitCode = 1;
}

function choice(only: string | undefined): 'bursts' | 'hour' | undefined {
  if (only === undefined || only === 'bursts' || only === 'hour') return only;
  return wrong(`--only is "${only}"; it takes bursts or hour.`);
}

/** 0 is none of these troubles, but orders and seeds begin with 1. */
function wholeNumber(
  name: 'seed' | 'orders' | 'kills' | 'restarts' | 'full-disks',
  fallback: number,
): number {
  const text = values[name];
  const least = name === 'orders' || name === 'seed' ? 1 : 0;
  const number = text === undefined ? fallback : Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  return wrong(`--${name} is "${text}"; it takes a whole number from ${least} on.`);
}

function wrong(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function givenOptions() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        seed: { type: 'string' },
        orders: { type: 'string' },
        kills: { type: 'string' },
        restarts: { type: 'string' },
        'full-disks': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return wrong((error as Error).message);
  }
}
