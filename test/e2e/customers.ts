import type { LocalCloud } from '#local/local-cloud.ts';
import { logLines } from '#test/privacy/outputs.ts';

/** Shorter ones may stand in a line by chance. */
const MIN_LENGTH = 6;

/** Remembers whom a test's orders are for, and finds them in the logs: no test may make the system write a customer down. */
export class Customers {
  readonly #words = new Set<string>();

  /** Takes note of whom each message is for that comes to a topic or queue of the cloud, by whatever way. */
  watch({ topics, queues }: Pick<LocalCloud, 'topics' | 'queues'>): void {
    const [publish, send] = [topics.publish.bind(topics), queues.send.bind(queues)];
    topics.publish = (arn, publication, principal) => {
      this.meet(publication.message);
      return publish(arn, publication, principal);
    };
    queues.send = (arn, message, senderId) => {
      this.meet(message.body);
      return send(arn, message, senderId);
    };
  }

  /** Takes note of whom an event or a message's body is for; of what is none, nothing. */
  meet(event: unknown): void {
    const { customerEmail, customerName } = Object(typeof event === 'string' ? parsed(event) : event);
    for (const word of [customerEmail, customerName])
      if (typeof word === 'string' && word.length >= MIN_LENGTH) this.#words.add(word.toLowerCase());
  }

  /** Throws where a line of a log names one of them, and where mails went out and nobody was met: such a search could not fail. */
  async searchLogs(endpointUrl: string): Promise<void> {
    if (this.#words.size === 0) return await nobodyWasMailed(endpointUrl);
    for (const { where, text } of await logLines(endpointUrl)) {
      const lower = text.toLowerCase();
      const found = [...this.#words].find((word) => lower.includes(word));
      if (found !== undefined) throw new Error(`A line of the ${where} names the customer ${found}: ${text}`);
    }
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function nobodyWasMailed(endpointUrl: string): Promise<void> {
  const { count } = (await (await fetch(`${endpointUrl}/_local/mails/count`)).json()) as { count: number };
  if (count > 0)
    throw new Error(`${count} mails went out, and it is not known whom to look for in the logs.`);
}
