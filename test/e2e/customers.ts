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

  /**
   * Throws where a line of a log names one of them, or somebody whom a mail went to: of an earlier run with the same state, or by no
   * order. So the search knows of nobody only where no mail went out.
   */
  async searchLogs(endpointUrl: string): Promise<void> {
    for (const customerEmail of await recipients(endpointUrl)) this.meet({ customerEmail });
    if (this.#words.size === 0) return;
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
