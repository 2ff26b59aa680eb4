import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import type { JsonSchema } from '../../schema/json-schema.ts';
import { orderEventJsonSchema } from '../../schema/order-event-schema.ts';
import { anyOrder } from '../email/any-order.ts';
import { orderEvent } from '../support/builders.ts';

type Event = { [field: string]: unknown };
type Path = readonly (string | number)[];

const schema = orderEventJsonSchema();
const accepts = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(schema);

/** What the schema and the contract say of an event. */
const verdicts = (event: unknown) => ({
  schema: accepts(event) ? 'valid' : 'refused',
  contract: checkOrderEvent(event).kind,
});
const BOTH_ACCEPT = { schema: 'valid', contract: 'valid' };
const BOTH_REFUSE = { schema: 'refused', contract: 'refused' };

/** The event in which each field has its first example. */
const COMPLETE = exampleOf(schema) as Event;

function exampleOf(part: JsonSchema): unknown {
  if (Array.isArray(part.examples)) return part.examples[0];
  if (part.$ref) return exampleOf(schema.$defs![part.$ref.split('/').at(-1)!]!);
  if (part.items) return [exampleOf(part.items)];
  return Object.fromEntries(
    Object.entries(part.properties!).map(([name, field]) => [name, exampleOf(field)]),
  );
}

/** Every place of the complete event, fields and list items. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    pathsOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

const PATHS = pathsOf(COMPLETE);
const LEAVES = PATHS.filter((path) => typeof at(COMPLETE, path) !== 'object');

function at(event: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (value as Event)[key], event);
}

/** A copy with one place changed, or removed for undefined. */
function withValue(event: Event, path: Path, value: unknown): Event {
  const copy = structuredClone(event);
  const holder = at(copy, path.slice(0, -1)) as Event;
  if (value === undefined) delete holder[path.at(-1)!];
  else holder[path.at(-1)!] = value;
  return copy;
}

describe('the schema and the contract agree', () => {
  test('that every example is valid, alone and all together', () => {
    expect(verdicts(COMPLETE)).toEqual(BOTH_ACCEPT);
    expect(verdicts(orderEvent())).toEqual(BOTH_ACCEPT);
  });

  test('on orders up to the limits', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        expect(verdicts(JSON.parse(JSON.stringify(order)))).toEqual(BOTH_ACCEPT);
      }),
      { numRuns: 50 },
    );
  });

  test('on what may be left out, and for which type', () => {
    const removed = fc.subarray(PATHS as Path[], { maxLength: 4 });
    const type = fc.constantFrom('ORDER_CONFIRMATION', 'ORDER_SHIPPED', 'ORDER_CANCELLED', 'ORDER_REFUNDED');
    fc.assert(
      fc.property(removed, type, (paths, emailType) => {
        const event = paths.reduce<Event>(
          (left, path) => {
            try {
              return withValue(left, path, undefined);
            } catch {
              return left;
            }
          },
          { ...COMPLETE, emailType },
        );
        const { schema: bySchema, contract } = verdicts(event);
        expect(bySchema).toBe(contract);
      }),
      { numRuns: 200 },
    );
  });

  test('on hostile and misplaced values in every field', () => {
    const values: unknown[] = [
      ...['', ' ', 'x', 'a\r\nBcc: b@example.com', 'a\u0000', '\u2028', '<script>', 'x'.repeat(10_000)],
      ...['1e3', 'NaN', '-1', '1,5', '1.00000', '$1', '€ 1', '1234567890123', ' 1', '0x10'],
      ...[
        'javascript:alert(1)',
        'data:text/html,x',
        'http://example.com',
        'https://a:b@example.com',
        'https://',
      ],
      ...['https://example.com/a b?c#d', 'https://bücher.example/', 'a@example.com, b@example.com', 'a@b'],
      ...[
        "o'brien@example.com",
        'a@bücher.example',
        'büro@example.com',
        '.a@example.com',
        'a..b@example.com',
      ],
      ...[`${'a'.repeat(65)}@example.com`, 'en-US', 'pt_BR', 'no locale', 'abcd', 'EUR', 'XXX', 'eur'],
      ...['2024-02-30', '2024-02-29', '2024-10-08T12:00:00', '2024-10-08T12:00:00Z', '2024-10-08T24:00:00Z'],
      ...[
        'acme',
        'ACME',
        'S-1',
        'S 1',
        'S#1',
        '4242',
        '42424',
        'physical',
        'ship',
        'ORDER_SHIPPED',
        'NEWSLETTER',
      ],
      ...[0, 1, -1, 1.5, 29.99, 1_000_001, 1e12, 1e21, true, false, [], {}, [{}], ['x']],
    ];
    // The last day of a range is compared with the first, which a schema cannot.
    const event = ['estimatedDeliveryUntil', 'shipment.estimatedDeliveryUntil'].reduce<Event>(
      (left, path) => withValue(left, path.split('.'), undefined),
      COMPLETE,
    );
    const disagreements = PATHS.filter((path) => path.at(-1) !== 'estimatedDeliveryUntil').flatMap((path) =>
      values.flatMap((value) => {
        const { schema: bySchema, contract } = verdicts(withValue(event, path, value));
        return bySchema === contract
          ? []
          : [`${path.join('.')} = ${JSON.stringify(value)}: ${bySchema}, ${contract}`];
      }),
    );
    expect(disagreements).toEqual([]);
  });

  test('on random text and numbers, in every field but links and languages', () => {
    const leaf = fc.constantFrom(...LEAVES.filter((path) => !/url|locale|Until/i.test(String(path.at(-1)))));
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.boolean(),
      fc.stringMatching(/^[$€]? ?\d{1,13}(\.\d{1,5})?$/),
    );
    fc.assert(
      fc.property(leaf, value, (path, found) => {
        const { schema: bySchema, contract } = verdicts(withValue(COMPLETE, path, found));
        expect(bySchema).toBe(contract);
      }),
      { numRuns: 1000 },
    );
  });

  test('on values that are nothing of the kind', () => {
    for (const value of [null, [], 'text', 7, {}]) expect(verdicts(value)).toEqual(BOTH_REFUSE);
  });
});

test('what the schema leaves to the contract is no more than its description says', () => {
  const until = { estimatedDelivery: '2024-10-12', estimatedDeliveryUntil: '2024-10-11' };
  for (const fields of [{ orderTotal: 1.00001 }, { orderTotal: '€1' }, { locale: 'en-a' }, until])
    expect(verdicts(orderEvent(fields))).toEqual({ schema: 'valid', contract: 'refused' });
});
