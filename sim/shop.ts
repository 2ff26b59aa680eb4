import { emailIdOf, tagOf } from '#domain/email-id.ts';
import { NAMES } from './cloud.ts';
import { emailIdOfOrder, orderIdOf } from './email-case.ts';
import type { RunOptions } from './options.ts';
import { Random } from './random.ts';

/** In every field that is personal, and found by the privacy check wherever it does not belong. */
export const CANARY = 'canary';

/** One publish of an order event. */
interface Publish {
  /** Milliseconds since the start. */
  readonly at: number;
  readonly body: string;
}

/** An order with every time its shop publishes it. */
export interface ShopOrder {
  readonly orderId: string;
  readonly malformed: boolean;
  readonly publishes: readonly Publish[];
  /** Feedback about an earlier life of its id, before the first publish. */
  readonly orphan: boolean;
  /** What support is asked for. */
  readonly wishes: readonly Wish[];
}

/** What support is asked to do with an order's email, and when: milliseconds since the start. */
export type Wish =
  | { readonly kind: 'resend'; readonly at: number; readonly to?: string; readonly despiteHeld: boolean }
  | { readonly kind: 'erase'; readonly at: number; readonly unsuppress: boolean };

/** What becomes of a mail, by its recipient. A recipient of an odd kind may have more than one order. */
export const RECIPIENT_KINDS = {
  delivered: 'delivered',
  delayed: 'delayed',
  bounced: 'bounced',
  mailboxfull: 'mailboxFull',
  complained: 'complained',
  autoreplied: 'autoReplied',
  rejected: 'rejected',
} as const;

/** A recipient whom SES refuses at once. */
export const REFUSED_RECIPIENT = 'refused';

/** Draws all orders of a run. */
export function drawOrders(options: RunOptions, random: Random): readonly ShopOrder[] {
  // Apart, so that the same shops publish the same orders whatever support is asked for.
  const customers = new Random(`wishes ${options.seed}`);
  return Array.from({ length: options.orders }, (_, number) => {
    const order = drawOrder(number, options, random);
    return {
      ...order,
      wishes: order.malformed ? [] : drawWishes(order.publishes[0]!.at, number, options, customers),
    };
  });
}

/** While the email is on its way, in doubt, held, or long done. A customer who hears nothing asks twice, at once or later. */
function drawWishes(at: number, number: number, options: RunOptions, random: Random): readonly Wish[] {
  const wishes: Wish[] = [];
  const later = () => at + random.pick([1_000, 60_000, HOUR]) * random.between(0, 1);
  while (random.chance(options.resends)) {
    const wish = {
      kind: 'resend',
      at: later(),
      despiteHeld: random.chance(0.2),
      ...(random.chance(0.5) && { to: `${CANARY}-delivered-${number}-corrected@example.net` }),
    } as const;
    wishes.push(wish);
    if (random.chance(0.3)) wishes.push({ ...wish, at: wish.at + random.between(0, 1_000) });
  }
  if (random.chance(options.erasures))
    wishes.push({ kind: 'erase', at: later(), unsuppress: random.chance(0.3) });
  return wishes;
}

const HOUR = 3_600_000;

function drawOrder(number: number, options: RunOptions, random: Random): Omit<ShopOrder, 'wishes'> {
  const orderId = orderIdOf(number);
  const at = (number / options.orderRate) * 1000 + random.between(0, 500);
  if (random.chance(options.malformed)) {
    const body = malformed(orderId, random);
    return { orderId, malformed: true, orphan: false, publishes: [{ at, body }] };
  }
  const order = orderOf(orderId, recipient(number, options, random), random);
  const publishes: Publish[] = [{ at, body: JSON.stringify(order) }];
  while (random.chance(options.publishedTwice)) {
    const other = random.chance(options.otherContent) ? { ...order, orderTotal: '1.00' } : order;
    // At once, or after minutes: while the first one is on its way, in doubt, or done.
    const later = random.chance(0.5) ? random.between(0, 1_000) : random.between(0, 40 * 60_000);
    publishes.push({ at: at + later, body: JSON.stringify(other) });
  }
  // An id comes again long after its first life; feedback about that one came before.
  return { orderId, malformed: false, orphan: random.chance(options.orphans), publishes };
}

function recipient(number: number, { badRecipients }: RunOptions, random: Random): string {
  if (!random.chance(badRecipients)) return `${CANARY}-delivered-${number}@example.net`;
  const kind = random.pick([...Object.keys(RECIPIENT_KINDS), REFUSED_RECIPIENT]);
  return `${CANARY}-${kind}-${random.integer(0, 50)}@example.net`;
}

function orderOf(orderId: string, customerEmail: string, random: Random) {
  return {
    orderId,
    customerEmail,
    customerName: `${CANARY} ${random.pick(['Ada', 'Grace', 'Linus'])}`,
    orderItems: Array.from({ length: random.integer(1, 3) }, (_, item) => ({
      name: `${CANARY} thing ${item}`,
      quantity: random.integer(1, 4),
      price: `${random.integer(1, 200)}.99`,
    })),
    orderTotal: '59.98',
    orderTimestamp: '2026-11-24T12:00:00Z',
    shippingAddress: { line1: `${CANARY} street 1`, city: `${CANARY} city` },
  };
}

function malformed(orderId: string, random: Random): string {
  const good = orderOf(orderId, `${CANARY}@example.net`, random);
  return random.pick([
    () => `${JSON.stringify(good)},`,
    () => JSON.stringify([good]),
    () => JSON.stringify({ ...good, customerEmail: `${CANARY} at example.net` }),
    () => JSON.stringify({ ...good, customerName: undefined, note: CANARY }),
    () => JSON.stringify({ ...good, orderItems: [] }),
    () => JSON.stringify({ ...good, orderTotal: `${CANARY} 12` }),
  ])();
}

/** An event about an earlier life of an order's id, long after its record has expired. */
export function orphanEvent(orderId: string, at: number): string {
  return JSON.stringify({
    eventType: 'Delivery',
    mail: {
      timestamp: new Date(at).toISOString(),
      messageId: `orphan-${orderId}`,
      tags: {
        'ses:configuration-set': [NAMES.configurationSet],
        emailId: [tagOf(emailIdOfOrder(orderId))],
        attempt: ['1'],
      },
    },
    delivery: { timestamp: new Date(at).toISOString() },
  });
}

/** What else turns up on the feedback topic. */
export interface Stray {
  readonly body: string;
  /** Whether it has to end among the dead letters. */
  readonly unreadable: boolean;
}

export function drawStray(random: Random): Stray {
  const tags = {
    'ses:configuration-set': ['another-set'],
    emailId: [tagOf(emailIdOf({ orderId: 'OTHER', emailType: 'ORDER_CONFIRMATION', resend: 1 }))],
    attempt: ['1'],
  };
  return random.pick<Stray>([
    { body: 'Successfully validated SNS topic for Amazon SES event publishing.\n', unreadable: false },
    {
      body: JSON.stringify({ notificationType: 'AmazonSnsSubscriptionSucceeded', message: 'hello' }),
      unreadable: false,
    },
    { body: JSON.stringify({ eventType: 'Delivery', mail: { tags } }), unreadable: false },
    {
      body: JSON.stringify({
        eventType: 'Applause',
        mail: { tags: { ...tags, 'ses:configuration-set': [NAMES.configurationSet] } },
      }),
      unreadable: false,
    },
    { body: 'What is this doing here?', unreadable: true },
  ]);
}

export const isUnreadable = (body: string) => body === 'What is this doing here?';
