import {
  type CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AuditTrail } from '#app/operator-ports.ts';
import type { Clock } from '#app/ports.ts';

/**
 * The audit trail as lines of a log group, one stream a day. Whoever may act should be allowed `logs:CreateLogStream` and
 * `logs:PutLogEvents` there, and nobody to delete.
 */
export function logsAuditTrail(
  client: CloudWatchLogsClient,
  logGroupName: string,
  clock: Pick<Clock, 'now'>,
): AuditTrail {
  return {
    async record(entry) {
      const nowMs = clock.now();
      const at = new Date(nowMs).toISOString();
      const logStreamName = at.slice(0, 10);
      await createStream(client, logGroupName, logStreamName);
      const message = JSON.stringify({ at, ...entry });
      await client.send(
        new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ timestamp: nowMs, message }] }),
      );
    },
  };
}

async function createStream(client: CloudWatchLogsClient, logGroupName: string, logStreamName: string) {
  try {
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  } catch (error) {
    if ((error as Error).name !== 'ResourceAlreadyExistsException') throw error;
  }
}
