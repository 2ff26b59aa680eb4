import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  AWS_CONNECTION_TIMEOUT_SECONDS,
  AWS_MAX_ATTEMPTS,
  AWS_REQUEST_TIMEOUT_SECONDS,
  SES_CONNECTION_TIMEOUT_SECONDS,
  SES_REQUEST_TIMEOUT_SECONDS,
} from '#contract/timing.ts';

/** Where and as whom to call AWS. What is absent comes from the environment, as in every AWS tool. */
export interface Connection {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Sends with exactly one attempt. With the SDK's default of three, a lost reply is answered by sending the mail again: the
 * caller sees success, and the customer has two mails. Set here and not by AWS_MAX_ATTEMPTS, which anyone may change.
 */
export function sendingClient(connection: Connection = {}): SESv2Client {
  return new SESv2Client({
    ...connection,
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: SES_REQUEST_TIMEOUT_SECONDS * 1000,
      // Without this the timeout above only logs a warning.
      throwOnRequestTimeout: true,
      connectionTimeout: SES_CONNECTION_TIMEOUT_SECONDS * 1000,
    },
  });
}

/** For calls that may be repeated, and that must end before their function does: the SDK waits for ever where nothing is set. */
const REPEATED = {
  maxAttempts: AWS_MAX_ATTEMPTS,
  requestHandler: {
    requestTimeout: AWS_REQUEST_TIMEOUT_SECONDS * 1000,
    throwOnRequestTimeout: true,
    connectionTimeout: AWS_CONNECTION_TIMEOUT_SECONDS * 1000,
  },
} as const;

/** May repeat its requests: every write is conditional, and a sender knows its own claim again. */
export function tableClient(connection: Connection = {}): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({ ...connection, ...REPEATED }), {
    marshallOptions: { removeUndefinedValues: true },
  });
}

/** May repeat its requests: a message that is hidden or read of twice is none the worse, and a second dead letter is redriven as one. */
export function queueClient(connection: Connection = {}): SQSClient {
  return new SQSClient({ ...connection, ...REPEATED });
}

/** May publish an order twice when a reply is lost: the sender sends one mail all the same. */
export function topicClient(connection: Connection = {}): SNSClient {
  return new SNSClient(connection);
}

export function metricsClient(connection: Connection = {}): CloudWatchClient {
  return new CloudWatchClient(connection);
}

/** Cost Explorer has one endpoint for all regions, and asks for its region in the signature ("AWS Cost Explorer endpoints and quotas"). */
export function billingClient(connection: Connection = {}): CostExplorerClient {
  return new CostExplorerClient({ ...connection, region: 'us-east-1' });
}

/** For reading the account's settings of SES, which may be repeated: unlike {@link sendingClient}. */
export function inspectingClient(connection: Connection = {}): SESv2Client {
  return new SESv2Client(connection);
}
