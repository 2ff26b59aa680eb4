import { expectTypeOf, test } from 'vitest';
import type { OrderEventInput } from '#contract/order-event.ts';
import type { OrderEventInput as Generated } from '../../schema/order-event.d.ts';

/** Proven by the type check: at run time there is nothing to compare. */
test('the types that shops get are those of the contract', () => {
  expectTypeOf<Generated>().toEqualTypeOf<OrderEventInput>();
});
