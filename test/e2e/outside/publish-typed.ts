import { createPublisher, type OrderEventInput, OrderEventRefused } from 'ordermail/publisher';
import schema from 'ordermail/schema/order-event.schema.json' with { type: 'json' };
import { fromMedusaOrder } from 'ordermail/shops/medusa';
import { fromSaleorOrder } from 'ordermail/shops/saleor';
import { fromShopifyOrder } from 'ordermail/shops/shopify';
import { fromWooCommerceOrder } from 'ordermail/shops/woocommerce';

/** A shop's program, run outside this repository: publishes one typed order and a batch of which one order does not fit. */
const [topicArn = '', orderId = ''] = process.argv.slice(2);

const order: OrderEventInput = {
  orderId,
  customerEmail: 'success@simulator.amazonses.com',
  customerName: 'John Doe',
  orderItems: [{ name: 'Product', quantity: 2, price: '29.99' }],
  orderTotal: '59.98',
  orderTimestamp: '2024-10-08T12:00:00Z',
};

const publisher = createPublisher({ topicArn });
await publisher.publish(order);
const results = await publisher.publishBatch([
  { ...order, orderId: `${orderId}-2` },
  { ...order, orderTotal: '-1' },
]);
const refused = await publisher
  .publish({ ...order, customerEmail: 'nobody' })
  .catch((error: unknown) => (error instanceof OrderEventRefused ? error.field : 'another error'));

const translations = [fromMedusaOrder, fromSaleorOrder, fromShopifyOrder, fromWooCommerceOrder].map(
  (translate) => translate({}).kind,
);
console.log(
  JSON.stringify({ results: results.map(({ kind }) => kind), refused, translations, title: schema.title }),
);
