import type { OrderEventInput } from '#contract/order-event.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';

/** The order event of the documentation, going to a street, with what matters to a test replaced. */
export function orderEvent(overrides: Partial<Record<keyof OrderEventInput, unknown>> = {}): OrderEventInput {
  return {
    orderId: 'ORDER123456',
    customerEmail: 'customer@example.com',
    customerName: 'John Doe',
    orderItems: [{ name: 'Walnut desk lamp', quantity: 2, price: '29.99' }],
    orderTotal: '59.98',
    orderTimestamp: '2024-10-08T12:00:00Z',
    shippingAddress: { line1: '12 Birchwood Lane', city: 'Springfield', postalCode: '62701', country: 'US' },
    ...overrides,
  } as OrderEventInput;
}

export const NOW = Date.parse('2026-11-24T12:00:00Z');

type Overrides = { readonly [Name in keyof TrackingItem]?: TrackingItem[Name] | undefined };

/** An email claimed at {@link NOW}, its first attempt in flight. */
export function trackingItem(overrides: Overrides = {}): TrackingItem {
  return {
    emailId: 'ORDER123456#ORDER_CONFIRMATION',
    orderId: 'ORDER123456',
    timestamp: new Date(NOW).toISOString(),
    customerEmail: 'customer@example.com',
    emailType: 'ORDER_CONFIRMATION',
    status: 'PENDING',
    statusRank: 0,
    ttl: 1_800_000_000,
    sendState: 'CLAIMED',
    attempt: 1,
    claimId: 'claim-1',
    claimedAt: new Date(NOW).toISOString(),
    leaseUntil: NOW + 60_000,
    doubtUntil: NOW + 900_000,
    ...overrides,
  } as TrackingItem;
}

/** An SES event about attempt 1 of that email, as the configuration set publishes it. */
export function sesEvent(
  eventType: string,
  detail: Record<string, unknown> = {},
  tags: Record<string, string[]> = {},
) {
  return {
    eventType,
    mail: {
      timestamp: '2026-11-24T12:00:01.000Z',
      messageId: 'ses-message-1',
      tags: {
        'ses:configuration-set': ['email-config-set-test'],
        emailId: ['T1JERVIxMjM0NTYjT1JERVJfQ09ORklSTUFUSU9O'],
        attempt: ['1'],
        ...tags,
      },
    },
    ...detail,
  };
}
