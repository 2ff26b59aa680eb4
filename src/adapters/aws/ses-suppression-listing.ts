import { ListSuppressedDestinationsCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { SuppressionListing } from '#app/operator-ports.ts';
import type { Clock } from '#app/ports.ts';

/** Most that SES gives at once. */
const PAGE = 1_000;

/** SES allows such calls once a second, and the sender needs them too. */
const PAUSE_MS = 1_000;

/** The account's whole suppression list, of all that it sends. Needs `ses:ListSuppressedDestinations`. */
export function sesSuppressionListing(client: SESv2Client, clock: Pick<Clock, 'sleep'>): SuppressionListing {
  return {
    async *pages() {
      for (let NextToken: string | undefined; ; ) {
        const page = await client.send(
          new ListSuppressedDestinationsCommand({ PageSize: PAGE, ...(NextToken && { NextToken }) }),
        );
        yield (page.SuppressedDestinationSummaries ?? []).map((one) => ({
          address: one.EmailAddress ?? '',
          reason: one.Reason ?? '',
          since: one.LastUpdateTime?.toISOString() ?? '',
        }));
        NextToken = page.NextToken;
        if (!NextToken) return;
        await clock.sleep(PAUSE_MS);
      }
    },
  };
}
