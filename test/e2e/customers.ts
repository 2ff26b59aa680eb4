import type { LocalCloud } from '#local/local-cloud.ts';
import { logLines, metricsAndAlarms, type Output } from '#test/privacy/outputs.ts';

/** Shorter addresses and names may stand in a line by chance. */
const MIN_LENGTH = 6;

/** So may shorter names of what was bought: many are common words. */
const MIN_TEXT_LENGTH = 8;

/** What of an order names something that was bought, or a street: strings under these keys, in the parts below. */
const TEXTS: ReadonlySet<string> = new Set(['name', 'line1', 'line2']);
const PARTS = ['orderItems', 'shippingAddress', 'billingAddress', 'shipment', 'refund'];

/** Where people are told of alarms and costs. */
const ALERTS = /:email-(?:cost-)?alerts-[^:]*$/;

/**
 * Remembers whom a test's orders are for, where they live and what they buy, and finds that in what the system says: no test may make it
 * write a customer down.
 */
export class Customers {
  readonly #words = new Set<string>();
  readonly #said: Output[] = [];

  /**
   * Takes note of what each order says that comes to a topic or queue of the cloud, by whatever way; and, to be searched, of what topics
   * tell people and of messages' attributes, those of dead letters among them.
   */
  watch({ topics, queues }: Pick<LocalCloud, 'topics' | 'queues'>): void {
    const [publish, send] = [topics.publish.bind(topics), queues.send.bind(queues)];
    topics.publish = (arn, publication, principal) => {
      this.meet(publication.message);
      if (ALERTS.test(arn)) this.#said.push({ where: `notice to ${arn}`, text: JSON.stringify(publication) });
      return publish(arn, publication, principal);
    };
    queues.send = (arn, message, senderId) => {
      this.meet(message.body);
      const { attributes } = message;
      if (attributes) this.#said.push({ where: `attributes in ${arn}`, text: JSON.stringify(attributes) });
      return send(arn, message, senderId);
    };
  }

  /** Takes note of whom an event or a message's body is for, and of street and items; of what is no order, nothing. */
  meet(event: unknown): void {
    const { customerEmail, customerName, ...order } = Object(
      typeof event === 'string' ? parsed(event) : event,
    );
    this.#take([customerEmail, customerName], MIN_LENGTH);
    for (const part of PARTS) this.#take(textsOf(order[part]), MIN_TEXT_LENGTH);
  }

  #take(words: readonly unknown[], minLength: number): void {
    for (const word of words)
      if (typeof word === 'string' && word.length >= minLength) this.#words.add(word.toLowerCase());
  }

  /**
   * Throws where a log, a metric, an alarm or what was taken note of says any of that, or names somebody whom a mail went to: of an
   * earlier run with the same state, or by no order. So the search knows of nobody only where no mail went out.
   */
  async search(endpointUrl: string): Promise<void> {
    for (const customerEmail of await recipients(endpointUrl)) this.meet({ customerEmail });
    if (this.#words.size === 0) return;
    const outputs = await Promise.all([logLines(endpointUrl), metricsAndAlarms(endpointUrl), this.#said]);
    for (const { where, text } of outputs.flat()) {
      const lower = text.toLowerCase();
      const found = [...this.#words].find((word) => lower.includes(word));
      if (found !== undefined) throw new Error(`Of a customer, ${where} says "${found}": ${text}`);
    }
  }
}

function textsOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (TEXTS.has(key) ? [inner] : textsOf(inner)));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Of every mail that SES took. */
async function recipients(endpointUrl: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (let before = ''; ; ) {
    const response = await fetch(`${endpointUrl}/_local/mails?limit=100${before}`);
    const { mails } = (await response.json()) as {
      mails: readonly { readonly seq: number; readonly to: readonly string[] }[];
    };
    const last = mails.at(-1);
    if (!last) return found;
    found.push(...mails.flatMap(({ to }) => to));
    before = `&before=${last.seq}`;
  }
}
