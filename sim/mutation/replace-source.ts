import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Edit } from './mutants.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Changes sources as this process loads them from now on. Throws where a text is not found exactly once: a mutant that
 * changes nothing would prove nothing.
 */
export function replaceSources(edits: readonly Edit[]): void {
  const byUrl = Map.groupBy(edits, ({ file }) => pathToFileURL(path.join(ROOT, file)).href);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const wanted = byUrl.get(url);
      if (!wanted) return loaded;
      return { ...loaded, source: wanted.reduce(applied, String(loaded.source)) };
    },
  });
}

function applied(source: string, { file, text, replacement }: Edit): string {
  const [before, after, ...more] = source.split(text);
  if (after === undefined || more.length > 0)
    throw new Error(
      `${file} should contain this text once, and does ${more.length + (after === undefined ? 0 : 1)} times: ${text}. Bring sim/mutation/mutants.ts up to date.`,
    );
  return `${before}${replacement}${after}`;
}
