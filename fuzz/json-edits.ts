import fc from 'fast-check';
import { hostileKey, hostileText } from './hostile-text.ts';

/** JSON as it is written, which may say what no value can: a key twice, a number that is none. */
type Node =
  | { readonly kind: 'object'; readonly entries: (readonly [key: string, value: Node])[] }
  | { readonly kind: 'array'; readonly items: Node[] }
  /** As it stands there, whether or not it is JSON. */
  | { readonly kind: 'raw'; readonly text: string };

/** One thing done to a document. `at` chooses the place: its remainder by the number of places. */
export type Edit =
  | { readonly kind: 'replace'; readonly at: number; readonly text: string }
  | { readonly kind: 'remove'; readonly at: number }
  | { readonly kind: 'add'; readonly at: number; readonly key: string; readonly text: string }
  | { readonly kind: 'rename'; readonly at: number; readonly key: string }
  | { readonly kind: 'twice'; readonly at: number; readonly text: string }
  | { readonly kind: 'wrap'; readonly at: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly times: number };

const nested = (open: string, close: string) => (depth: number) => open.repeat(depth) + close.repeat(depth);

/** A value as it stands in JSON, or nearly. */
const rawValue: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: hostileText.map((text) => JSON.stringify(text)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['null', 'true', 'false', '{}', '[]', '[null]', '""', '" "', '{"__proto__":{"polluted":1}}'],
      ...[
        '0',
        '-0',
        '-1',
        '1.5',
        '1e309',
        '-1e309',
        '1e-400',
        '9007199254740993',
        '0.1e1',
        `1${'0'.repeat(400)}`,
      ],
      ...[
        'NaN',
        'Infinity',
        'undefined',
        '01',
        '+1',
        '0x10',
        '.5',
        "'single'",
        '"\\ud800"',
        '"\\u0000"',
        '"\t"',
      ],
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(10, 100, 20_000).map(nested('[', ']')) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(10, 1_000, 10_000)
      .map(nested('{"a":', '}'))
      .map((text) => text.replace(':}', ':1}')),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)) },
);

const at = fc.nat({ max: 9_999 });

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('replace' as const), at, text: rawValue }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), at }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('add' as const), at, key: hostileKey, text: rawValue }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), at, key: hostileKey }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('twice' as const), at, text: rawValue }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wrap' as const), at }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('repeat' as const), at, times: fc.constantFrom(2, 2, 2, 201) }),
  },
);

/** One to four edits. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(edit, { minLength: 1, maxLength: 4 });

/** The value as JSON, edited. */
export function editedJson(value: unknown, changes: readonly Edit[]): string {
  return written(changes.reduce(applied, nodeOf(value)));
}

function nodeOf(value: unknown): Node {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(nodeOf) };
  if (typeof value !== 'object' || value === null)
    return { kind: 'raw', text: JSON.stringify(value) ?? 'null' };
  return { kind: 'object', entries: Object.entries(value).map(([key, child]) => [key, nodeOf(child)]) };
}

function written(node: Node): string {
  switch (node.kind) {
    case 'raw':
      return node.text;
    case 'array':
      return `[${node.items.map(written).join(',')}]`;
    case 'object':
      return `{${node.entries.map(([key, child]) => `${JSON.stringify(key)}:${written(child)}`).join(',')}}`;
  }
}

/** Far above every limit on a body, and far below the longest string of the machine, which repeats of repeats would reach. */
const MOST_REPEATED_CHARACTERS = 4 * 1024 * 1024;

/** About as many characters as it takes, without looking further once it is too many to be repeated. */
function lengthOf(node: Node): number {
  if (node.kind === 'raw') return node.text.length;
  let length = 2;
  const children = node.kind === 'array' ? node.items.map((item) => ['', item] as const) : node.entries;
  for (const [key, child] of children) {
    length += key.length + lengthOf(child) + 1;
    if (length > MOST_REPEATED_CHARACTERS) break;
  }
  return length;
}

/** A member of an object or a list, and how to put others in its place. */
interface Place {
  readonly node: Node;
  readonly parent: Node | undefined;
  become(...others: (readonly [key: string, value: Node])[]): void;
  readonly key: string;
}

function applied(root: Node, change: Edit): Node {
  const top: Node & { kind: 'array' } = { kind: 'array', items: [root] };
  const places = placesIn(top);
  const { node, key, become } = places[change.at % places.length]!;
  const raw = (text: string): Node => ({ kind: 'raw', text });
  switch (change.kind) {
    case 'replace':
      become([key, raw(change.text)]);
      break;
    case 'remove':
      become();
      break;
    case 'add':
      if (node.kind === 'object') node.entries.push([change.key, raw(change.text)]);
      else become([key, node], [change.key, raw(change.text)]);
      break;
    case 'rename':
      become([change.key, node]);
      break;
    case 'twice':
      become([key, node], [key, raw(change.text)]);
      break;
    case 'wrap':
      become([key, { kind: 'array', items: [node] }]);
      break;
    case 'repeat':
      if (lengthOf(node) * change.times <= MOST_REPEATED_CHARACTERS)
        become(...Array.from({ length: change.times }, () => [key, structuredClone(node)] as const));
      break;
  }
  return top.items.length === 1 ? top.items[0]! : top;
}

/** Every value in the document, the whole of it among them. */
function placesIn(node: Node): Place[] {
  if (node.kind === 'raw') return [];
  if (node.kind === 'array')
    return node.items.flatMap((item) => [
      {
        node: item,
        parent: node,
        key: '0',
        become: (...others) => {
          node.items.splice(node.items.indexOf(item), 1, ...others.map(([, other]) => other));
        },
      },
      ...placesIn(item),
    ]);
  return node.entries.flatMap((entry) => [
    {
      node: entry[1],
      parent: node,
      key: entry[0],
      become: (...others: (readonly [string, Node])[]) => {
        node.entries.splice(node.entries.indexOf(entry), 1, ...others);
      },
    },
    ...placesIn(entry[1]),
  ]);
}
