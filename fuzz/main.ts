import { parseArgs } from 'node:util';
import { isSound, reportOf } from './report.ts';
import { runSurface } from './run-surface.ts';
import { SURFACES } from './surfaces.ts';
import { Watchdog } from './watchdog.ts';

const NAMES = SURFACES.map(({ name }) => name);

const USAGE = `node fuzz/main.ts [--cases N] [--seed S] [--surface NAME] [--path P]

Draws N hostile inputs (default 1000) from seed S (default 1) for each surface, or for one of ${NAMES.join(', ')}, and checks
what is promised of it. --path, with the seed, repeats a case that failed. Ctrl-C ends a run early, with its report. Exits with 1
where a property does not hold.`;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    surface: { type: 'string' },
    path: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else await main();

async function main(): Promise<void> {
  const cases = wholeNumber('cases', values.cases);
  const seed = wholeNumber('seed', values.seed);
  const chosen = SURFACES.filter(({ name }) => values.surface === undefined || name === values.surface);
  if (chosen.length === 0) return wrong(`--surface is "${values.surface}"; allowed are ${NAMES.join(', ')}.`);
  let isOver = false;
  process.once('SIGINT', () => {
    isOver = true;
  });
  for (const surface of chosen) {
    const watchdog = new Watchdog(`--surface ${surface.name} --seed ${seed} --cases ${cases}`);
    const result = await runSurface(surface, {
      ...{ cases, seed, path: values.path },
      isOver: () => isOver,
      onCheck: () => watchdog.sign(),
    });
    await watchdog.close();
    console.log(reportOf(result).join('\n'));
    if (!isSound(result)) process.exitCode = 1;
  }
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  wrong(`--${name} is "${text}"; it takes a whole number from 1 on.`);
  process.exit(2);
}

function wrong(message: string): void {
  console.error(`${message}\n\n${USAGE}`);
  process.exitCode = 2;
}
