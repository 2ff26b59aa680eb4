import { createPublisher } from 'ordermail/publisher';

/** Must not compile: a field that is missing, one of a wrong type, one that is not in the schema, and a type of email that is none. */
const publisher = createPublisher({ topicArn: 'arn:aws:sns:us-east-1:123456789012:email-order-events-dev' });
const order = {
  orderId: '1',
  customerEmail: 'customer@example.com',
  customerName: 'John Doe',
  orderTotal: '59.98',
  orderTimestamp: '2024-10-08T12:00:00Z',
};
await publisher.publish(order);
await publisher.publish({ ...order, orderItems: [{ name: 'Product', quantity: 'two', price: '29.99' }] });
await publisher.publish({ ...order, orderItems: [], cardNumber: '4111111111111111' });
await publisher.publish({ ...order, orderItems: [], emailType: 'NEWSLETTER' });
