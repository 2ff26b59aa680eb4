import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetAccountCommand, SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';

/** What the sender is measured against: the same SDK clients and the same three calls per email, and nothing else. */
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const ses = new SESv2Client({ maxAttempts: 1 });

/** Keeps the clients and commands that the sender uses only in other cases in the bundle. */
export const alsoUsed = [
  SQSClient,
  GetAccountCommand,
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
];

const content = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Sizes of the mail as the sender renders it for the same order. */
const html = 'x'.repeat(Number(process.env.HTML_LENGTH));
const text = 'x'.repeat(Number(process.env.TEXT_LENGTH));

export async function handler({ Records }: SQSEvent) {
  await Promise.all(Records.map(({ messageId }) => send(messageId)));
  return { batchItemFailures: [] };
}

async function send(orderId: string): Promise<void> {
  const emailId = `${orderId}#ORDER_CONFIRMATION`;
  await table.send(claim(emailId, orderId));
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: '"Example Shop" <orders@example.com>',
      Destination: { ToAddresses: ['customer@example.com'] },
      Content: {
        Simple: {
          Subject: content('Your order is confirmed'),
          Body: { Html: content(html), Text: content(text) },
        },
      },
      ConfigurationSetName: 'email-config-set-bench',
      EmailTags: [
        { Name: 'emailId', Value: orderId },
        { Name: 'attempt', Value: '1' },
      ],
    }),
  );
  await table.send(accept(emailId));
}

/** The sender's two writes with their attributes and conditions, as constants. */
function claim(emailId: string, orderId: string) {
  const attributes = {
    orderId,
    emailType: 'ORDER_CONFIRMATION',
    customerEmail: 'customer@example.com',
    contentHash: 'AAAAAAAAAAAAAAAAAAAAAA',
    ttl: 1_800_000_000,
    sendState: 'CLAIMED',
    attempt: 1,
    claimId: '00000000-0000-0000-0000-000000000000',
    claimedAt: '2026-01-01T00:00:00.000Z',
    leaseUntil: 1_800_000_000_000,
    doubtUntil: 1_800_000_000_000,
    timestamp: '2026-01-01T00:00:00.000Z',
    status: 'PENDING',
    statusRank: 0,
  };
  return update(emailId, attributes, 'attribute_not_exists(#sendState)', {});
}

function accept(emailId: string) {
  const attributes = {
    sendState: 'ACCEPTED',
    messageId: '0'.repeat(60),
    sentAt: '2026-01-01T00:00:00.000Z',
    status: 'SENT',
    statusRank: 10,
  };
  return update(emailId, attributes, '#attempt = :c0 AND #claimId = :c1', { ':c0': 1, ':c1': '0' }, [
    'attempt',
    'claimId',
  ]);
}

function update(
  emailId: string,
  attributes: object,
  condition: string,
  values: object,
  more: readonly string[] = [],
) {
  const entries = Object.entries(attributes);
  return new UpdateCommand({
    TableName: 'email-delivery-tracking-bench',
    Key: { emailId },
    UpdateExpression: `SET ${entries.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: condition,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ExpressionAttributeNames: Object.fromEntries(
      [...entries.map(([name]) => name), ...more].map((name) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: {
      ...Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
      ...values,
    },
  });
}
