import { CloudWatchClient, DescribeAlarmsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { clientConfig } from '#test/local/support/serve.ts';

/** One thing that comes out of the system, for a person or a machine that did not ask for an order. */
export interface Output {
  /** Such as `log /aws/lambda/email-sender-e2e`. */
  readonly where: string;
  readonly text: string;
}

/** Every line of every log group, the metrics' own lines and the operators' included. */
export async function logLines(endpoint: string): Promise<Output[]> {
  const logs = new CloudWatchLogsClient(clientConfig({ endpoint }));
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const found: Output[] = [];
  for (const { logGroupName } of logGroups) {
    let nextToken: string | undefined;
    do {
      const page = await logs.send(
        new FilterLogEventsCommand({ logGroupName, ...(nextToken && { nextToken }) }),
      );
      for (const { message = '', logStreamName = '' } of page.events ?? [])
        found.push({ where: `log ${logGroupName}`, text: `${logStreamName} ${message}` });
      nextToken = page.nextToken;
    } while (nextToken);
  }
  return found;
}

/** The names and dimensions of every metric, and every alarm with its reason. */
export async function metricsAndAlarms(endpoint: string): Promise<Output[]> {
  const client = new CloudWatchClient(clientConfig({ endpoint }));
  const { Metrics = [] } = await client.send(new ListMetricsCommand({}));
  const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
  return [
    ...Metrics.map((metric) => ({ where: 'metric', text: JSON.stringify(metric) })),
    ...MetricAlarms.map((alarm) => ({ where: 'alarm', text: JSON.stringify(alarm) })),
  ];
}
