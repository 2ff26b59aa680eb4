import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { budgetOverruns, type MeteredBudget } from '#domain/cost-budget.ts';
import { costAssembly } from '../../bin/cost/assembly.ts';
import { meterEverything } from '../../bin/cost/meter-everything.ts';
import { meteredBudget } from '../../bin/cost/metered-budget.ts';
import { startMeteredPipeline } from '../../bin/cost/metered-pipeline.ts';

/** What the system of an assembly was metered to use. */
async function meteredOf(assemblyDirectory: string): Promise<MeteredBudget> {
  const pipeline = await startMeteredPipeline(assemblyDirectory);
  try {
    return meteredBudget(await meterEverything(pipeline, 1), assemblyDirectory);
  } finally {
    await pipeline.close();
  }
}

let assembly: string;

beforeAll(async () => {
  assembly = await costAssembly(path.join(tmpdir(), 'ordermail-test-assemblies'));
});

test('an email costs no more than its budget', { timeout: 120_000 }, async () => {
  expect(budgetOverruns(await meteredOf(assembly))).toEqual([]);
});

describe('a template that costs more', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dear-template-'));
    cpSync(assembly, folder, { recursive: true });
    for (const file of globSync('*.template.json', { cwd: folder })) {
      const template = readFileSync(path.join(folder, file), 'utf8');
      const dearer = template
        .replaceAll(/"BatchSize": 10/g, '"BatchSize": 1')
        .replaceAll(/"NonKeyAttributes": \[/g, '"NonKeyAttributes": ["content",');
      writeFileSync(path.join(folder, file), dearer);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is over the budget, with what that means', { timeout: 120_000 }, async () => {
    const overruns = await meteredOf(folder);
    const sentences = budgetOverruns(overruns).join('\n');
    expect(sentences).toContain('An email costs 9 SQS requests; the budget is 3.6.');
    expect(sentences).toContain('An email costs 3 Lambda invocations; the budget is 0.3.');
    expect(sentences).toMatch(/An email costs [\d.]+ bytes of logs; the budget is 155\./);
    expect(sentences).toMatch(/An email costs [\d.]+ bytes of index entries; the budget is 500\./);
    expect(sentences).toContain('That is $6.48 a month more at 100,000 emails a day.');
  });
});
