import { tmpdir } from 'node:os';
import path from 'node:path';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, vi } from 'vitest';
import { METRIC_NAMESPACE, METRICS } from '#contract/metrics.ts';
import { resourceNames } from '#contract/names.ts';
import { ORDER_ID_INDEX, type TrackingItem } from '#contract/tracking-item.ts';
import { emailIdOf, tagOf } from '#domain/email-id.ts';
import { synthesize } from '#local/assembly/synthesize.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { eventually } from '#test/support/eventually.ts';
import { Customers } from './customers.ts';
import { type CloudOptions, startSearchedCloud } from './searched-cloud.ts';

const SUFFIX = 'e2e';
const NAMES = resourceNames(SUFFIX);
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

/** The template under test, synthesized once for all runs of the same code. `brandFile` is the path of one. */
export function assembly(brandFile?: string): Promise<string> {
  return synthesize({
    projectDirectory: path.resolve(import.meta.dirname, '../..'),
    cacheDirectory: path.join(tmpdir(), 'ordermail-test-assemblies'),
    settings: {
      ...{ CDK_VALIDATION: 'false', ENVIRONMENT_SUFFIX: SUFFIX, SHOP_NAME: 'Example Shop' },
      ...(brandFile !== undefined && { BRAND_FILE: brandFile }),
    },
    inputs: brandFile === undefined ? [] : [brandFile],
    onProgress: () => {},
  });
}

const arnOf = (service: 'sns' | 'sqs', name: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;

const TOPIC_ARN = arnOf('sns', NAMES.orderTopic);

/** The whole system as {@link startSearchedCloud} starts it, and what a shop does with it. */
export async function startSystem(options: Partial<CloudOptions> = {}) {
  const assemblyDirectory = options.assemblyDirectory ?? (await assembly());
  const cloud = await startSearchedCloud({ ...options, assemblyDirectory });
  return { cloud, ...shop(cloud.endpointUrl) };
}

/** What a shop does, with nothing but AWS's own clients. `customers` gets to know whom it publishes for. */
export function shop(endpointUrl: string, customers = new Customers()) {
  const config = clientConfig({ endpoint: endpointUrl });
  const sns = new SNSClient(config);
  const sqs = new SQSClient(config);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const cloudwatch = new CloudWatchClient(config);
  const attributesOf = async (name: string) => {
    const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl(name), AttributeNames: ['All'] });
    return (await sqs.send(command)).Attributes ?? {};
  };
  const queueUrl = (name: string) => `${endpointUrl}/${ACCOUNT}/${name}`;

  const mails = async (): Promise<MailLine[]> => {
    const all: MailLine[] = [];
    for (;;) {
      const before = all.at(-1)?.seq;
      const response = await fetch(
        `${endpointUrl}/_local/mails?limit=100${before === undefined ? '' : `&before=${before}`}`,
      );
      const page = (await response.json()) as { mails: MailLine[] };
      if (page.mails.length === 0) return all;
      all.push(...page.mails);
    }
  };

  const emailsOf = async (orderId: string) => {
    const { Items = [] } = await table.send(
      new QueryCommand({
        TableName: NAMES.trackingTable,
        IndexName: ORDER_ID_INDEX,
        KeyConditionExpression: 'orderId = :orderId',
        ExpressionAttributeValues: { ':orderId': orderId },
      }),
    );
    return Items as TrackingItem[];
  };

  return {
    async publish(event: unknown) {
      customers.meet(event);
      const Message = typeof event === 'string' ? event : JSON.stringify(event);
      return await sns.send(new PublishCommand({ TopicArn: TOPIC_ARN, Message }));
    },

    async publishBatch(events: readonly unknown[]) {
      events.forEach((event) => void customers.meet(event));
      const PublishBatchRequestEntries = events.map((event, n) => ({
        Id: `${n}`,
        Message: JSON.stringify(event),
      }));
      const { Failed = [] } = await sns.send(
        new PublishBatchCommand({ TopicArn: TOPIC_ARN, PublishBatchRequestEntries }),
      );
      expect(Failed).toEqual([]);
    },

    emailsOf,

    /** Every email of the table. */
    async items() {
      const items: TrackingItem[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const page = await table.send(
          new ScanCommand({
            TableName: NAMES.trackingTable,
            // The one item that is no email has none.
            FilterExpression: 'attribute_exists(orderId)',
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          }),
        );
        items.push(...((page.Items ?? []) as TrackingItem[]));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return items;
    },

    async untilStatus(orderId: string, status: TrackingItem['status'], timeout = 30_000) {
      return await vi.waitFor(
        async () => {
          const [email] = await emailsOf(orderId);
          expect(email?.status).toBe(status);
          return email!;
        },
        { timeout, interval: 50 },
      );
    },

    /** The whole item of an order's confirmation; undefined while there is none. */
    async email(orderId: string) {
      const Key = { emailId: emailIdOfOrder(orderId) };
      const { Item } = await table.send(
        new GetCommand({ TableName: NAMES.trackingTable, Key, ConsistentRead: true }),
      );
      return Item as TrackingItem | undefined;
    },

    mails,

    /** Every mail of an order. */
    async mailsOf(orderId: string): Promise<MailLine[]> {
      const tag = tagOf(emailIdOfOrder(orderId));
      return (await mails()).filter(({ tags }) => tags.emailId === tag);
    },

    /** Replaces the faults that are on; `{}` is none. */
    async setFaults(settings: object) {
      const body = JSON.stringify(settings);
      const response = await fetch(`${endpointUrl}/_local/faults`, { method: 'PUT', body });
      expect(await response.json()).not.toHaveProperty('problems');
    },

    /** The faults that are on. */
    async faults() {
      return (await (await fetch(`${endpointUrl}/_local/faults`)).json()) as { killAfter: object | null };
    },

    async send(queue: string, MessageBody: string) {
      customers.meet(MessageBody);
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(queue), MessageBody }));
    },

    /** Moves all that is in one queue to another, as a person redrives dead letters; resolves with how many it were. */
    async redrive(from: string, to: string): Promise<number> {
      const [SourceArn, DestinationArn] = [arnOf('sqs', from), arnOf('sqs', to)];
      await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn }));
      return await eventually(async () => {
        const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
        expect(Results[0]?.Status).toBe('COMPLETED');
        return Results[0]?.ApproximateNumberOfMessagesMoved ?? 0;
      });
    },

    async mailCount(): Promise<number> {
      return ((await (await fetch(`${endpointUrl}/_local/mails/count`)).json()) as { count: number }).count;
    },

    async mail(messageId: string) {
      const response = await fetch(`${endpointUrl}/_local/mails/${messageId}`);
      return (await response.json()) as MailLine & { html: string; text: string };
    },

    /** Takes everything out of a queue's dead letters and the like. */
    async drain(name: string): Promise<Message[]> {
      const messages: Message[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl(name),
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
            VisibilityTimeout: 600,
          }),
        );
        if (Messages.length === 0) return messages;
        messages.push(...Messages);
      }
    },

    /** Messages waiting in a queue. */
    visible: async (name: string) => Number((await attributesOf(name)).ApproximateNumberOfMessages),

    /** All messages of a queue, those that somebody has received included. */
    async depth(name: string): Promise<number> {
      const attributes = await attributesOf(name);
      return (
        Number(attributes.ApproximateNumberOfMessages) +
        Number(attributes.ApproximateNumberOfMessagesNotVisible)
      );
    },

    /** What the metrics of the last hours add up to. */
    async metricSums() {
      const sum = async (MetricName: string) => {
        const { Datapoints = [] } = await cloudwatch.send(
          new GetMetricStatisticsCommand({
            Namespace: METRIC_NAMESPACE,
            MetricName,
            Dimensions: [{ Name: 'Environment', Value: SUFFIX }],
            StartTime: new Date(Date.now() - 3 * 3_600_000),
            EndTime: new Date(Date.now() + 60_000),
            Period: 3600,
            Statistics: ['Sum'],
          }),
        );
        return Datapoints.reduce((total, { Sum = 0 }) => total + Sum, 0);
      };
      return {
        sent: await sum(METRICS.sent),
        delivered: await sum(METRICS.delivered),
        bounced: await sum(METRICS.bounced),
        complaint: await sum(METRICS.complaint),
      };
    },

    arnOf,
    names: NAMES,
    topicArn: TOPIC_ARN,
  };
}

const emailIdOfOrder = (orderId: string) =>
  emailIdOf({ orderId, emailType: 'ORDER_CONFIRMATION', resend: 1 });

interface MailLine {
  readonly seq: number;
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  /** What has happened to it so far. */
  readonly events: readonly string[];
}
