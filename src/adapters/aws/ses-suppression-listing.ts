import { ListSuppressedDestinationsCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { SuppressionListing, SuppressionPage } from '#app/operator-ports.ts';
import type { Clock } from '#app/ports.ts';

/** Most that SES gives at once. */
const PAGE = 1_000;

/** SES allows such calls once a second, and the sender needs them too. */
const PAUSE_MS = 1_000;

/**
 * The account's whole suppression list, of all that it sends. Needs `ses:ListSuppressedDestinations`.
 *
 * @param pageSize addresses a page, up to 1000, SES's limit and the default
 */
export function sesSuppressionListing(
  client: SESv2Client,
  clock: Pick<Clock, 'sleep'>,
  pageSize = PAGE,
): SuppressionListing {
  const page = async (from?: string): Promise<SuppressionPage> => {
    const { SuppressedDestinationSummaries = [], NextToken } = await client.send(
      new ListSuppressedDestinationsCommand({ PageSize: pageSize, ...(from && { NextToken: from }) }),
    );
    const addresses = SuppressedDestinationSummaries.map((one) => ({
      address: one.EmailAddress ?? '',
      reason: one.Reason ?? '',
      since: one.LastUpdateTime?.toISOString() ?? '',
    }));
    return { addresses, ...(NextToken && { next: NextToken }) };
  };
  return {
    page,
    async *pages() {
      for (let from: string | undefined; ; ) {
        const { addresses, next } = await page(from);
        yield addresses;
        if (next === undefined) return;
        from = next;
        await clock.sleep(PAUSE_MS);
      }
    },
  };
}
