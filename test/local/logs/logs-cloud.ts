import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { GatewayOptions } from '#local/gateway/gateway.ts';
import { Metrics } from '#local/services/cloudwatch/metrics.ts';
import { Logs } from '#local/services/logs/logs.ts';
import { logsService } from '#local/services/logs/service.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { virtualWorld } from '../support/test-world.ts';

export const GROUP = '/aws/lambda/email-sender-dev';
export const STREAM = '2026/11/01/[$LATEST]abc';

/** CloudWatch Logs alone behind a gateway, with one group, under a clock that the test moves. */
export async function logsCloud(options: Partial<Pick<GatewayOptions, 'principalOf'>> = {}) {
  const world = virtualWorld();
  const metrics = new Metrics(world);
  const logs = new Logs(world, metrics);
  logs.declareGroup(GROUP);
  const served = await serve([logsService({ world, logs })], { ...options, world });
  return { ...served, world, metrics, logs, client: new CloudWatchLogsClient(clientConfig(served)) };
}

/** Events of one millisecond each from the start of the test's clock. */
export function lines(...messages: string[]) {
  const start = Date.parse('2026-11-01T00:00:00Z');
  return messages.map((message, index) => ({ timestamp: start + index, message }));
}
