import type { Action } from '../../../gateway/service.ts';
import { queueFor } from '../input.ts';
import { type MessageAttributes, md5OfAttributes, md5OfBody } from '../message-attributes.ts';
import type { OutgoingMessage } from '../message-flow.ts';
import { outgoingMessage } from '../outgoing.ts';
import { type Queues, senderIdOf } from '../queues.ts';

/** SendMessage: answers once the message is safe. */
export function sendMessage(queues: Queues): Action {
  return (input, context) => {
    const queue = queueFor(queues, 'SendMessage', input, context);
    return sendOne(queues, queue.arn, outgoingMessage(input), senderIdOf(context.principal));
  };
}

/** Sends one message, and says of it what the API does. */
export function sendOne(
  queues: Queues,
  queueArn: string,
  message: OutgoingMessage & { attributes: MessageAttributes },
  senderId: string,
): object {
  const { messageId } = queues.send(queueArn, message, senderId);
  return {
    MessageId: messageId,
    MD5OfMessageBody: md5OfBody(message.body),
    MD5OfMessageAttributes: md5OfAttributes(message.attributes),
    MD5OfMessageSystemAttributes: md5OfTrace(message.systemAttributes?.AWSTraceHeader),
  };
}

function md5OfTrace(trace: string | undefined): string | undefined {
  return trace === undefined
    ? undefined
    : md5OfAttributes({ AWSTraceHeader: { DataType: 'String', StringValue: trace } });
}
