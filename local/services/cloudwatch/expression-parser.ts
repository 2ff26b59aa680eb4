/** A metric math expression as a tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'reference'; readonly id: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'operation'; readonly operator: string; readonly args: readonly Expression[] };

/** Why an expression cannot be read. */
export class ExpressionError extends Error {}

/** Operators by precedence, loosest first; all of them bind to the left. */
const LEVELS = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
] as const;

const TOKEN =
  /\s*(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_][A-Za-z0-9_]*|\|\||&&|==|!=|<=|>=|[-+*/^<>()[\],])/y;

/** Reads an expression such as `IF(m1 > 100, m1 / SUM([m2, m3]), 0)`. Throws ExpressionError. */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let position = 0;

  const peek = () => tokens[position];
  const take = (expected?: string) => {
    const token = tokens[position++];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new ExpressionError(`Expected ${expected ?? 'a value'} but found ${token ?? 'the end'}.`);
    }
    return token;
  };

  function binary(level: number): Expression {
    const operators: readonly string[] | undefined = LEVELS[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    while (operators.includes(peek() ?? '')) {
      const operator = take();
      left = { kind: 'operation', operator, args: [left, binary(level + 1)] };
    }
    return left;
  }

  function unary(): Expression {
    if (peek() !== '-') return power();
    take('-');
    return { kind: 'operation', operator: '-', args: [{ kind: 'number', value: 0 }, unary()] };
  }

  function power(): Expression {
    const base = primary();
    if (peek() !== '^') return base;
    take('^');
    return { kind: 'operation', operator: '^', args: [base, unary()] };
  }

  function primary(): Expression {
    const token = take();
    if (token === '(') {
      const inner = binary(0);
      take(')');
      return inner;
    }
    if (token === '[') return { kind: 'list', items: listUntil(']') };
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^[A-Za-z_]/.test(token)) throw new ExpressionError(`Expected a value but found ${token}.`);
    if (peek() !== '(') return { kind: 'reference', id: token };
    take('(');
    return { kind: 'call', name: token.toUpperCase(), args: listUntil(')') };
  }

  function listUntil(end: string): Expression[] {
    const items: Expression[] = [];
    while (peek() !== end) {
      if (items.length > 0) take(',');
      items.push(binary(0));
    }
    take(end);
    return items;
  }

  const expression = binary(0);
  if (position < tokens.length) throw new ExpressionError(`Unexpected ${peek()}.`);
  return expression;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new ExpressionError(`Cannot read "${text.slice(at).trim()}".`);
    tokens.push(match[1]!);
  }
  return tokens;
}
