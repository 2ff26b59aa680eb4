import {
  type CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AuditEntry, AuditTrail } from '#app/operator-ports.ts';
import type { Clock } from '#app/ports.ts';
import { withoutAddresses } from '#domain/without-addresses.ts';

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
      const message = JSON.stringify({ at, ...withoutCustomers(entry) });
      await client.send(
        new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: [{ timestamp: nowMs, message }] }),
      );
    },
  };
}

/**
 * People write why in their own words, and an address where an id belongs. Of who acts the part before an address's @ tells who, as for
 * the names that AWS knows.
 */
function withoutCustomers({ action, by, why, target }: AuditEntry): AuditEntry {
  const targets = Object.entries(target).map(([name, value]) => [name, withoutAddressesIn(value)]);
  return {
    action,
    by: by.replace(/@.*$/, ''),
    ...(why !== undefined && { why: withoutAddresses(why) }),
    target: Object.fromEntries(targets),
  };
}

function withoutAddressesIn(value: string | number | readonly string[]) {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? withoutAddresses(value) : value.map(withoutAddresses);
}

async function createStream(client: CloudWatchLogsClient, logGroupName: string, logStreamName: string) {
  try {
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  } catch (error) {
    if ((error as Error).name !== 'ResourceAlreadyExistsException') throw error;
  }
}
