import { type Expression, ExpressionError, parseExpression } from './expression-parser.ts';
import type { TimeSeries } from './time-series.ts';

/** What an expression comes to: one number for all times, one series, or several. */
export type Value = number | TimeSeries | readonly TimeSeries[];

/** What an expression may refer to. */
export interface Scope {
  /** The value of another query; undefined for an id that does not exist. */
  readonly lookup: (id: string) => Value | undefined;
  /** Every series that was read from a metric. */
  readonly allMetrics: () => readonly TimeSeries[];
  /** The starts of all periods asked for, oldest first. */
  readonly periods: readonly number[];
  readonly periodSeconds: number;
}

/** Computes an expression. Throws ExpressionError for what it cannot read or does not know. */
export function evaluate(text: string, scope: Scope): Value {
  return compute(parseExpression(text), scope);
}

function compute(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'reference': {
      const value = scope.lookup(expression.id);
      if (value === undefined) throw new ExpressionError(`There is no query with the id ${expression.id}.`);
      return value;
    }
    case 'list':
      return expression.items.flatMap((item) => seriesOf(compute(item, scope)));
    case 'operation': {
      const [left, right] = expression.args.map((argument) => compute(argument, scope));
      return combine(left!, right!, OPERATORS[expression.operator]!);
    }
    case 'call':
      return call(expression.name, expression.args, scope);
  }
}

type Operator = (left: number, right: number) => number;

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  AND: (a, b) => Number(a !== 0 && b !== 0),
  '||': (a, b) => Number(a !== 0 || b !== 0),
  OR: (a, b) => Number(a !== 0 || b !== 0),
};

/** Of two series only the times that both have count; a division by zero leaves no value. */
function combine(left: Value, right: Value, operator: Operator): Value {
  if (typeof left === 'number' && typeof right === 'number') return operator(left, right);
  if (Array.isArray(left)) return left.map((series) => combine(series, right, operator) as TimeSeries);
  if (Array.isArray(right)) return right.map((series) => combine(left, series, operator) as TimeSeries);
  const [a, b] = [left as number | TimeSeries, right as number | TimeSeries];
  const times = typeof a === 'number' ? (b as TimeSeries).keys() : a.keys();
  const result = new Map<number, number>();
  for (const time of times) {
    const [x, y] = [at(a, time), at(b, time)];
    const value = x === undefined || y === undefined ? Number.NaN : operator(x, y);
    if (Number.isFinite(value)) result.set(time, value);
  }
  return result;
}

function at(value: number | TimeSeries, time: number): number | undefined {
  return typeof value === 'number' ? value : value.get(time);
}

function seriesOf(value: Value): readonly TimeSeries[] {
  if (typeof value === 'number') throw new ExpressionError('A list holds series, not numbers.');
  return Array.isArray(value) ? value : [value as TimeSeries];
}

/** Over numbers; with a list, of the values of each time; with one series, of all its values. */
const AGGREGATES: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
};

const EACH: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
};

const FUNCTIONS = [...Object.keys(AGGREGATES), ...Object.keys(EACH), 'FILL', 'IF', 'METRICS', 'PERIOD'];

function call(name: string, args: readonly Expression[], scope: Scope): Value {
  if (name === 'METRICS') return scope.allMetrics();
  if (name === 'PERIOD') return scope.periodSeconds;
  if (name === 'FILL') return fill(args, scope);
  const values = args.map((argument) => compute(argument, scope));
  if (name === 'IF') return choose(values);
  if (Object.hasOwn(EACH, name)) return combine(values[0] ?? 0, 0, (value) => EACH[name]!(value));
  if (Object.hasOwn(AGGREGATES, name)) return aggregate(AGGREGATES[name]!, values[0] ?? 0);
  throw new ExpressionError(
    `The function ${name} is not emulated by the local cloud. Emulated: ${FUNCTIONS.join(', ')}.`,
  );
}

function aggregate(of: (values: readonly number[]) => number, value: Value): Value {
  if (typeof value === 'number') return value;
  if (!Array.isArray(value)) return of([...(value as TimeSeries).values()]);
  const times = [...new Set(value.flatMap((series: TimeSeries) => [...series.keys()]))].sort((a, b) => a - b);
  return new Map(
    times.map((time) => [time, of(value.flatMap((series: TimeSeries) => series.get(time) ?? []))]),
  );
}

/** `IF(condition, then, else)`: where a series has no value, there is none in the result. */
function choose([condition = 0, then = 1, otherwise]: readonly Value[]): Value {
  if (typeof condition === 'number') return condition !== 0 ? then : (otherwise ?? new Map());
  if (Array.isArray(condition)) throw new ExpressionError('The condition of IF is a list.');
  const result = new Map<number, number>();
  for (const [time, holds] of condition as TimeSeries) {
    const chosen = holds !== 0 ? then : otherwise;
    if (chosen === undefined || Array.isArray(chosen)) continue;
    const value = at(chosen as number | TimeSeries, time);
    if (value !== undefined) result.set(time, value);
  }
  return result;
}

/** `FILL(m1, 0)` and `FILL(m1, REPEAT)`: a value for every period. */
function fill([source, filler]: readonly Expression[], scope: Scope): Value {
  if (!source || !filler) throw new ExpressionError('FILL takes a series and what to fill it with.');
  const value = compute(source, scope);
  if (typeof value === 'number') return value;
  const repeat = filler.kind === 'reference' && filler.id === 'REPEAT';
  const constant = repeat ? undefined : compute(filler, scope);
  if (constant !== undefined && typeof constant !== 'number')
    throw new ExpressionError('FILL is emulated with a number or REPEAT.');
  const filled = seriesOf(value).map((series) => {
    let last: number | undefined = constant;
    const result = new Map<number, number>();
    for (const time of scope.periods) {
      const known = series.get(time);
      if (repeat && known !== undefined) last = known;
      if ((known ?? last) !== undefined) result.set(time, (known ?? last)!);
    }
    return result;
  });
  return Array.isArray(value) ? filled : filled[0]!;
}
