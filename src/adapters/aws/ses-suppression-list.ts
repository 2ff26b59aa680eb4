import {
  DeleteSuppressedDestinationCommand,
  NotFoundException,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { SuppressionList } from '#app/ports.ts';

/**
 * The account's suppression list. Its calls tell local parts apart by their case, while SES withholds a mail whatever the
 * case: an address is off the list once each of its spellings is. Needs `ses:DeleteSuppressedDestination`.
 */
export function sesSuppressionList(client: SESv2Client): SuppressionList {
  const removeOne = async (EmailAddress: string) => {
    try {
      await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress }));
      return true;
    } catch (error) {
      if (error instanceof NotFoundException) return false;
      throw error;
    }
  };
  return {
    async remove(address) {
      // SES lists an address as the mail that bounced had it, and mail servers often report it in lower case.
      const spellings = new Set([address, address.toLowerCase()]);
      let removed = false;
      // One after the other: SES takes few such calls a second.
      for (const spelling of spellings) removed = (await removeOne(spelling)) || removed;
      return removed ? 'removed' : 'not-listed';
    },
  };
}
