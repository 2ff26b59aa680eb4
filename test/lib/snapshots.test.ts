import { describe, expect, it } from 'vitest';
import { templates } from './synthesized.ts';

/** The code's hash changes with every line of a handler, and says nothing of the stack. */
function withoutHashes(template: object): object {
  return JSON.parse(JSON.stringify(template).replaceAll(/[0-9a-f]{64}\.zip/g, 'HASH.zip'));
}

describe.each(Object.entries(templates()))('%s', (name, template) => {
  it('is as it was reviewed', async () => {
    const json = JSON.stringify(withoutHashes(template.toJSON()), null, 2);
    await expect(`${json}\n`).toMatchFileSnapshot(`__snapshots__/${name}.json`);
  });
});
