import process from 'node:process';
import { systemClock } from '#adapters/system/clock.ts';
import { systemRandomness } from '#adapters/system/randomness.ts';
import { runOrdermail } from './run.ts';

// Whoever read the output has gone, such as head: there is nobody left to write for.
process.stdout.on('error', () => process.exit(0));

const { env, stdout, stderr } = process;
const wantsColour = !env.NO_COLOR && env.TERM !== 'dumb';

process.exitCode = await runOrdermail(process.argv.slice(2), {
  clock: systemClock,
  random: systemRandomness,
  variables: env,
  streams: {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colour: wantsColour && stdout.isTTY === true,
    overwrites: stderr.isTTY === true && env.TERM !== 'dumb',
    now: Date.now,
  },
});
