import * as z from 'zod/mini';

/** An object of a payload: fields that are not named here are not read. */
export function object<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.object(shape, 'an object');
}

export const string = z.string('text');

/** A text that may be absent or null. */
export const maybeText = z.nullish(string);

export const maybeFlag = z.nullish(z.boolean('true or false'));

const DECIMAL = 'a decimal amount, as text or number';

/** Money as shop systems write it, `"29.99"` or `29.99`; may be negative. */
export const decimal = z.union(
  [
    z.string().check(z.regex(/^-?\d{1,12}(\.\d+)?$/, DECIMAL)),
    z.number().check(z.gt(-1e12, DECIMAL), z.lt(1e12, DECIMAL)),
  ],
  DECIMAL,
);

export const quantity = z.int('a whole number');

/** A list; absent counts as empty. */
export function list<Item extends z.core.$ZodType>(item: Item) {
  return z._default(z.array(item, 'a list'), []);
}
