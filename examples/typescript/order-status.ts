import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

/**
 * Prints the status of every email of an order. Usage: node order-status.ts ORDER_ID
 *
 * Settings, all from the environment: ENVIRONMENT_SUFFIX (default dev), AWS_REGION (default us-east-1), and
 * AWS_ENDPOINT_URL=http://127.0.0.1:4566 for the local cloud.
 */
const { ENVIRONMENT_SUFFIX = 'dev', AWS_REGION = 'us-east-1' } = process.env;
const [orderId = 'ORDER123456'] = process.argv.slice(2);

const table = DynamoDBDocumentClient.from(new DynamoDBClient({ region: AWS_REGION }));
const { Items = [] } = await table.send(
  new QueryCommand({
    TableName: `email-delivery-tracking-${ENVIRONMENT_SUFFIX}`,
    IndexName: 'OrderIdIndex',
    KeyConditionExpression: 'orderId = :orderId',
    ExpressionAttributeValues: { ':orderId': orderId },
  }),
);
for (const { emailType, status, timestamp } of Items) console.log(emailType, status, timestamp);
