import { GetAccountCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { Clock, Log, SendRate } from '#app/ports.ts';

/** AWS raises an account's rate by itself as its reputation grows; a quarter of an hour is soon enough to notice. */
const FRESH_MS = 15 * 60_000;

/** GetAccount is limited to one request a second for the whole account, so environments that start together may be refused. */
const RETRY_MS = 10_000;

/** The sandbox's rate, which every account has at least. */
const LOWEST_PER_SECOND = 1;

/** The account's send rate, asked for at most every quarter of an hour. While SES does not say, the last known one holds. */
export function sesSendRate(client: SESv2Client, clock: Clock, log: Log): SendRate {
  let perSecond = LOWEST_PER_SECOND;
  let askAgainAt = 0;
  return {
    async perSecond() {
      if (clock.now() < askAgainAt) return perSecond;
      try {
        const { SendQuota } = await client.send(new GetAccountCommand({}));
        perSecond = SendQuota?.MaxSendRate || LOWEST_PER_SECOND;
        askAgainAt = clock.now() + FRESH_MS;
      } catch (error) {
        askAgainAt = clock.now() + RETRY_MS;
        log.warn('The send rate is not known; the last known one holds', {
          perSecond,
          error: (error as Error).name,
        });
      }
      return perSecond;
    },
  };
}
