import { createHash, hash } from 'node:crypto';
import { invalidMessageContents, invalidParameterValue } from './errors.ts';

/** One message attribute as the APIs carry it. */
export interface MessageAttribute {
  /** `String`, `Number` or `Binary`, perhaps with a label of the sender's own: `Number.int`. */
  readonly DataType: string;
  readonly StringValue?: string;
  /** Base64. */
  readonly BinaryValue?: string;
}

/** A message's attributes by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/**
 * What a message counts against the size limits, in bytes: its body, and name, type and value of each attribute. The
 * attributes may be anything that a caller sent: batches are measured before their entries are looked at.
 */
export function messageSize(body: string, attributes: object = {}): number {
  let bytes = Buffer.byteLength(body);
  for (const [name, attribute] of Object.entries(attributes)) {
    bytes += Buffer.byteLength(name);
    for (const part of [attribute?.DataType, attribute?.StringValue])
      if (typeof part === 'string') bytes += Buffer.byteLength(part);
    if (typeof attribute?.BinaryValue === 'string')
      bytes += Buffer.byteLength(attribute.BinaryValue, 'base64');
  }
  return bytes;
}

/** The digest SDKs check a body against. */
export function md5OfBody(body: string): string {
  return hash('md5', body);
}

/**
 * The digest SDKs check message attributes against, `undefined` if there are none. Documented as "Calculating the MD5
 * message digest for message attributes": by name, each part preceded by its length.
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const digest = createHash('md5');
  const add = (part: Buffer) => digest.update(lengthOf(part)).update(part);
  for (const name of names) {
    const attribute = attributes[name]!;
    add(Buffer.from(name));
    add(Buffer.from(attribute.DataType));
    digest.update(isBinary(attribute) ? '\x02' : '\x01');
    add(bytesOf(attribute));
  }
  return digest.digest('hex');
}

function lengthOf(part: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}

function isBinary({ DataType }: MessageAttribute): boolean {
  return DataType.startsWith('Binary');
}

function bytesOf(attribute: MessageAttribute): Buffer {
  return isBinary(attribute)
    ? Buffer.from(attribute.BinaryValue ?? '', 'base64')
    : Buffer.from(attribute.StringValue ?? '');
}

const MAX_ATTRIBUTES = 10;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that SQS takes.
const NOT_ALLOWED = /[^\x09\x0A\x0D\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Throws AWS's error on a body, or an attribute's text, with a character that XML 1.0 cannot carry. */
export function checkCharacters(text: string): void {
  if (NOT_ALLOWED.test(text)) throw invalidMessageContents();
}

const NAME = /^(?!\.)(?!.*\.\.)(?!.*\.$)[A-Za-z0-9_.-]{1,256}$/;
const TYPE = /^(String|Number|Binary)(\..+)?$/;

/** Throws AWS's error if the attributes of a message to be sent are not what SQS takes. */
export function checkAttributes(attributes: MessageAttributes): void {
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES)
    throw invalidParameterValue(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [10].`,
    );
  for (const [name, attribute] of entries) checkAttribute(name, attribute);
}

function checkAttribute(name: string, attribute: MessageAttribute): void {
  if (!NAME.test(name))
    throw invalidParameterValue(
      'Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores.',
    );
  if (/^(aws|amazon)\./i.test(name))
    throw invalidParameterValue(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use. Additionally, they cannot start or end with '.'.",
    );
  const type = attribute?.DataType;
  if (typeof type !== 'string' || !TYPE.test(type))
    throw invalidParameterValue(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  const value = isBinary(attribute) ? attribute.BinaryValue : attribute.StringValue;
  if (typeof value !== 'string' || value === '')
    throw invalidParameterValue(
      `Message (user) attribute '${name}' must contain a non-empty value of type '${type.split('.')[0]}'.`,
    );
  // "the Value attribute has the same restrictions on the content as the message body" (MessageAttributeValue).
  if (!isBinary(attribute)) checkCharacters(value);
}
