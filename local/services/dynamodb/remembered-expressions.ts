import { createRequire } from 'node:module';
import type { Json } from 'dynalite/db/index.js';

interface ParseContext {
  readonly attrNames?: Readonly<Record<string, string>>;
  readonly attrVals?: Readonly<Record<string, object>>;
  /** The parser takes out what it uses; the caller refuses what is left after all expressions. */
  readonly unusedAttrNames: Record<string, true>;
  readonly unusedAttrVals: Record<string, true>;
  readonly isKeyCondition?: boolean;
}
interface Parser {
  parse(expression: string, options: { context: ParseContext }): Json;
}

/** What a parse gave, with the request's own values taken out. */
interface Parsed {
  readonly result: Json;
  readonly usedNames: readonly string[];
  readonly usedValues: readonly string[];
}

const REMEMBERED = 1000;
let remembering = false;

/**
 * Makes dynalite's parsers of update and condition expressions remember their results, without the values. A function
 * sends the same few expressions for ever, and parsing them was a third of an UpdateItem's time.
 */
export function rememberExpressions(): void {
  if (remembering) return;
  remembering = true;
  const require = createRequire(import.meta.url);
  for (const file of ['updateParser', 'conditionParser']) remember(require(`dynalite/db/${file}`));
}

function remember(parser: Parser): void {
  const parse = parser.parse;
  const known = new Map<string, Parsed>();
  parser.parse = (expression, { context }) => {
    // What these two give depends on the values themselves, not only on their types.
    if (/between|attribute_type/i.test(expression)) return parse(expression, { context });
    const signature = signatureOf(expression, context);
    let parsed = known.get(signature);
    if (!parsed) {
      parsed = parseOnce(parse, expression, context);
      if (known.size >= REMEMBERED) known.clear();
      known.set(signature, parsed);
    }
    for (const name of parsed.usedNames) delete context.unusedAttrNames[name];
    for (const name of parsed.usedValues) delete context.unusedAttrVals[name];
    return putValuesIn(parsed.result, context.attrVals ?? {});
  };
}

function signatureOf(
  expression: string,
  { attrNames = {}, attrVals = {}, isKeyCondition }: ParseContext,
): string {
  const types = Object.entries(attrVals).map(([name, value]) => [name, Object.keys(value)[0]]);
  return JSON.stringify([expression, attrNames, types, isKeyCondition]);
}

/** Throws the parser's syntax error. A result that is a string is an error as well, and as good to remember. */
function parseOnce(parse: Parser['parse'], expression: string, context: ParseContext): Parsed {
  const { attrNames = {}, attrVals = {} } = context;
  // Not the caller's own lists: another expression of the request may have used a name before.
  const unusedAttrNames = allOf(attrNames);
  const unusedAttrVals = allOf(attrVals);
  const result = parse(expression, { context: { ...context, unusedAttrNames, unusedAttrVals } });
  return {
    result: takeValuesOut(result, new Map(Object.entries(attrVals).map(([name, value]) => [value, name]))),
    usedNames: Object.keys(attrNames).filter((name) => !(name in unusedAttrNames)),
    usedValues: Object.keys(attrVals).filter((name) => !(name in unusedAttrVals)),
  };
}

function allOf(names: object): Record<string, true> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, true]));
}

/** Stands in for one of the request's values. */
class ValueOf {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

function takeValuesOut(node: Json, names: ReadonlyMap<object, string>): Json {
  const name = names.get(node);
  return name === undefined ? copy(node, (child) => takeValuesOut(child, names)) : new ValueOf(name);
}

function putValuesIn(node: Json, values: Readonly<Record<string, object>>): Json {
  return node instanceof ValueOf ? values[node.name] : copy(node, (child) => putValuesIn(child, values));
}

/** A copy one level deep: dynalite writes into what its parsers give. */
function copy(node: Json, child: (value: Json) => Json): Json {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(child);
  const copied = Object.create(null);
  for (const key in node) copied[key] = child(node[key]);
  return copied;
}
