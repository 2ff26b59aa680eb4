import { AwsError } from '../../gateway/aws-error.ts';
import { type Mailbox, parseMailbox } from './addresses.ts';
import type { Header, Tag } from './mail.ts';

/** A call to send one mail, as both API versions put it. */
export interface MailRequest {
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly configurationSet: string | undefined;
  readonly tags: readonly Tag[];
  readonly content: RequestedContent;
}

export type RequestedContent =
  | {
      readonly kind: 'simple';
      readonly subject: string;
      readonly html: string | undefined;
      readonly text: string | undefined;
      readonly headers: readonly Header[];
    }
  | {
      readonly kind: 'raw';
      readonly mime: Buffer;
      /** Decoded from the message. */
      readonly subject: string;
      readonly headers: readonly Header[];
    };

const MAX_RECIPIENTS = 50;

/** The SES API reference says 256; its own error text and its behaviour say 255. */
const MAX_TAG_LENGTH = 255;

/** The mailboxes of a request, each of them valid. */
export interface Mailboxes {
  readonly from: Mailbox;
  readonly recipients: readonly Mailbox[];
}

/** Refuses a request as SES does, in its order: tags, addresses, number of recipients, headers, content, size. */
export function validateRequest(request: MailRequest, maxMessageBytes: number): Mailboxes {
  for (const tag of request.tags) validateTag(tag);
  const from = parseSender(request);
  const recipients = [...request.to, ...request.cc, ...request.bcc].map(parseMailbox);
  for (const address of request.replyTo) parseMailbox(address);
  if (recipients.length === 0) throw badRequest('At least one destination address is required.');
  if (recipients.length > MAX_RECIPIENTS) throw badRequest(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
  if (request.content.kind === 'simple') validateSimple(request.content);
  const bytes = sizeOf(request.content);
  if (bytes > maxMessageBytes) {
    throw badRequest(`Message length is more than ${maxMessageBytes} bytes long: '${bytes}'.`);
  }
  return { from, recipients };
}

function parseSender({ from, content }: MailRequest): Mailbox {
  if (from) return parseMailbox(from);
  throw badRequest(content.kind === 'raw' ? "Missing required header 'From'." : 'Source cannot be empty');
}

function validateTag({ Name, Value }: Tag): void {
  for (const [what, text] of [
    ['name', Name],
    ['value', Value],
  ] as const) {
    if (!text) throw badRequest(`The tag ${what} must be specified.`);
    if (text.length > MAX_TAG_LENGTH) {
      throw badRequest(`Tag ${what} cannot exceed ${MAX_TAG_LENGTH} characters.`);
    }
    // SES's own tags for the Feedback-ID header are the only ones with a colon.
    const allowed = what === 'name' ? /^(ses:feedback-id-[ab]|[A-Za-z0-9_-]+)$/ : /^[A-Za-z0-9_-]+$/;
    if (allowed.test(text)) continue;
    throw badRequest(
      `Invalid tag ${what} <${text}>: only alphanumeric ASCII characters, '_', and '-' are allowed.`,
    );
  }
}

function validateSimple({ subject, html, text, headers }: RequestedContent & { kind: 'simple' }): void {
  if (/[\r\n]/.test(subject)) throw badRequest('Subject contains a line break.');
  if (html === undefined && text === undefined) throw badRequest('The message body is empty.');
  headers.forEach(({ name, value }, index) => {
    requirePattern(name, 'name', index, /^[!-9;-@A-~]{1,126}$/, '^[!-9;-@A-~]+$');
    requirePattern(value, 'value', index, /^[ -~]{1,995}$/, '[ -~]*');
  });
}

function requirePattern(text: string, member: string, index: number, allowed: RegExp, shown: string): void {
  if (allowed.test(text)) return;
  throw badRequest(
    `1 validation error detected: Value at 'content.simple.headers.${index + 1}.member.${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${shown}`,
  );
}

function sizeOf(content: RequestedContent): number {
  if (content.kind === 'raw') return content.mime.length;
  return Buffer.byteLength(content.subject + (content.html ?? '') + (content.text ?? ''));
}

function badRequest(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}
