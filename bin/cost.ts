import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { costAssembly } from './cost/assembly.ts';
import { meterEverything } from './cost/meter-everything.ts';
import { meteredBudget } from './cost/metered-budget.ts';
import { startMeteredPipeline } from './cost/metered-pipeline.ts';
import { costReport } from './cost/report.ts';

/**
 * Meters what one email costs, on the template and the handlers as they are, and prints it with the monthly bill.
 *
 *   npm run cost               prints
 *   npm run cost -- --write    also writes it into docs/cost.md
 */
const PROJECT = path.resolve(import.meta.dirname, '..');
const DOCUMENT = path.join(PROJECT, 'docs/cost.md');
const GENERATED = /(<!-- npm run cost -- --write -->\n)[\s\S]*(<!-- end -->)/;

const report = await metered();
process.stdout.write(`${report}\n`);
if (process.argv.includes('--write')) {
  const document = readFileSync(DOCUMENT, 'utf8');
  if (!GENERATED.test(document))
    throw new Error(`${DOCUMENT} has lost the comments that the tables go between.`);
  writeFileSync(
    DOCUMENT,
    document.replace(GENERATED, (_, begin, end) => `${begin}\n${report}\n\n${end}`),
  );
}

async function metered(): Promise<string> {
  const assemblyDirectory = await costAssembly(path.join(PROJECT, '.ordermail/assembly'));
  const pipeline = await startMeteredPipeline(assemblyDirectory);
  try {
    const all = await meterEverything(pipeline);
    return costReport(all, meteredBudget(all, assemblyDirectory));
  } finally {
    await pipeline.close();
  }
}
