import { type MessageAttribute, type MessageAttributes, messageSize } from '../sqs/message-attributes.ts';
import { invalidAttributeValue, invalidParameter } from './errors.ts';

/** What is published to a topic. */
export interface Publication {
  readonly message: string;
  readonly subject?: string | undefined;
  readonly attributes?: MessageAttributes;
  /** `json`: the message is an object with a text for each protocol, and one under `default`. */
  readonly messageStructure?: string | undefined;
  /** Passed on to queues. */
  readonly messageGroupId?: string | undefined;
}

/** The longest publication or batch of them, attributes counted, in bytes (Publish, "at most 256 KB in size"). */
export const MAX_PUBLICATION_BYTES = 256 * 1024;

const MAX_SUBJECT = 100;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a subject must have none.
const CONTROL = /[\x00-\x1f\x7f]/;

/** Throws AWS's error if it is not something that SNS takes. */
export function checkPublication(publication: Publication): void {
  const { message, subject, attributes = {}, messageStructure } = publication;
  if (message === '') throw invalidParameter('Empty message');
  if (subject !== undefined && (subject === '' || subject.length > MAX_SUBJECT || CONTROL.test(subject)))
    throw invalidParameter('Subject');
  for (const [name, attribute] of Object.entries(attributes)) checkAttribute(name, attribute);
  if (messageSize(message, attributes) > MAX_PUBLICATION_BYTES) throw invalidParameter('Message too long');
  if (messageStructure !== undefined) messagesByProtocol(message, messageStructure);
}

const TYPE = /^(String|Number|Binary)(\..+)?$/;

function checkAttribute(name: string, attribute: MessageAttribute): void {
  const { DataType, StringValue, BinaryValue } = attribute;
  if (typeof DataType !== 'string' || !TYPE.test(DataType))
    throw invalidAttributeValue(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const value = DataType.startsWith('Binary') ? BinaryValue : StringValue;
  if (typeof value !== 'string' || value === '')
    throw invalidAttributeValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
}

/** The text for one protocol. */
export function messageFor(protocol: string, { message, messageStructure }: Publication): string {
  if (messageStructure === undefined) return message;
  const messages = messagesByProtocol(message, messageStructure);
  return messages[protocol] ?? messages.default!;
}

function messagesByProtocol(message: string, structure: string): Readonly<Record<string, string>> {
  if (structure !== 'json') throw invalidParameter(`MessageStructure Reason: "${structure}" is not json`);
  const messages = parsed(message);
  if (typeof messages?.default !== 'string')
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  return messages as Record<string, string>;
}

function parsed(message: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(message);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
}
