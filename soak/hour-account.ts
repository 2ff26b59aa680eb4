import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { resourceNames } from '#contract/names.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { until } from './hour-patience.ts';

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

/** A mail in SES's inbox. */
export interface Mail {
  readonly seq: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** How many messages a queue has. */
export interface Depth {
  readonly visible: number;
  /** In flight or delayed. */
  readonly hidden: number;
}

export type Account = ReturnType<typeof accountAt>;

/** What anybody can see of the account from outside: over AWS's APIs, and the inbox of the local SES. */
export function accountAt(endpoint: string, environmentSuffix: string) {
  const names = resourceNames(environmentSuffix);
  const config = { endpoint, region: REGION, credentials: { accessKeyId: 'soak', secretAccessKey: 'soak' } };
  const sqs = new SQSClient(config);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const arnOf = (service: string, name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
  const QueueUrlOf = (name: string) => `${endpoint}/${ACCOUNT}/${name}`;

  return {
    names,
    topicArn: arnOf('sns', names.orderTopic),

    async depth(queue: string): Promise<Depth> {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: QueueUrlOf(queue), AttributeNames: ['All'] }),
      );
      return {
        visible: Number(Attributes.ApproximateNumberOfMessages),
        hidden:
          Number(Attributes.ApproximateNumberOfMessagesNotVisible) +
          Number(Attributes.ApproximateNumberOfMessagesDelayed),
      };
    },

    /** Every email of the table. */
    async items(): Promise<TrackingItem[]> {
      const items: TrackingItem[] = [];
      // The one item that is no email has no order.
      const scan = { TableName: names.trackingTable, FilterExpression: 'attribute_exists(orderId)' };
      for await (const { Items = [] } of paginateScan({ client: table }, scan))
        items.push(...(Items as TrackingItem[]));
      return items;
    },

    async mailCount(): Promise<number> {
      const response = await fetch(`${endpoint}/_local/mails/count`);
      return ((await response.json()) as { count: number }).count;
    },

    /** Every mail that SES has accepted. */
    async mails(): Promise<Mail[]> {
      const all: Mail[] = [];
      for (;;) {
        const before = all.length === 0 ? '' : `&before=${all.at(-1)!.seq}`;
        const response = await fetch(`${endpoint}/_local/mails?limit=500${before}`);
        const { mails } = (await response.json()) as { mails: Mail[] };
        if (mails.length === 0) return all;
        all.push(...mails);
      }
    },

    /** All visible messages of a queue; they are hidden for ten minutes then. */
    async read(queue: string): Promise<Message[]> {
      const messages: Message[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: QueueUrlOf(queue),
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
            VisibilityTimeout: 600,
          }),
        );
        if (Messages.length === 0) return messages;
        messages.push(...Messages);
      }
    },

    /** Moves all dead letters of a queue back to where they came from, as an operator does; resolves with how many. */
    async redrive(deadLetters: string, queue: string): Promise<number> {
      const SourceArn = arnOf('sqs', deadLetters);
      const DestinationArn = arnOf('sqs', queue);
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
      return await until(`the redrive of ${deadLetters} ends`, async () => {
        const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
        const { Status, ApproximateNumberOfMessagesMoved = 0 } = Results[0] ?? {};
        return Status === 'COMPLETED' ? ApproximateNumberOfMessagesMoved : undefined;
      });
    },

    close() {
      sqs.destroy();
      table.destroy();
    },
  };
}
