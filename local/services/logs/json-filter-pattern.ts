import { AwsError } from '../../gateway/aws-error.ts';

type Test = (root: unknown) => boolean;

const TOKEN =
  /\s*("(?:[^"\\]|\\.)*"|&&|\|\||!=|>=|<=|[=<>(){}]|\$(?:\.[\w-]+|\[\d+\]|\['[^']*'\])*|[^\s"=<>!(){}&|]+)/y;

/** A pattern such as `{ ($.level = "ERROR" || $.status >= 500) && $.user.id = u-* }`, as a check of a log line. */
export function compileJsonPattern(pattern: string): (message: string) => boolean {
  const tokens = tokenize(pattern);
  let position = 0;
  const peek = () => tokens[position];
  const take = (expected?: string): string => {
    const token = tokens[position++];
    if (token === undefined || (expected && token !== expected)) throw invalid(pattern);
    return token;
  };

  function alternatives(): Test {
    const tests = [conjunction()];
    while (peek() === '||') {
      take('||');
      tests.push(conjunction());
    }
    return (root) => tests.some((test) => test(root));
  }

  function conjunction(): Test {
    const tests = [comparison()];
    while (peek() === '&&') {
      take('&&');
      tests.push(comparison());
    }
    return (root) => tests.every((test) => test(root));
  }

  function comparison(): Test {
    if (peek() === '(') {
      take('(');
      const inner = alternatives();
      take(')');
      return inner;
    }
    const selector = take();
    if (!selector.startsWith('$')) throw invalid(pattern);
    const select = compileSelector(selector);
    const operator = take();
    if (operator === 'IS') return compileIs(select, take(), pattern);
    if (operator === 'EXISTS') return (root) => select(root) !== undefined;
    if (operator === 'NOT') {
      take('EXISTS');
      return (root) => select(root) === undefined;
    }
    return compileComparison(select, operator, take(), pattern);
  }

  take('{');
  const test = alternatives();
  take('}');
  if (position < tokens.length) throw invalid(pattern);
  return (message) => {
    const root = parsed(message);
    return root !== undefined && test(root);
  };
}

function tokenize(pattern: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (pattern.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(pattern);
    if (!match) throw invalid(pattern);
    tokens.push(match[1]!);
  }
  return tokens;
}

function parsed(message: string): unknown {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function compileSelector(selector: string): (root: unknown) => unknown {
  const steps = [...selector.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]/g)].map(
    ([, name, index, quoted]) => name ?? index ?? quoted ?? '',
  );
  return (root) =>
    steps.reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? (value as Record<string, unknown>)[step]
          : undefined,
      root,
    );
}

function compileIs(select: (root: unknown) => unknown, what: string, pattern: string): Test {
  if (what === 'NULL') return (root) => select(root) === null;
  if (what === 'TRUE') return (root) => select(root) === true;
  if (what === 'FALSE') return (root) => select(root) === false;
  throw invalid(pattern);
}

const BY_NUMBER: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
};

/** A quoted operand is text; a bare one is a number if it looks like one. `*` in text stands for anything. */
function compileComparison(
  select: (root: unknown) => unknown,
  operator: string,
  operand: string,
  pattern: string,
): Test {
  const compare = Object.hasOwn(BY_NUMBER, operator) ? BY_NUMBER[operator] : undefined;
  if (!compare) throw invalid(pattern);
  const isText = operand.startsWith('"') || Number.isNaN(Number(operand));
  if (!isText) {
    const limit = Number(operand);
    return (root) => {
      const value = select(root);
      return typeof value === 'number' && compare(value, limit);
    };
  }
  if (operator !== '=' && operator !== '!=') throw invalid(pattern);
  const wanted = operand.startsWith('"') ? operand.slice(1, -1).replace(/\\(.)/g, '$1') : operand;
  const expression = new RegExp(`^${wanted.split('*').map(RegExp.escape).join('.*')}$`, 's');
  return (root) => {
    const value = select(root);
    const equal = typeof value !== 'object' && value !== undefined && expression.test(String(value));
    return operator === '=' ? equal : value !== undefined && !equal;
  };
}

function invalid(pattern: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid filter pattern: ${pattern}`);
}
