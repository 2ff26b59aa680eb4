import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '#local/local-cloud.ts';
import { clientConfig } from '../support/serve.ts';
import { ORDER_APP, type SmallApp, smallApp } from './small-app.ts';

/** Starts an app in this process, with its state in memory unless told otherwise. */
export async function startSmall(
  app: SmallApp,
  options: Partial<LocalCloudOptions> = {},
): Promise<LocalCloud> {
  return await startLocalCloud({
    assemblyDirectory: app.assembly,
    stateDirectory: undefined,
    host: '127.0.0.1',
    port: 0,
    accountId: '123456789012',
    region: 'us-east-1',
    log: () => {},
    ...options,
  });
}

/** The order app, running; closed and removed at the end of the test. */
export async function runOrderApp(options: Partial<LocalCloudOptions> = {}) {
  const app = smallApp(ORDER_APP);
  const cloud = await startSmall(app, options);
  return {
    app,
    cloud,
    ...orderClient(cloud.endpointUrl),
    async [Symbol.asyncDispose]() {
      await cloud.close();
      app[Symbol.dispose]();
    },
  };
}

/** What a caller does with the order app. */
export function orderClient(endpoint: string) {
  const config = clientConfig({ endpoint });
  const [sns, table] = [new SNSClient(config), new DynamoDBClient(config)];
  return {
    cloudFormation: new CloudFormationClient(config),
    logs: new CloudWatchLogsClient(config),
    publish: (Message: string) =>
      sns.send(new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:123456789012:orders', Message })),
    /** How often the function has seen each order. */
    async counts(): Promise<Record<string, number>> {
      const { Items = [] } = await table.send(new ScanCommand({ TableName: 'orders' }));
      return Object.fromEntries(Items.map(({ id, seen }) => [id!.S!, Number(seen!.N)]));
    },
  };
}
