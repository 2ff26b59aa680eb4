import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbEmailReader, scannedRecentEmails } from '#adapters/aws/dynamodb-email-reader.ts';
import { snsOrderTopic } from '#adapters/aws/sns-order-publisher.ts';
import { httpInbox } from '#adapters/local/http-inbox.ts';
import { ORDER_ID_INDEX, ORDER_ID_INDEX_ATTRIBUTES, type TrackingItem } from '#contract/tracking-item.ts';
import { tableServer } from '../local/dynamodb/table-server.ts';
import { mail, sesCloud } from '../local/ses/ses-cloud.ts';
import { startSns, TOPIC } from '../local/sns/sns-fixture.ts';
import { orderEvent, trackingItem } from '../support/builders.ts';

/** What the console reads, from the local cloud by way of the AWS SDK. */

const TABLE = 'emails';

async function trackedEmails(items: readonly TrackingItem[]) {
  const server = await tableServer();
  const client = DynamoDBDocumentClient.from(server.client);
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'emailId', KeyType: 'HASH' }],
      AttributeDefinitions: ['emailId', 'orderId', 'timestamp'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: ORDER_ID_INDEX,
          KeySchema: [
            { AttributeName: 'orderId', KeyType: 'HASH' },
            { AttributeName: 'timestamp', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...ORDER_ID_INDEX_ATTRIBUTES] },
        },
      ],
    }),
  );
  for (const Item of items) await client.send(new PutCommand({ TableName: TABLE, Item }));
  return { client, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

test('an order’s emails are read whole, oldest first', async () => {
  const first = trackingItem({
    timestamp: '2026-11-24T12:00:00.000Z',
    deliveredAt: '2026-11-24T12:00:01.000Z',
  });
  const resend = trackingItem({ emailId: `${first.emailId}#2`, timestamp: '2026-11-25T08:00:00.000Z' });
  const other = trackingItem({ emailId: 'OTHER#ORDER_CONFIRMATION', orderId: 'OTHER' });
  await using table = await trackedEmails([resend, other, first]);
  const reader = dynamodbEmailReader(table.client, TABLE);
  expect(await reader.emailsOfOrder('ORDER123456')).toEqual([first, resend]);
  expect(await reader.emailsOfOrder('UNKNOWN')).toEqual([]);
});

test('the recent emails are the newest of the table', async () => {
  const items = ['A', 'B', 'C'].map((orderId, index) =>
    trackingItem({ emailId: orderId, orderId, timestamp: `2026-11-2${index}T00:00:00.000Z` }),
  );
  await using table = await trackedEmails(items);
  const { emails, complete } = await scannedRecentEmails(table.client, TABLE).recent(2);
  expect(complete).toBe(true);
  expect(emails).toEqual([
    {
      orderId: 'C',
      emailType: 'ORDER_CONFIRMATION',
      status: 'PENDING',
      timestamp: '2026-11-22T00:00:00.000Z',
    },
    {
      orderId: 'B',
      emailType: 'ORDER_CONFIRMATION',
      status: 'PENDING',
      timestamp: '2026-11-21T00:00:00.000Z',
    },
  ]);
});

test('a large table is read up to the bound, and says so', async () => {
  const items = Array.from({ length: 5 }, (_, index) => trackingItem({ emailId: `email-${index}` }));
  await using table = await trackedEmails(items);
  const bounded = scannedRecentEmails(table.client, TABLE, 3);
  const { emails, complete } = await bounded.recent(50);
  expect([emails.length, complete]).toEqual([3, false]);
});

test('an order is published as a shop would', async () => {
  await using sns = await startSns([{ rawMessageDelivery: true }]);
  await snsOrderTopic(sns.client(), TOPIC).publish(orderEvent());
  expect(sns.in('orders').map(({ body }) => JSON.parse(body))).toMatchObject([orderEvent()]);
});

test('the inbox is read over HTTP', async () => {
  await using cloud = await sesCloud();
  const { MessageId } = await cloud.client.send(new SendEmailCommand(mail()));
  await cloud.client.send(new SendEmailCommand(mail({ to: 'second@example.net' })));
  const inbox = httpInbox(cloud.endpoint);

  const { mails, count } = await inbox.list({ limit: 1 });
  expect([mails[0]!.to, count]).toEqual([['second@example.net'], 2]);
  const older = await inbox.list({ limit: 1, before: mails[0]!.seq });
  expect(older.mails).toMatchObject([
    {
      messageId: MessageId,
      from: 'Shop <orders@example.com>',
      subject: 'Your order',
      tags: { emailId: 'T1JERVIx' },
    },
  ]);

  expect(await inbox.open(MessageId!)).toMatchObject({
    ...older.mails[0],
    html: '<p>Thank you</p>',
    text: 'Thank you',
    headers: expect.arrayContaining([{ name: 'Subject', value: 'Your order' }]),
  });
  expect(new TextDecoder().decode(await inbox.source(MessageId!))).toContain('Subject: Your order\r\n');
});

test('an id that is no message’s is answered with nothing', async () => {
  await using cloud = await sesCloud();
  const inbox = httpInbox(cloud.endpoint);
  for (const id of ['0100-unknown', 'count', '..', '../../x', '']) {
    expect(await inbox.open(id)).toBeUndefined();
    expect(await inbox.source(id)).toBeUndefined();
  }
});

test('an inbox that is not running rejects', async () => {
  const cloud = await sesCloud();
  await cloud[Symbol.asyncDispose]();
  await expect(httpInbox(cloud.endpoint).list({ limit: 1 })).rejects.toThrow('fetch failed');
});
