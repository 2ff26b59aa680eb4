import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTING_NAMES } from '#lib/stage-config.ts';
import { templates } from './synthesized.ts';

const lib = join(import.meta.dirname, '../../lib');
const readme = readFileSync(join(lib, 'README.md'), 'utf8');

/** The first cell of each row of the table below a heading. */
function firstCells(heading: string): readonly string[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, cell]) => cell!);
}

describe('lib/README.md', () => {
  it('has a row for every setting', () => {
    expect(SETTING_NAMES.length).toBeGreaterThan(5);
    expect([...firstCells('Settings')].sort()).toEqual(SETTING_NAMES.toSorted());
  });

  it('has a row for every output', () => {
    const outputs = Object.keys(templates().TapStack.findOutputs('*'));
    expect([...firstCells('Outputs')].sort()).toEqual(outputs.sort());
  });

  it('names every stack', () => {
    for (const stack of Object.keys(templates())) expect(readme).toContain(`\`${stack}-{env}\``);
  });
});
