/** An attribute's value as the API carries it. */
type AttributeValue = Readonly<Record<string, unknown>>;

/** An item as the API carries it. */
export type Item = Readonly<Record<string, AttributeValue | undefined>>;

/** The size of an item in bytes, by which DynamoDB bills ("DynamoDB item sizes and formats"): names and values. */
export function itemSize(item: Item): number {
  let size = 0;
  // Its own attributes alone: to dynalite one named __proto__ is the item's prototype.
  for (const name of Object.keys(item)) {
    const value = item[name];
    if (value) size += Buffer.byteLength(name) + valueSize(value);
  }
  return size;
}

function valueSize(attribute: AttributeValue): number {
  const type = Object.keys(attribute)[0]!;
  return SIZE_OF[type]!(attribute[type] as never);
}

/** A list or map has so many bytes of its own, and one more for each element. */
const NESTED_BYTES = 3;

const SIZE_OF: Readonly<Record<string, (value: never) => number>> = {
  S: (text: string) => Buffer.byteLength(text),
  N: numberSize,
  B: binarySize,
  BOOL: () => 1,
  NULL: () => 1,
  SS: (texts: readonly string[]) => sum(texts, (text) => Buffer.byteLength(text)),
  NS: (numbers: readonly string[]) => sum(numbers, numberSize),
  BS: (values: readonly string[]) => sum(values, binarySize),
  L: (values: readonly AttributeValue[]) => NESTED_BYTES + values.length + sum(values, valueSize),
  M: (map: Item) => NESTED_BYTES + Object.keys(map).length + itemSize(map),
};

/** A byte for two significant digits and one more; one more still below zero. */
function numberSize(number: string): number {
  const digits = number
    .replace(/^-|e.*$/gi, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}

/** Without the base64 that it travels in. */
function binarySize(base64: string): number {
  return Buffer.byteLength(base64, 'base64');
}

function sum<T>(values: readonly T[], sizeOf: (value: T) => number): number {
  return values.reduce((total, value) => total + sizeOf(value), 0);
}
