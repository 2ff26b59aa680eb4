import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PAGE = path.resolve(import.meta.dirname, '../../docs/security.md');

/** What is generated into docs/security.md, by the name of its place there. */
export type Parts = Readonly<Record<string, string>>;

/** Writes parts of docs/security.md anew. Throws where it has lost the place of one. */
export function writeParts(parts: Parts): void {
  writeFileSync(PAGE, withParts(readFileSync(PAGE, 'utf8'), parts));
}

/** The document with its parts written anew. Throws where the document has lost the place of one. */
export function withParts(document: string, parts: Parts): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- end ${name} -->`];
    const [before, rest] = cut(text, begin);
    const [, after] = cut(rest, end);
    return `${before}${begin}\n\n${part}\n\n${end}${after}`;
  }, document);
}

function cut(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  if (at < 0)
    throw new Error(`docs/security.md has lost the comment ${mark}, between which and its end a table goes.`);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
