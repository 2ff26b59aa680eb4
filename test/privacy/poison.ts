import { CONFIGURATION_SET_TAG } from '#contract/mail-tags.ts';
import { resourceNames } from '#contract/names.ts';
import { sesEventBody } from '#test/support/ses-events.ts';
import type { Canaries } from './canaries.ts';

type Poison = (order: object, canaries: Canaries) => string;

const withField =
  (field: string, value: (canaries: Canaries) => unknown): Poison =>
  (order, canaries) =>
    JSON.stringify({ ...order, [field]: value(canaries) });

/** Bodies that are no order, each wrong in its own way and full of planted values. */
export const POISON: readonly Poison[] = [
  (order) => JSON.stringify(order).slice(0, -1),
  (order) => JSON.stringify([order]),
  (_, canaries) => JSON.stringify(canaries.address('wholeBody')),
  (_, canaries) => canaries.text('noJsonAtAll'),
  // SNS's own envelope, as a subscription without raw delivery has it.
  (order) => JSON.stringify({ Type: 'Notification', Message: JSON.stringify(order) }),
  (order, canaries) => JSON.stringify({ ...order, padding: canaries.text('padding').repeat(5_000) }),
  ...['orderId', 'orderTotal', 'orderTimestamp', 'emailType', 'currency', 'locale', 'brand'].map((field) =>
    withField(field, (canaries) => `${canaries.text(field)}\n`),
  ),
  withField('customerEmail', (canaries) => `${canaries.address('twoOfThem')}, ${canaries.address('second')}`),
  withField('customerEmail', (canaries) => [canaries.address('inAList')]),
  withField('customerName', (canaries) => `${canaries.text('name')}\r\nBcc: ${canaries.address('bcc')}`),
  withField('customerName', (canaries) => ({ [canaries.word('key')]: canaries.text('first') })),
  withField('orderItems', (canaries) => ({ [canaries.word('sku')]: 1 })),
  withField('orderItems', (canaries) => [canaries.text('item')]),
  withField('orderItems', (canaries) => [
    { name: canaries.text('item'), quantity: canaries.text('q'), price: 1 },
  ]),
  withField('shippingAddress', (canaries) => canaries.text('street')),
  withField('orderUrl', (canaries) => `http://${canaries.word('host')}.example/`),
  withField('payment', (canaries) => ({ method: 'Visa', last4: canaries.word('card') })),
  // A brand that the deployment does not have.
  withField('brand', (canaries) => canaries.word('brand').toLowerCase()),
  (_, canaries) => JSON.stringify({ resend: { emailId: canaries.word('emailId') } }),
];

/** What remote mail servers and people can put into an event, and bodies that are no event. */
export function poisonFeedback(canaries: Canaries): readonly string[] {
  const at = '2026-11-24T12:00:02.000Z';
  const { configurationSet } = resourceNames('e2e');
  const subject = { emailId: 'DELIVERED#ORDER_CONFIRMATION', configurationSet };
  const event = (change: (event: Record<string, never>) => object) =>
    JSON.stringify(change(JSON.parse(sesEventBody('hardBounce', at, subject))));
  const everywhere = canaries.text('everywhere');
  return [
    canaries.text('noEvent'),
    JSON.stringify({ mail: canaries.text('mail') }),
    JSON.stringify({ [canaries.word('notice')]: canaries.text('notice') }),
    event((one) => ({ ...one, eventType: everywhere })),
    event((one) => ({ ...one, eventType: canaries.word('eventType'), mail: { tags: {} } })),
    event((one) => ({ ...one, eventType: undefined, notificationType: everywhere })),
    event((one) => ({ ...one, mail: { tags: { [CONFIGURATION_SET_TAG]: [everywhere] } } })),
    event((one) => ({
      ...one,
      mail: { tags: { [CONFIGURATION_SET_TAG]: [configurationSet], emailId: [canaries.word('tag')] } },
    })),
    event((one) => ({ ...one, bounce: { bounceType: { [everywhere]: 1 } } })),
  ];
}
