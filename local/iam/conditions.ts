import { anyArnOf, anyOf, anyOfIgnoringCase, type Matcher } from './pattern.ts';
import type { PolicyStatement } from './policy.ts';

/** What is known about a request under a condition key (in lower case); `undefined` if the request has no such key. */
export type ConditionValues = (key: string) => string | readonly string[] | undefined;

/** Whether a statement's conditions hold for a request. */
export type ConditionCheck = (values: ConditionValues) => boolean;

const OPERATORS: Readonly<Record<string, (values: readonly string[]) => Matcher>> = {
  StringEquals: (values) => literally(values),
  StringEqualsIgnoreCase: (values) => {
    const matches = literally(values.map((value) => value.toLowerCase()));
    return (text) => matches(text.toLowerCase());
  },
  StringLike: anyOf,
  ArnEquals: anyArnOf,
  ArnLike: anyArnOf,
  Bool: anyOfIgnoringCase,
};

/** The negated operators; each also holds where the request has no such key. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/**
 * Compiles a `Condition` block; every operator and every key in it must hold. Throws on an operator that is not known
 * here, since a condition that is left out allows too much.
 */
export function compileConditions(condition: PolicyStatement['Condition']): ConditionCheck {
  const checks = Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, expected]) =>
      compileOne(operator, key.toLowerCase(), [expected].flat().map(String)),
    ),
  );
  return (values) => checks.every((check) => check(values));
}

// ForAnyValue:StringNotLikeIfExists, say.
const OPERATOR = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/;

function compileOne(operator: string, key: string, expected: readonly string[]): ConditionCheck {
  if (operator === 'Null') return absence(key, expected);
  const [, set, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  const negated = Object.hasOwn(NEGATED, name);
  const positive = negated ? NEGATED[name]! : name;
  if (!Object.hasOwn(OPERATORS, positive)) throw unknownOperator(operator);

  const matches = OPERATORS[positive]!(expected);
  const holds: Matcher = negated ? (value) => !matches(value) : matches;
  const whenAbsent = ifExists !== undefined || (set ? set === 'ForAllValues' : negated);
  return (values) => {
    const actual = values(key);
    if (actual === undefined) return whenAbsent;
    if (typeof actual === 'string') return holds(actual);
    return set === 'ForAnyValue' ? actual.some(holds) : actual.every(holds);
  };
}

function absence(key: string, expected: readonly string[]): ConditionCheck {
  const wanted = expected[0]?.toLowerCase() === 'true';
  return (values) => (values(key) === undefined) === wanted;
}

function literally(values: readonly string[]): Matcher {
  const set = new Set(values);
  return (text) => set.has(text);
}

function unknownOperator(operator: string): Error {
  const known = [...Object.keys(OPERATORS), ...Object.keys(NEGATED), 'Null'].join(', ');
  return new Error(
    `The condition operator "${operator}" is not evaluated by the local cloud. Evaluated: ${known}, with IfExists, ForAnyValue: and ForAllValues:.`,
  );
}
