import type { ConsoleDependencies } from '#console/dependencies.ts';
import type { Session } from './session.ts';

/** What only the local cloud has: its inbox, its faults, and a table small enough to be listed. */
export async function localConsoleParts({
  aws,
  names,
  connection,
}: Pick<Session, 'aws' | 'names' | 'connection'>): Promise<
  Required<Pick<ConsoleDependencies, 'inbox' | 'faults' | 'recent'>>
> {
  const endpoint = connection.endpoint!;
  const [inbox, faults, reader] = await Promise.all([
    import('#adapters/local/http-inbox.ts'),
    import('#adapters/local/http-faults.ts'),
    import('#adapters/aws/dynamodb-email-reader.ts'),
  ]);
  return {
    inbox: inbox.httpInbox(endpoint),
    faults: faults.httpFaults(endpoint),
    recent: reader.scannedRecentEmails(await aws.table(), names.trackingTable),
  };
}
