import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { DeadLetter, DeadLetterQueue, DeadLetters, MoveTask } from '#app/operator-ports.ts';
import type { ResourceNames } from '#contract/names.ts';

/** SQS gives ten messages at most, and a busy queue fewer than it has: so many answers without a new one mean that all are taken. */
const BATCH = 10;
const EMPTY_ANSWERS = 2;

/**
 * Dead letters by SQS's own calls. A subscription's are no dead letters to SQS: it moves those of queues only
 * ("StartMessageMoveTask"), so the others are received, sent and deleted one by one.
 */
export function sqsDeadLetters(client: SQSClient, names: ResourceNames): DeadLetters {
  const places: Readonly<Record<DeadLetterQueue, { readonly letters: string; readonly home: string }>> = {
    orders: { letters: names.orderDeadLetters, home: names.orderQueue },
    feedback: { letters: names.feedbackDeadLetters, home: names.feedbackQueue },
    'orders-undelivered': { letters: names.orderSubscriptionDeadLetters, home: names.orderQueue },
    'feedback-undelivered': { letters: names.feedbackSubscriptionDeadLetters, home: names.feedbackQueue },
  };
  // What was found alone: the console lives for days, and a failure does not.
  const urls = new Map<string, string>();
  const urlOf = async (name: string) => {
    const url = urls.get(name) ?? (await queueUrl(client, name));
    urls.set(name, url);
    return url;
  };
  const lettersOf = (queue: DeadLetterQueue) => urlOf(places[queue].letters);

  return {
    async depth(queue) {
      const { Attributes: { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = {} } =
        await client.send(
          new GetQueueAttributesCommand({
            QueueUrl: await lettersOf(queue),
            AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
          }),
        );
      return {
        waiting: Number(ApproximateNumberOfMessages ?? 0),
        held: Number(ApproximateNumberOfMessagesNotVisible ?? 0),
      };
    },

    async take(queue, limit, seconds) {
      const QueueUrl = await lettersOf(queue);
      const taken = new Map<string, DeadLetter>();
      for (let empty = 0; empty < EMPTY_ANSWERS && taken.size < limit; ) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: Math.min(BATCH, limit - taken.size),
            VisibilityTimeout: seconds,
            MessageAttributeNames: ['All'],
            MessageSystemAttributeNames: ['SentTimestamp'],
          }),
        );
        // What was hidden first may be back before the last has come: a round is over all the same.
        empty = Messages.every(({ MessageId = '' }) => taken.has(MessageId)) ? empty + 1 : 0;
        for (const message of Messages) taken.set(message.MessageId!, letterOf(message));
      }
      return [...taken.values()];
    },

    async release(queue, letters) {
      const QueueUrl = await lettersOf(queue);
      for (let from = 0; from < letters.length; from += BATCH) {
        const Entries = letters
          .slice(from, from + BATCH)
          .map(({ handle }, n) => ({ Id: `${n}`, ReceiptHandle: handle, VisibilityTimeout: 0 }));
        // One that was deleted meanwhile is reported as failed, and rightly not there.
        await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
      }
    },

    async moveBack(queue, { body, handle }) {
      const [from, to] = await Promise.all([lettersOf(queue), urlOf(places[queue].home)]);
      await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: publishedBody(body) }));
      await client.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle: handle }));
    },

    async startMove(queue) {
      if (queue !== 'orders' && queue !== 'feedback') return undefined;
      const [SourceArn, DestinationArn] = await Promise.all([
        arnOf(client, await lettersOf(queue)),
        arnOf(client, await urlOf(places[queue].home)),
      ]);
      try {
        // Our own code put most of them here: without a destination SQS would not know where they came from.
        await client.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
      } catch (error) {
        // Somebody else has asked for the same a moment ago: theirs moves all of it.
        if (!/already a task running/i.test((error as Error).message)) throw error;
      }
      return moveTask(client, SourceArn);
    },

    async discard(queue, { handle }) {
      try {
        await client.send(
          new DeleteMessageCommand({ QueueUrl: await lettersOf(queue), ReceiptHandle: handle }),
        );
        return 'discarded';
      } catch (error) {
        if ((error as Error).name === 'ReceiptHandleIsInvalid') return 'gone';
        throw error;
      }
    },
  };
}

async function queueUrl(client: SQSClient, QueueName: string): Promise<string> {
  const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return QueueUrl;
}

async function arnOf(client: SQSClient, QueueUrl: string): Promise<string> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return Attributes?.QueueArn ?? '';
}

function letterOf({ MessageId, Body = '', ReceiptHandle, Attributes, MessageAttributes = {} }: Message) {
  const attributes = Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [
    name,
    StringValue,
  ]);
  return {
    id: MessageId!,
    body: Body,
    sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
    attributes: Object.fromEntries(attributes) as Record<string, string>,
    handle: ReceiptHandle!,
  };
}

/** What was published: SNS may have put it into an envelope of its own. */
function publishedBody(body: string): string {
  try {
    const { Type, TopicArn, Message } = JSON.parse(body);
    return Type === 'Notification' && TopicArn && typeof Message === 'string' ? Message : body;
  } catch {
    return body;
  }
}

function moveTask(client: SQSClient, SourceArn: string): MoveTask {
  return {
    async look() {
      const { Results: [task] = [] } = await client.send(
        new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }),
      );
      const { Status, ApproximateNumberOfMessagesMoved = 0, FailureReason } = task ?? {};
      return {
        moved: Number(ApproximateNumberOfMessagesMoved),
        running: Status === 'RUNNING',
        ...(Status === 'FAILED' && { failure: FailureReason ?? 'it names no reason' }),
        ...(/^CANCELL/.test(Status ?? '') && { failure: 'somebody has cancelled it' }),
      };
    },
  };
}
