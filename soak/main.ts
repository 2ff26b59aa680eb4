import { parseArgs } from 'node:util';
import { soakBursts } from './bursts.ts';

const USAGE = `npm run soak -- [--orders N] [--seed S]

N orders (default 100000) at once in virtual time, to an account of 14 and to one of 500 mails a second; some 5 ms of CPU for
each order and rate. Exits with 1 where anything is lost or stands still.`;

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else await main();

async function main(): Promise<void> {
  const orders = wholeNumber('orders', values.orders);
  const seed = wholeNumber('seed', values.seed);
  const well = await soakBursts({ orders, seed }, (lines) => console.log(lines.join('\n')));
  console.log(well ? 'Nothing was lost.' : 'Something is wrong: see above.');
  if (!well) process.exitCode = 1;
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${name} is "${text}"; it takes a whole number from 1 on.\n\n${USAGE}`);
  process.exit(2);
}
