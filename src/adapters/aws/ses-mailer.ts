import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Mail, Mailer } from '#app/ports.ts';
import { type CallFailure, outcomeOf } from '#domain/send-outcome.ts';

export interface SesMailerSettings {
  /** The sender, such as `orders@example.com`: its domain or address is verified in SES. */
  readonly fromAddress: string;
  /** Shown with the sender's address. */
  readonly fromName: string;
  /** Absent where answers go to the sender itself. */
  readonly replyToAddress?: string;
  readonly configurationSet: string;
}

/** Sends through SES v2. `client` must make one attempt only, see `sendingClient`. */
export function sesMailer(client: SESv2Client, settings: SesMailerSettings): Mailer {
  const from = `${displayName(settings.fromName)} <${settings.fromAddress}>`;
  return {
    async send(mail) {
      try {
        const { MessageId } = await client.send(sendEmail(mail, from, settings));
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

function sendEmail(mail: Mail, from: string, { replyToAddress, configurationSet }: SesMailerSettings) {
  return new SendEmailCommand({
    FromEmailAddress: from,
    // One recipient per message: an event then speaks of one email only.
    Destination: { ToAddresses: [mail.to] },
    ...(replyToAddress && { ReplyToAddresses: [replyToAddress] }),
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

/** As a quoted string where it is ASCII, else as an RFC 2047 encoded word, since SES passes it on as it is. */
function displayName(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  return `=?UTF-8?B?${Buffer.from(name, 'utf8').toString('base64')}?=`;
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
