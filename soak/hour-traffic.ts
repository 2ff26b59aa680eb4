import type { OrderEventInput } from '#contract/order-event.ts';
import type { DeliveryStatus } from '#contract/tracking-item.ts';
import type { Random } from '../sim/random.ts';

/** One message that the shop publishes, and keeps until it was acknowledged. */
export interface Publication {
  /** Of the order; of a poison event, what its body can be known by. */
  readonly id: string;
  readonly kind: 'order' | 'repeated' | 'poison';
  readonly body: string;
}

/** The traffic of the hour, and what has to become of it. */
export interface Traffic {
  /** In the order of their publishing. */
  readonly publications: readonly Publication[];
  /** The status that each order's email must end in, by order id. */
  readonly expected: ReadonlyMap<string, DeliveryStatus>;
  /** The reason under which each poison event must lie in the dead letters, by id. */
  readonly poison: ReadonlyMap<string, string>;
}

/** Recipients, each up to its share of all. The simulator's labels make every customer one of their own. */
const RECIPIENTS: readonly { upTo: number; mailbox: (n: number) => string; status: DeliveryStatus }[] = [
  { upTo: 0.04, mailbox: (n) => `bounce+${n}@simulator.amazonses.com`, status: 'BOUNCED' },
  { upTo: 0.06, mailbox: (n) => `complaint+${n}@simulator.amazonses.com`, status: 'COMPLAINED' },
  { upTo: 0.08, mailbox: (n) => `ooto+${n}@simulator.amazonses.com`, status: 'DELIVERED' },
  { upTo: 0.5, mailbox: (n) => `success+${n}@simulator.amazonses.com`, status: 'DELIVERED' },
  { upTo: 1, mailbox: (n) => `customer-${n}@example.com`, status: 'DELIVERED' },
];

/** In which an email of this traffic may end. */
export const FINAL_STATUSES: ReadonlySet<DeliveryStatus> = new Set(RECIPIENTS.map(({ status }) => status));

/** Of the orders, so many are published once more, word for word or changed: the same order all the same. */
const REPEATED = 0.05;
/** For so many orders, the shop publishes one event that is none. */
const POISON = 0.01;

/** How a poison event is wrong, and what the dead letters say of it. */
const POISONS: readonly { body: (order: OrderEventInput) => string; reason: string }[] = [
  { body: ({ orderId }) => `{"orderId": "${orderId}", "customerEmail": `, reason: 'NOT_JSON' },
  { body: ({ orderId }) => JSON.stringify([orderId]), reason: 'NOT_AN_OBJECT' },
  { body: (order) => JSON.stringify({ ...order, customerEmail: undefined }), reason: 'MISSING_FIELD' },
  { body: (order) => JSON.stringify({ ...order, orderTotal: 'for free' }), reason: 'INVALID_FIELD' },
];

/** Draws what a shop publishes in an hour of so many orders. */
export function drawTraffic(orders: number, random: Random): Traffic {
  const publications: Publication[] = [];
  const expected = new Map<string, DeliveryStatus>();
  const poison = new Map<string, string>();
  for (let n = 1; n <= orders; n++) {
    const { order, status } = drawOrder(n, random);
    expected.set(order.orderId, status);
    publications.push({ id: order.orderId, kind: 'order', body: JSON.stringify(order) });
    if (random.chance(REPEATED)) publications.push(repeated(publications, orders, random));
    if (random.chance(POISON)) {
      const id = `POISON-${n}.`;
      const { body, reason } = random.pick(POISONS);
      poison.set(id, reason);
      publications.push({ id, kind: 'poison', body: body({ ...order, orderId: id }) });
    }
  }
  return { publications, expected, poison };
}

function drawOrder(n: number, random: Random): { order: OrderEventInput; status: DeliveryStatus } {
  const drawn = random.next();
  const recipient = RECIPIENTS.find(({ upTo }) => drawn < upTo)!;
  const items = Array.from({ length: random.integer(1, 6) }, (_, at) => ({
    name: `Product ${random.integer(1, 900)}`,
    quantity: random.integer(1, 3),
    price: `${random.integer(5, 90)}.99`,
    sku: `SKU-${at}`,
  }));
  const order: OrderEventInput = {
    orderId: `HOUR-${n}`,
    customerEmail: recipient.mailbox(n),
    customerName: `Customer ${n}`,
    orderItems: items,
    orderTotal: `${random.integer(20, 900)}.00`,
    orderTimestamp: '2026-11-24T12:00:00Z',
    locale: random.pick(['en-US', 'de-DE', 'fr-FR', 'ja-JP']),
  };
  return { order, status: recipient.status };
}

/** An earlier order again: the latest, as a double click does it, or any, as an import run twice does. */
function repeated(publications: readonly Publication[], orders: number, random: Random): Publication {
  const earlier = publications.filter(({ kind }) => kind === 'order');
  const { id, body } = random.chance(0.5) ? earlier.at(-1)! : random.pick(earlier);
  const changed = { ...JSON.parse(body), orderTotal: `${orders}.00` };
  return { id, kind: 'repeated', body: random.chance(0.5) ? body : JSON.stringify(changed) };
}
