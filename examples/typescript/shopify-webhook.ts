import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createPublisher, PublishFailed } from 'ordermail/publisher';
import { fromShopifyOrder } from 'ordermail/shops/shopify';

/**
 * Takes Shopify's webhook orders/create and publishes each order. Usage: node shopify-webhook.ts [PORT]
 *
 * Settings, all from the environment: ORDER_TOPIC_ARN (required), SHOPIFY_SECRET (required: the app's client secret), and
 * AWS_ENDPOINT_URL=http://127.0.0.1:4566 for the local cloud.
 */
const { ORDER_TOPIC_ARN = '', SHOPIFY_SECRET = '' } = process.env;
const [port = '3000'] = process.argv.slice(2);
if (!SHOPIFY_SECRET) throw new Error('Set SHOPIFY_SECRET to the client secret of the Shopify app');

const publisher = createPublisher({ topicArn: ORDER_TOPIC_ARN });

createServer(async (request, response) => {
  const body = await buffer(request);
  response.writeHead(await statusOf(body, request.headers['x-shopify-hmac-sha256'])).end();
}).listen(Number(port), () => console.log(`Waiting for orders on port ${port}`));

/** Anything but 2xx makes Shopify deliver again, which helps against an outage and not against an order without an address. */
async function statusOf(body: Buffer, signature: unknown): Promise<number> {
  if (!isSigned(body, String(signature))) return 401;
  const translation = fromShopifyOrder(JSON.parse(body.toString()));
  if (translation.kind === 'refused') {
    console.error(`No email for this order. ${translation.field} must be ${translation.allowed}`);
    return 200;
  }
  try {
    const { messageId } = await publisher.publish(translation.event);
    console.log(messageId);
    return 200;
  } catch (error) {
    console.error(String(error));
    return error instanceof PublishFailed ? 503 : 500;
  }
}

function isSigned(body: Buffer, signature: string): boolean {
  const expected = createHmac('sha256', SHOPIFY_SECRET).update(body).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
