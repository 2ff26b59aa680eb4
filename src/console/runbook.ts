/** The runbook, read into its sections. */
export interface Runbook {
  /** The section of an alarm, by its anchor: the alarm's name without the environment. */
  section(anchor: string): readonly Block[] | undefined;
}

/** A piece of a section. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  /** The first row is the header. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** Reads the Markdown that the runbook uses: headings, paragraphs, fenced code, lists, tables. */
export function readRunbook(markdown: string): Runbook {
  const sections = new Map<string, readonly Block[]>();
  for (const part of markdown.split(/^## /m).slice(1)) {
    const end = part.indexOf('\n');
    const title = end < 0 ? part : part.slice(0, end);
    sections.set(anchorOf(title), blocksOf(end < 0 ? '' : part.slice(end)));
  }
  return { section: (anchor) => sections.get(anchor) };
}

/** As GitHub makes anchors of headings. */
const anchorOf = (title: string) =>
  title
    .trim()
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

function blocksOf(text: string): readonly Block[] {
  return text
    .split(/^```/m)
    .flatMap((part, n) => (n % 2 === 1 ? [codeBlock(part)] : part.split(/\n\s*\n/).flatMap(blockOf)));
}

/** Without the language that the fence names. */
const codeBlock = (part: string): Block => ({
  kind: 'code',
  text: part.slice(part.indexOf('\n') + 1).trimEnd(),
});

const ITEM = /^(?:[-*]|\d+\.) /;

function blockOf(given: string): readonly Block[] {
  const text = given.trim();
  if (text === '') return [];
  const heading = /^#{3,} (.*)\n?/.exec(text);
  if (heading) return [{ kind: 'heading', text: heading[1]! }, ...blockOf(text.slice(heading[0].length))];
  if (text.startsWith('|')) return [{ kind: 'table', rows: rowsOf(text) }];
  if (!ITEM.test(text)) return [{ kind: 'paragraph', text: joined(text) }];
  const items = text.split(/\n(?=(?:[-*]|\d+\.) )/).map((item) => joined(item.replace(ITEM, '')));
  return [{ kind: 'list', ordered: /^\d/.test(text), items }];
}

/** Without the line below the header. */
function rowsOf(text: string): string[][] {
  const rows = text.split('\n').filter((line) => !/^\|[ :|-]+$/.test(line));
  return rows.map((row) =>
    row
      .slice(1, row.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim()),
  );
}

const joined = (text: string) => text.replaceAll(/\s*\n\s*/g, ' ');
