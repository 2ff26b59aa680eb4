import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbEmailReader } from '#adapters/aws/dynamodb-email-reader.ts';
import { NOW, trackingItem } from '#test/support/builders.ts';
import { trackingTable } from '#test/support/tracking-table.ts';

test('an order that went out in many shipments shows all of them, the oldest first', async () => {
  const table = await trackingTable();
  const dynamodb = new DynamoDBClient(table.clientConfig);
  const client = DynamoDBDocumentClient.from(dynamodb);
  try {
    const emailIds = Array.from({ length: 60 }, (_, n) => `ORDER123456#ORDER_SHIPPED:S-${n}`);
    for (const [n, emailId] of emailIds.entries()) {
      const timestamp = new Date(NOW + n * 1_000).toISOString();
      const Item = trackingItem({ emailId, emailType: 'ORDER_SHIPPED', timestamp });
      await client.send(new PutCommand({ TableName: table.name, Item }));
    }
    const emails = await dynamodbEmailReader(client, table.name).emailsOfOrder('ORDER123456');
    expect(emails.map(({ emailId }) => emailId)).toEqual(emailIds);
  } finally {
    dynamodb.destroy();
    await table.close();
  }
});
