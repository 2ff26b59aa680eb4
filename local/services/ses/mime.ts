import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import type { Content, Envelope, Header } from './mail.ts';

/** Headers that the composer writes itself. */
const COMPOSED = new Set(['from', 'reply-to', 'to', 'cc', 'subject', 'mime-version', 'content-type']);

/** The message as it left for its recipients. Simple mails are composed only now: nobody reads most of them raw. */
export async function rawMessage(envelope: Envelope, content: Content, region: string): Promise<Buffer> {
  if (content.kind === 'raw') return content.mime;
  const composer = new MailComposer({
    from: envelope.from,
    to: [...envelope.to],
    cc: [...envelope.cc],
    replyTo: [...envelope.replyTo],
    subject: envelope.subject,
    date: new Date(envelope.acceptedAt),
    messageId: `<${envelope.messageId}@${region === 'us-east-1' ? 'email' : region}.amazonses.com>`,
    headers: envelope.headers
      .filter(({ name }) => !COMPOSED.has(name.toLowerCase()))
      .map(({ name, value }) => ({ key: name, value })),
    ...(content.html === undefined ? {} : { html: content.html }),
    ...(content.text === undefined ? {} : { text: content.text }),
  });
  return composer.compile().build();
}

/** What SES needs to know of a raw message, and what a reader wants to see of it. */
export interface ParsedMessage {
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly headers: readonly Header[];
  readonly html: string | undefined;
  readonly text: string | undefined;
}

export async function parseMessage(mime: Buffer): Promise<ParsedMessage> {
  const message = await PostalMime.parse(mime);
  return {
    from: message.from && mailboxes([message.from])[0],
    to: mailboxes(message.to),
    cc: mailboxes(message.cc),
    bcc: mailboxes(message.bcc),
    replyTo: mailboxes(message.replyTo),
    subject: message.subject ?? '',
    headers: message.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    html: message.html,
    text: message.text,
  };
}

type Addresses = Awaited<ReturnType<typeof PostalMime.parse>>['to'];

function mailboxes(addresses: Addresses): string[] {
  return (addresses ?? []).flatMap((entry) => {
    if (entry.group) return mailboxes(entry.group);
    return entry.name ? `"${entry.name.replaceAll('"', '')}" <${entry.address}>` : (entry.address ?? []);
  });
}
