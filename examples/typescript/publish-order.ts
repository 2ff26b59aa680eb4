import { createPublisher, type OrderEventInput } from 'ordermail/publisher';

/**
 * Publishes one order. Usage: node publish-order.ts [ORDER_ID [CUSTOMER_EMAIL]]
 *
 * Settings, all from the environment: ENVIRONMENT_SUFFIX (default dev), ACCOUNT_ID (default 123456789012), AWS_REGION
 * (default us-east-1), and AWS_ENDPOINT_URL=http://127.0.0.1:4566 for the local cloud.
 */
const { ENVIRONMENT_SUFFIX = 'dev', ACCOUNT_ID = '123456789012', AWS_REGION = 'us-east-1' } = process.env;
const [orderId = 'ORDER123456', customerEmail = 'customer@example.com'] = process.argv.slice(2);

const order: OrderEventInput = {
  orderId,
  customerEmail,
  customerName: 'John Doe',
  orderItems: [{ name: 'Product', quantity: 2, price: '29.99' }],
  orderTotal: '59.98',
  orderTimestamp: '2024-10-08T12:00:00Z',
};

const publisher = createPublisher({
  topicArn: `arn:aws:sns:${AWS_REGION}:${ACCOUNT_ID}:email-order-events-${ENVIRONMENT_SUFFIX}`,
});
const { messageId } = await publisher.publish(order);
console.log(messageId);
