import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import { fromMedusaOrder } from '#shops/medusa.ts';
import { fromSaleorOrder } from '#shops/saleor.ts';
import {
  fromShopifyCancellation,
  fromShopifyFulfillment,
  fromShopifyOrder,
  fromShopifyRefund,
} from '#shops/shopify.ts';
import type { Translation } from '#shops/translation.ts';
import { fromWooCommerceOrder } from '#shops/woocommerce.ts';
import medusa from './payloads/medusa-order.json' with { type: 'json' };
import saleor from './payloads/saleor-order.json' with { type: 'json' };
import fulfillment from './payloads/shopify-fulfillment.json' with { type: 'json' };
import shopify from './payloads/shopify-order.json' with { type: 'json' };
import refund from './payloads/shopify-refund.json' with { type: 'json' };
import woocommerce from './payloads/woocommerce-order.json' with { type: 'json' };

/** Anyone who can post to a shop's webhook, and any plugin, may put anything into any field. */

type Json = { [key: string]: unknown };

const ADAPTERS: Record<string, [payload: object, translate: (payload: unknown) => Translation]> = {
  'Shopify order': [shopify, (payload) => fromShopifyOrder(payload)],
  'Shopify cancellation': [
    { ...shopify, cancelled_at: '2026-11-21T08:00:00+01:00', refunds: [refund] },
    (payload) => fromShopifyCancellation(payload),
  ],
  'Shopify fulfillment': [
    { fulfillment, order: shopify },
    (payload) => fromShopifyFulfillment((payload as Json).fulfillment, (payload as Json).order),
  ],
  'Shopify refund': [
    { refund, order: shopify },
    (payload) => fromShopifyRefund((payload as Json).refund, (payload as Json).order),
  ],
  WooCommerce: [woocommerce, fromWooCommerceOrder],
  Medusa: [medusa, fromMedusaOrder],
  Saleor: [saleor, fromSaleorOrder],
};

const MARK = 'hostile-7f3a';

const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      '',
      ' ',
      `${MARK}\r\nBcc: x@example.com`,
      `${MARK}\u0000`,
      `<script>${MARK}</script>`,
      '\ud800',
      MARK.repeat(1000),
    ],
    ...[
      `javascript:${MARK}`,
      `http://example.com/${MARK}`,
      `https://${MARK}:x@example.com`,
      '1e3',
      '-1',
      'NaN',
      '0x10',
    ],
    ...[
      '99999999999999999999',
      '0.000000001',
      0,
      -1,
      1.5,
      1e300,
      5e-324,
      2 ** 53,
      true,
      null,
      undefined,
      [],
      {},
    ],
    ...[
      [null],
      [[]],
      [MARK],
      { length: 3 },
      { toJSON: MARK },
      { __proto__: MARK },
      'XXX',
      'xx-no locale',
      '2026-02-30',
    ],
  ),
  fc.jsonValue(),
);

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function withValue(payload: object, path: readonly string[], value: unknown): object {
  const copy = structuredClone(payload) as Json;
  const holder = path.slice(0, -1).reduce<unknown>((part, key) => (part as Json | undefined)?.[key], copy);
  if (typeof holder === 'object' && holder !== null) (holder as Json)[path.at(-1)!] = value;
  return copy;
}

test.each(Object.entries(ADAPTERS))(
  '%s: whatever is in a payload, there is a valid event, or a refusal that repeats none of it',
  (_, [payload, translate]) => {
    const paths = pathsOf(payload);
    const changes = fc.array(fc.tuple(fc.constantFrom(...paths), hostile), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(changes, (made) => {
        const changed = made.reduce((left, [path, value]) => withValue(left, path, value), payload);
        const translation = translate(changed);
        if (translation.kind === 'event')
          expect(checkOrderEvent(translation.event)).toMatchObject({ kind: 'valid' });
        else expect(JSON.stringify(translation)).not.toContain(MARK);
      }),
      { numRuns: 200 },
    );
  },
);
