import { invalidParameterValue, wrongType } from './errors.ts';
import { type Input, integer, requiredString } from './input.ts';
import { checkAttributes, checkCharacters, type MessageAttributes } from './message-attributes.ts';
import type { OutgoingMessage } from './message-flow.ts';

const DELAY = { min: 0, max: 900, rule: 'DelaySeconds must be >= 0 and <= 900.' };

/** The message that SendMessage, or an entry of its batch, describes. Throws AWS's errors on what SQS does not take. */
export function outgoingMessage(input: Input): OutgoingMessage & { attributes: MessageAttributes } {
  const body = requiredString(input, 'MessageBody');
  checkCharacters(body);
  const attributes = attributeMap(input, 'MessageAttributes');
  checkAttributes(attributes);
  if (input.MessageDeduplicationId !== undefined)
    throw invalidParameterValue(
      'The request include parameter MessageDeduplicationId which is not valid for this queue type.',
    );
  return {
    body,
    attributes,
    systemAttributes: systemAttributes(input),
    delaySeconds: integer(input, 'DelaySeconds', DELAY),
  };
}

function systemAttributes(input: Input): Record<string, string> {
  const trace = attributeMap(input, 'MessageSystemAttributes').AWSTraceHeader?.StringValue ?? undefined;
  if (trace !== undefined && typeof trace !== 'string')
    throw wrongType('MessageSystemAttributes.AWSTraceHeader.StringValue', 'a string');
  return {
    ...(trace !== undefined && { AWSTraceHeader: trace }),
    ...(input.MessageGroupId !== undefined && { MessageGroupId: requiredString(input, 'MessageGroupId') }),
  };
}

function attributeMap(input: Input, name: string): MessageAttributes {
  const value = input[name] ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(name, 'a map');
  return value as MessageAttributes;
}

/** The largest batch, in bytes over all its messages: as much as one message may have. */
export const MAX_BATCH_BYTES = 1024 * 1024;
