import { MAX_EVENT_BYTES } from '#contract/check-order-event.ts';
import { resourceNames } from '#contract/names.ts';
import { MAX_RECEIVE_COUNT, QUEUE_RETENTION_DAYS, RETENTION_DAYS } from '#contract/timing.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import confirmation from '../examples/order.json' with { type: 'json' };
import cancelled from '../examples/order-cancelled.json' with { type: 'json' };
import refunded from '../examples/order-refunded.json' with { type: 'json' };
import shipped from '../examples/order-shipped.json' with { type: 'json' };
import packageJson from '../package.json' with { type: 'json' };

const ENVIRONMENT = '{environment}';
const { orderTopic, orderQueue, orderDeadLetters } = Object.fromEntries(
  Object.entries(resourceNames('ENV')).map(([key, name]) => [key, name.replace('ENV', ENVIRONMENT)]),
) as ReturnType<typeof resourceNames>;

const EXAMPLES = {
  ORDER_CONFIRMATION: confirmation,
  ORDER_SHIPPED: shipped,
  ORDER_CANCELLED: cancelled,
  ORDER_REFUNDED: refunded,
} as const satisfies Record<(typeof EMAIL_TYPES)[number], object>;

/** The AsyncAPI 3.0 description of the order topic: what may be published there, and what is promised. */
export function asyncApiDocument(): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Ordermail',
      version: packageJson.version,
      description: packageJson.description,
      license: { name: packageJson.license },
    },
    defaultContentType: 'application/json',
    channels: {
      orderEvents: {
        address: orderTopic,
        title: 'Order topic',
        description: PROMISES,
        messages: { orderEvent: { $ref: '#/components/messages/orderEvent' } },
        parameters: {
          environment: {
            description: 'The deployment: its setting ENVIRONMENT_SUFFIX.',
            default: 'dev',
            examples: ['dev', 'prod'],
          },
        },
        bindings: {
          sns: { name: orderTopic, ordering: { type: 'standard' }, bindingVersion: '0.1.0' },
        },
      },
    },
    operations: {
      sendOrderEmail: {
        action: 'receive',
        title: 'Send an email for an order',
        channel: { $ref: '#/channels/orderEvents' },
        messages: [{ $ref: '#/channels/orderEvents/messages/orderEvent' }],
        bindings: {
          sns: {
            topic: { name: orderTopic },
            consumers: [{ protocol: 'sqs', endpoint: { name: orderQueue }, rawMessageDelivery: true }],
            bindingVersion: '0.1.0',
          },
        },
      },
    },
    components: {
      messages: {
        orderEvent: {
          name: 'orderEvent',
          title: 'Order event',
          summary: 'One email about one order.',
          contentType: 'application/json',
          payload: {
            schemaFormat: 'application/schema+json;version=draft-2020-12',
            schema: { $ref: './order-event.schema.json' },
          },
          examples: EMAIL_TYPES.map((type) => ({ name: type, payload: EXAMPLES[type] })),
        },
      },
    },
  };
}

const PROMISES = `What is promised to a publisher:

- **Once.** One email for each order and type, and for each shipment and refund by its own id, however often the event is published within ${RETENTION_DAYS} days. Publish it again whenever you are not sure.
- **No order.** The topic is a standard one: events arrive in any order, and an email of one type does not wait for another.
- **Size.** At most ${MAX_EVENT_BYTES} bytes of JSON; a batch of ten at most 262144.
- **Refusals.** An event that does not fit is not mailed. It is in the queue ${orderDeadLetters} at once, with \`reason\`, \`field\` and \`allowed\` as message attributes and never a value of the event.
- **Retries.** An event that fits is kept for ${QUEUE_RETENTION_DAYS} days and tried again, up to ${MAX_RECEIVE_COUNT} times; what cannot be sent until then is in the dead letters, too.
- **Unknown fields** are allowed, and nothing is done with them.`;
