import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatch, type CloudWatchDeps, cloudWatchService } from '#local/services/cloudwatch/cloudwatch.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { virtualWorld } from '../support/test-world.ts';

/** What an alarm or SES published. */
interface Notification {
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
}

/** CloudWatch alone behind a gateway, under a clock that the test moves. It starts on a full minute. */
export async function cloudWatchCloud(
  deps: Partial<Pick<CloudWatchDeps, 'gauges'>> = {},
  world = virtualWorld(),
) {
  const notifications: Notification[] = [];
  const topics: CloudWatchDeps['topics'] = {
    publish(topicArn, { message, subject }) {
      notifications.push({ topicArn, message, subject });
      return { messageId: 'm' };
    },
  };
  const cloudWatch = new CloudWatch({ world, topics, ...deps });
  const served = await serve([cloudWatchService(cloudWatch)], { world });
  return { ...served, world, cloudWatch, notifications, client: new CloudWatchClient(clientConfig(served)) };
}

/** Minutes after the start of the test's clock. */
export function minute(number: number): Date {
  return new Date(Date.parse('2026-11-01T00:00:00Z') + number * 60_000);
}
