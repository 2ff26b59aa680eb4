import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { STSClient } from '@aws-sdk/client-sts';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where and as whom a person's tool calls AWS. What is absent comes from the environment and AWS's own files. */
export interface OperatorConnection {
  readonly endpoint?: string;
  readonly region?: string;
  /** A profile of the AWS configuration files. */
  readonly profile?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** AWS's clients, each loaded when it is first asked for: loading them all would take longer than most commands. */
export interface LazyClients {
  table(): Promise<DynamoDBDocumentClient>;
  queues(): Promise<SQSClient>;
  topics(): Promise<SNSClient>;
  ses(): Promise<SESv2Client>;
  metrics(): Promise<CloudWatchClient>;
  logs(): Promise<CloudWatchLogsClient>;
  stacks(): Promise<CloudFormationClient>;
  functions(): Promise<LambdaClient>;
  identity(): Promise<STSClient>;
  billing(): Promise<CostExplorerClient>;
  /** The region that the calls go to. Throws the SDK's error where none is set. */
  region(): Promise<string>;
}

/** A person waits: a dead connection is given up after seconds, and what was asked may be asked again. */
const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 20_000, throwOnRequestTimeout: true } as const;

export function lazyClients(connection: OperatorConnection): LazyClients {
  const settings = { ...connection, requestHandler: PATIENCE };
  const identity = once(async () => {
    const { STSClient } = await import('@aws-sdk/client-sts');
    return new STSClient(settings);
  });
  return {
    identity,
    table: once(async () => {
      const [{ DynamoDBClient }, { DynamoDBDocumentClient }] = await Promise.all([
        import('@aws-sdk/client-dynamodb'),
        import('@aws-sdk/lib-dynamodb'),
      ]);
      const marshallOptions = { removeUndefinedValues: true };
      return DynamoDBDocumentClient.from(new DynamoDBClient(settings), { marshallOptions });
    }),
    queues: once(async () => new (await import('@aws-sdk/client-sqs')).SQSClient(settings)),
    topics: once(async () => new (await import('@aws-sdk/client-sns')).SNSClient(settings)),
    ses: once(async () => new (await import('@aws-sdk/client-sesv2')).SESv2Client(settings)),
    metrics: once(async () => new (await import('@aws-sdk/client-cloudwatch')).CloudWatchClient(settings)),
    logs: once(
      async () => new (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogsClient(settings),
    ),
    stacks: once(
      async () => new (await import('@aws-sdk/client-cloudformation')).CloudFormationClient(settings),
    ),
    functions: once(async () => new (await import('@aws-sdk/client-lambda')).LambdaClient(settings)),
    // One endpoint for all regions.
    billing: once(
      async () =>
        new (await import('@aws-sdk/client-cost-explorer')).CostExplorerClient({
          ...settings,
          region: 'us-east-1',
        }),
    ),
    region: async () => (await identity()).config.region(),
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
