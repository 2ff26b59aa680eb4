import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail, Mailer } from '#app/ports.ts';
import { type CallFailure, outcomeOf } from '#domain/send-outcome.ts';

export interface SesMailerSettings {
  /** The sender, such as `orders@example.com`: its domain or address is verified in SES. */
  readonly fromAddress: string;
  readonly configurationSet: string;
}

/** Sends through SES v2. `client` must make one attempt only, see `sendingClient`. */
export function sesMailer(client: SESv2Client, settings: SesMailerSettings): Mailer {
  return {
    async send(mail) {
      try {
        const { MessageId } = await client.send(sendEmail(mail, settings));
        // A reply without an id proves nothing.
        return MessageId
          ? { kind: 'accepted', messageId: MessageId }
          : { kind: 'unknown', reason: 'NoMessageId' };
      } catch (error) {
        return outcomeOf(failureOf(error));
      }
    },
  };
}

const content = (Data: string) => ({ Data, Charset: 'UTF-8' });

function sendEmail(mail: Mail, { fromAddress, configurationSet }: SesMailerSettings) {
  return new SendEmailCommand({
    FromEmailAddress: `${displayName(mail.fromName)} <${fromAddress}>`,
    // One recipient per message: an event then speaks of one email only.
    Destination: { ToAddresses: [mail.to] },
    ...(mail.replyTo !== undefined && { ReplyToAddresses: [mail.replyTo] }),
    Content: {
      Simple: {
        Subject: content(mail.subject),
        Body: { Html: content(mail.html), Text: content(mail.text) },
      },
    },
    ConfigurationSetName: configurationSet,
    EmailTags: Object.entries(mail.tags).map(([Name, Value]) => ({ Name, Value })),
  });
}

/** As a quoted string where it is ASCII, else as RFC 2047 encoded words, since SES passes it on as it is. */
function displayName(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  return wordsOf(name)
    .map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`)
    .join(' ');
}

/** What of a text fits into one encoded word: RFC 2047 allows 75 characters in all, which leaves 45 bytes before base64. */
const WORD_BYTES = 45;

/** The text in pieces that fit; no character is split, as RFC 2047 asks for. */
function wordsOf(text: string): string[] {
  const words = [''];
  for (const character of text) {
    const longer = words.at(-1)! + character;
    if (Buffer.byteLength(longer) > WORD_BYTES) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words;
}

function failureOf(error: unknown): CallFailure {
  const { name, code, message, $metadata, cause } = error as {
    name?: string;
    code?: string;
    message?: string;
    $metadata?: { httpStatusCode?: number };
    cause?: { code?: string };
  };
  const httpStatus = $metadata?.httpStatusCode;
  return {
    code: httpStatus === undefined ? (code ?? cause?.code ?? name ?? 'Unknown') : (name ?? 'Unknown'),
    message: message ?? '',
    ...(httpStatus !== undefined && { httpStatus }),
  };
}
