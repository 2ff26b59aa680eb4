import { parseArgs } from 'node:util';
import { soakHour } from './hour.ts';
import { BUSY_HOUR } from './hour-options.ts';

/** The hour alone, with every option: node soak/hour-main.ts --orders 500 --kills 3 --seed 7 */
const names = ['seed', 'orders', 'kills', 'restarts', 'fullDisks'] as const;
const { values } = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: 'string' }] as const)),
});
const given = Object.fromEntries(
  names.flatMap((name) => (values[name] ? [[name, Number(values[name])]] : [])),
);

const holds = await soakHour({ ...BUSY_HOUR, ...given }, (lines) => console.log(lines.join('\n')));
if (!holds) process.exitCode = 1;
