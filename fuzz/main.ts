import { parseArgs } from 'node:util';
import { givenOptions, refuse, wholeNumber } from '../sim/command-line.ts';
import { closingLine, isSound, reportOf } from './report.ts';
import { runSurface, type SurfaceResult } from './run-surface.ts';
import { SURFACES } from './surfaces.ts';
import { Watchdog } from './watchdog.ts';

const NAMES = SURFACES.map(({ name }) => name);

const USAGE = `node fuzz/main.ts [--cases N] [--seed S] [--surface NAME] [--path P]

Draws N hostile inputs (default 1000) from seed S (default 1) for each surface, or for one of ${NAMES.join(', ')}, and checks
what is promised of it. --path, with the seed, repeats a case that failed. Ctrl-C ends a run early, with its report. Exits with 1
where a property does not hold.`;

const values = givenOptions(
  () =>
    parseArgs({
      options: {
        cases: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        surface: { type: 'string' },
        path: { type: 'string' },
      },
    }).values,
  USAGE,
);

await main();

async function main(): Promise<void> {
  const cases = wholeNumber('cases', values.cases, USAGE);
  const seed = wholeNumber('seed', values.seed, USAGE);
  const chosen = SURFACES.filter(({ name }) => values.surface === undefined || name === values.surface);
  if (chosen.length === 0)
    return refuse(`--surface is "${values.surface}"; allowed are ${NAMES.join(', ')}.`, USAGE);
  let isOver = false;
  process.once('SIGINT', () => {
    isOver = true;
  });
  const results: SurfaceResult[] = [];
  for (const surface of chosen) {
    const progress = progressOf(surface.name, cases);
    const watchdog = new Watchdog(`--surface ${surface.name} --seed ${seed} --cases ${cases}`);
    const result = await runSurface(surface, {
      ...{ cases, seed, path: values.path },
      isOver: () => isOver,
      onCheck: (done) => {
        watchdog.sign();
        progress(done);
      },
    });
    await watchdog.close();
    console.log(reportOf(result).join('\n'));
    results.push(result);
  }
  console.log(closingLine(results));
  if (!results.every(isSound)) process.exitCode = 1;
}

/** Says, beside the report, when another tenth is done: a long run is silent otherwise for a quarter of an hour. */
function progressOf(name: string, cases: number): (done: number) => void {
  let told = 0;
  return (done) => {
    const tenths = Math.floor((10 * done) / cases);
    if (tenths <= told || tenths >= 10) return;
    told = tenths;
    console.error(`${name}: ${done} of ${cases} cases`);
  };
}
