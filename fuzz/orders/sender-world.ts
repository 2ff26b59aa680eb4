import { queueClient, sendingClient, tableClient } from '#adapters/aws/clients.ts';
import { sha256Digest } from '#adapters/system/randomness.ts';
import { parseOrderEvent } from '#contract/check-order-event.ts';
import { failedMessages } from '#local/services/lambda/batch-response.ts';
import { sqsEvent } from '#local/services/lambda/sqs-event.ts';
import type { ReceivedMessage } from '#local/services/sqs/received-message.ts';
import { connectionOf, NAMES, queueArn, type SimulatedCloud, simulatedCloud } from '../../sim/cloud.ts';
import { Random } from '../../sim/random.ts';
import { senderSettings } from '../../sim/sender-settings.ts';
import { createSender, type QueueHandler } from '../../src/handlers/sender.ts';
import { directLine } from '../direct-line.ts';
import { TestClock } from '../test-clock.ts';

const SETTINGS = { ...senderSettings(2), REPLY_TO_ADDRESS: 'help@example.com' };

/** A valid event's order, and the email that it is about. */
interface OrderIds {
  readonly orderId: string;
  readonly emailId: string;
}

/** What one invocation did. */
export interface SenderRun {
  /** By the message's body; a body that is not here is no valid event. */
  readonly orders: ReadonlyMap<string, OrderIds>;
  readonly cloud: SimulatedCloud;
  /** Ids of the messages that come again. */
  readonly kept: ReadonlySet<string>;
  readonly batch: readonly ReceivedMessage[];
  readonly deadLetters: readonly ReceivedMessage[];
  readonly lines: readonly string[];
  /** Requests to AWS. */
  readonly calls: number;
}

/**
 * One environment of the sender that lives through all cases, as on Lambda, over the local cloud's services; those are new with
 * each case, so that no order has been there before.
 */
export class SenderWorld {
  readonly #clock = new TestClock();
  readonly #random = new Random('fuzz');
  readonly #handler: QueueHandler;
  #cloud: SimulatedCloud | undefined;
  #lines: string[] = [];
  #calls = 0;

  constructor() {
    const connect = <C extends { readonly config: { requestHandler: object } }>(client: C) =>
      directLine(
        client,
        () => this.#cloud!.gateway,
        () => {
          this.#calls++;
        },
      );
    const connection = connectionOf('sender');
    this.#handler = createSender(SETTINGS, {
      ses: connect(sendingClient(connection)),
      sqs: connect(queueClient(connection)),
      table: connect(tableClient(connection)),
      clock: this.#clock,
      random: this.#random,
      digest: sha256Digest,
      write: (line) => void this.#lines.push(line),
    });
  }

  /** Puts the messages into the queue as SNS does, and gives all of them to the sender at once. */
  async run(bodies: readonly string[], check: (run: SenderRun) => Promise<void>): Promise<void> {
    this.#lines = [];
    this.#calls = 0;
    const cloud = this.#newCloud();
    this.#cloud = cloud;
    try {
      for (const body of bodies) cloud.queues.send(queueArn(NAMES.orderQueue), { body }, 'shop');
      const batch = cloud.queues.receive(queueArn(NAMES.orderQueue), { max: 10 });
      const event = sqsEvent(batch, queueArn(NAMES.orderQueue), 'us-east-1');
      const response = await this.#handler(JSON.parse(event), { getRemainingTimeInMillis: () => 30_000 });
      const ids = batch.map(({ messageId }) => messageId);
      const kept = failedMessages(JSON.stringify(response), ids);
      const deadLetters = cloud.queues.receive(queueArn(NAMES.orderDeadLetters), { max: 10 });
      const orders = ordersIn(bodies);
      await check({ cloud, kept, batch, deadLetters, orders, lines: this.#lines, calls: this.#calls });
    } finally {
      cloud.close();
    }
  }

  #newCloud(): SimulatedCloud {
    return simulatedCloud({
      timers: this.#clock,
      random: this.#random,
      ses: { maxSendRate: 1_000, max24HourSend: 1_000_000_000 },
      eventChannel: (topics) => topics,
      onWrite: () => {},
      onLog: (line) => void this.#lines.push(line),
      roles: {},
    });
  }
}

function ordersIn(bodies: readonly string[]): ReadonlyMap<string, OrderIds> {
  const orders = new Map<string, OrderIds>();
  for (const body of bodies) {
    const parsed = parseOrderEvent(body);
    if (parsed.kind !== 'valid') continue;
    const { orderId, emailType, shipment, refund } = parsed.event;
    const parts = { ORDER_SHIPPED: shipment?.shipmentId, ORDER_REFUNDED: refund?.refundId };
    const part = (parts as Partial<Record<string, string>>)[emailType];
    orders.set(body, { orderId, emailId: `${orderId}#${emailType}${part === undefined ? '' : `:${part}`}` });
  }
  return orders;
}
