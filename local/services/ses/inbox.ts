import type { World } from '../../world.ts';
import { eventDocument } from './event-document.ts';
import type { AcceptedMail, Content, Happening, Header } from './mail.ts';
import type { Mails } from './mails.ts';
import { parseMessage, rawMessage } from './mime.ts';

/** One line of the inbox. Times are milliseconds since the epoch. */
export interface InboxLine {
  /** Cursor: pass the last line's as `before` to get the next page. */
  readonly seq: number;
  readonly messageId: string;
  readonly acceptedAt: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The events so far, such as `Send`, `Delivery`, in the order of their time. */
  readonly events: readonly string[];
}

/** One mail, opened. */
export interface OpenedMail extends InboxLine {
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly configurationSet: string | undefined;
  readonly caller: string;
  readonly headers: readonly Header[];
  readonly html: string | undefined;
  readonly text: string | undefined;
  /** The SES event of each happening so far. */
  readonly timeline: readonly object[];
}

/** What a person sees of the mails that the local cloud accepted. */
export class Inbox {
  readonly #world: World;
  readonly #mails: Mails;

  constructor(world: World, mails: Mails) {
    this.#world = world;
    this.#mails = mails;
  }

  /** Newest first. */
  list(query: { limit: number; before?: number | undefined; recipient?: string | undefined }): InboxLine[] {
    return this.#mails.list(query).map((mail) => this.#line(mail));
  }

  count(): number {
    return this.#mails.count();
  }

  async get(messageId: string): Promise<OpenedMail | undefined> {
    const mail = this.#mails.find(messageId);
    if (!mail) return undefined;
    const { envelope } = mail;
    const { cc, bcc, replyTo, headers } = envelope;
    return {
      ...this.#line(mail),
      cc,
      bcc,
      replyTo,
      headers,
      configurationSet: envelope.configurationSet,
      caller: envelope.callerIdentity,
      ...(await partsOf(this.#mails.content(mail.seq))),
      timeline: this.#past(mail).map((happening) => eventDocument(envelope, happening, this.#world)),
    };
  }

  /** The MIME message. */
  async raw(messageId: string): Promise<Buffer | undefined> {
    const mail = this.#mails.find(messageId);
    return mail && rawMessage(mail.envelope, this.#mails.content(mail.seq), this.#world.region);
  }

  #line(mail: AcceptedMail): InboxLine {
    const { messageId, acceptedAt, from, to, subject, tags } = mail.envelope;
    return {
      seq: mail.seq,
      messageId,
      acceptedAt,
      from,
      to,
      subject,
      tags: Object.fromEntries(tags.map(({ Name, Value }) => [Name, Value])),
      events: this.#past(mail).map(({ kind }) => kind),
    };
  }

  #past({ happenings }: AcceptedMail): Happening[] {
    const now = this.#world.timers.now();
    return happenings.filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
  }
}

async function partsOf(content: Content) {
  if (content.kind === 'parts') return { html: content.html, text: content.text };
  const { html, text } = await parseMessage(content.mime);
  return { html, text };
}
