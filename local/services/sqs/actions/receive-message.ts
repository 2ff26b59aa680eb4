import type { Action, CallContext } from '../../../gateway/service.ts';
import type { Timers } from '../../../world.ts';
import { type Input, integer, queueFor, strings, VISIBILITY_TIMEOUT } from '../input.ts';
import { type MessageAttributes, md5OfAttributes, md5OfBody } from '../message-attributes.ts';
import type { Queues } from '../queues.ts';
import { type ReceivedMessage, systemAttributesOf } from '../received-message.ts';

const MAX_MESSAGES = { min: 1, max: 10, rule: 'Must be between 1 and 10, if provided.' };
const WAIT = { min: 0, max: 20, rule: 'Must be >= 0 and <= 20, if provided.' };

/** ReceiveMessage, with long polling. */
export function receiveMessage(queues: Queues, timers: Timers): Action {
  return async (input, context) => {
    const queue = queueFor(queues, 'ReceiveMessage', input, context);
    const max = integer(input, 'MaxNumberOfMessages', MAX_MESSAGES) ?? 1;
    const visibilityTimeoutSeconds = integer(input, 'VisibilityTimeout', VISIBILITY_TIMEOUT);
    const waitSeconds = integer(input, 'WaitTimeSeconds', WAIT) ?? queue.receiveWaitSeconds;
    const describe = describer(input);

    const take = () => queues.receive(queue.arn, { max, visibilityTimeoutSeconds });
    let messages = take();
    if (messages.length === 0 && waitSeconds > 0)
      messages = await waitForMessages({ queues, timers, context, queueArn: queue.arn, waitSeconds, take });
    return messages.length > 0 ? { Messages: messages.map(describe) } : {};
  };
}

interface Wait {
  readonly queues: Queues;
  readonly timers: Timers;
  readonly context: CallContext;
  readonly queueArn: string;
  readonly waitSeconds: number;
  readonly take: () => ReceivedMessage[];
}

/** Tries again whenever a message arrives; several may wait, and the first to be told gets it. */
function waitForMessages({ queues, timers, context, queueArn, waitSeconds, take }: Wait) {
  return new Promise<ReceivedMessage[]>((resolve, reject) => {
    const stopListening = queues.onArrival(queueArn, () => {
      // Nobody is left to delete the message: it would be hidden for its whole visibility timeout.
      if (context.clientGone()) return finish([]);
      try {
        const messages = take();
        if (messages.length > 0) finish(messages);
      } catch (error) {
        finish([]);
        reject(error);
      }
    });
    const stopTimer = timers.schedule(waitSeconds * 1_000, () => finish([]));
    const finish = (messages: ReceivedMessage[]) => {
      stopListening();
      stopTimer();
      resolve(messages);
    };
  });
}

/** What the caller asked to be told of each message. */
function describer(input: Input): (message: ReceivedMessage) => object {
  const wantsSystem = chooser([
    ...strings(input, 'MessageSystemAttributeNames'),
    ...strings(input, 'AttributeNames'),
  ]);
  const wants = chooser(strings(input, 'MessageAttributeNames'));
  return (message) => {
    const system = only(systemAttributesOf(message), wantsSystem);
    const attributes: MessageAttributes = only(message.attributes, wants);
    return {
      MessageId: message.messageId,
      ReceiptHandle: message.receiptHandle,
      MD5OfBody: md5OfBody(message.body),
      Body: message.body,
      ...(Object.keys(system).length > 0 && { Attributes: system }),
      // The digest is of the attributes in this answer: that is what SDKs compare it with.
      ...(Object.keys(attributes).length > 0 && {
        MD5OfMessageAttributes: md5OfAttributes(attributes),
        MessageAttributes: attributes,
      }),
    };
  };
}

type Chooser = (name: string) => boolean;

/** `All` and `.*` stand for every name, `bar.*` for those that begin with `bar.`. */
function chooser(names: readonly string[]): Chooser {
  if (names.includes('All') || names.includes('.*')) return () => true;
  const prefixes = names.filter((name) => name.endsWith('.*')).map((name) => name.slice(0, -2));
  return (name) => names.includes(name) || prefixes.some((prefix) => name.startsWith(prefix));
}

function only<T>(all: Readonly<Record<string, T>>, wants: Chooser): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => wants(name)));
}
