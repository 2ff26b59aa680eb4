/** One attribute as DynamoDB's JSON carries it, such as `{ S: 'text' }` or `{ N: '1' }`. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/** What an expression refers to. */
interface Given {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

type Test = (item: Item, given: Given) => boolean;
type Change = (item: Item, changed: Record<string, AttributeValue>, given: Given) => void;

/** Expressions repeat: each text is read once. */
function remembered<T>(read: (tokens: Tokens) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let result = known.get(text);
    if (result === undefined) {
      const tokens = new Tokens(text);
      result = read(tokens);
      tokens.end();
      known.set(text, result);
    }
    return result;
  };
}

/** Reads a condition: comparisons and `attribute_(not_)exists`, joined by AND, OR and brackets. Throws on anything else. */
export const readCondition = remembered(disjunction);

/** Reads an update: SET of values and `if_not_exists`, and REMOVE. Throws on anything else. */
export const readUpdate = remembered(updateClauses);

function disjunction(tokens: Tokens): Test {
  const any = [conjunction(tokens)];
  while (tokens.take('OR')) any.push(conjunction(tokens));
  return any.length === 1 ? any[0]! : (item, given) => any.some((test) => test(item, given));
}

function conjunction(tokens: Tokens): Test {
  const all = [simpleTest(tokens)];
  while (tokens.take('AND')) all.push(simpleTest(tokens));
  return all.length === 1 ? all[0]! : (item, given) => all.every((test) => test(item, given));
}

function simpleTest(tokens: Tokens): Test {
  if (tokens.take('(')) {
    const inner = disjunction(tokens);
    tokens.need(')');
    return inner;
  }
  for (const [name, present] of [
    ['attribute_exists', true],
    ['attribute_not_exists', false],
  ] as const) {
    if (!tokens.take(name)) continue;
    tokens.need('(');
    const attribute = tokens.next('#');
    tokens.need(')');
    return (item, { names }) => (item[names[attribute]!] !== undefined) === present;
  }
  return comparison(tokens);
}

const COMPARISONS: Readonly<Record<string, (left: string | number, right: string | number) => boolean>> = {
  '=': (left, right) => left === right,
  '<>': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function comparison(tokens: Tokens): Test {
  const attribute = tokens.next('#');
  const compare = COMPARISONS[tokens.next()];
  if (!compare) throw tokens.notKnown();
  const value = tokens.next(':');
  return (item, { names, values }) => {
    const stored = item[names[attribute]!];
    return stored !== undefined && compare(plain(stored), plain(values[value]!));
  };
}

/** A string or a number as JavaScript has it. Throws on other types: nothing compares them. */
export function plain(value: AttributeValue): string | number {
  if (typeof value.S === 'string') return value.S;
  if (typeof value.N === 'string') return Number(value.N);
  throw new Error(`The simulated table compares strings and numbers only, not ${Object.keys(value)}.`);
}

function updateClauses(tokens: Tokens): Change {
  const changes: Change[] = [];
  if (tokens.take('SET'))
    do changes.push(assignment(tokens));
    while (tokens.take(','));
  if (tokens.take('REMOVE'))
    do changes.push(removal(tokens));
    while (tokens.take(','));
  return (item, changed, given) => {
    for (const change of changes) change(item, changed, given);
  };
}

function assignment(tokens: Tokens): Change {
  const attribute = tokens.next('#');
  tokens.need('=');
  if (!tokens.take('if_not_exists')) {
    const value = tokens.next(':');
    return (_item, changed, { names, values }) => {
      changed[names[attribute]!] = values[value]!;
    };
  }
  tokens.need('(');
  const looked = tokens.next('#');
  tokens.need(',');
  const value = tokens.next(':');
  tokens.need(')');
  return (item, changed, { names, values }) => {
    changed[names[attribute]!] = item[names[looked]!] ?? values[value]!;
  };
}

function removal(tokens: Tokens): Change {
  const attribute = tokens.next('#');
  return (_item, changed, { names }) => {
    delete changed[names[attribute]!];
  };
}

class Tokens {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #position = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/[#:]?\w+|<>|<=|>=|\S/g) ?? [];
  }

  take(token: string): boolean {
    if (this.#tokens[this.#position] !== token) return false;
    this.#position++;
    return true;
  }

  need(token: string): void {
    if (!this.take(token)) throw this.notKnown();
  }

  /** The next one, which begins with `first`. */
  next(first = ''): string {
    const token = this.#tokens[this.#position++];
    if (!token?.startsWith(first)) throw this.notKnown();
    return token;
  }

  end(): void {
    if (this.#position < this.#tokens.length) throw this.notKnown();
  }

  notKnown(): Error {
    return new Error(
      `The simulated table does not know the expression "${this.#text}" near its part ${this.#position + 1}. Teach it in sim/dynamodb/expressions.ts, or run on dynalite.`,
    );
  }
}
