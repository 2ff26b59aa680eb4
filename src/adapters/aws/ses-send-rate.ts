import { GetAccountCommand, type GetAccountCommandOutput, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { Clock, Log, Metrics, SendRate } from '#app/ports.ts';
import { MEASURES } from '#contract/metrics.ts';
import { standingOf } from '#domain/sending-account.ts';

/** AWS raises an account's rate by itself as its reputation grows; a quarter of an hour is soon enough to notice. */
const FRESH_MS = 15 * 60_000;

/** GetAccount is limited to one request a second for the whole account, so environments that start together may be refused. */
const RETRY_MS = 10_000;

/** The sandbox's rate, which every account has at least. */
const LOWEST_PER_SECOND = 1;

interface SendRateDeps {
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
}

/**
 * The account's send rate, asked for at most every quarter of an hour. While SES does not say, the last known one holds. The same
 * answer tells how the account stands, which is measured with it: SES has no metric for that.
 */
export function sesSendRate(client: SESv2Client, { clock, metrics, log }: SendRateDeps): SendRate {
  let perSecond = LOWEST_PER_SECOND;
  let askAgainAt = 0;
  return {
    async perSecond() {
      if (clock.now() < askAgainAt) return perSecond;
      try {
        const account = await client.send(new GetAccountCommand({}));
        perSecond = account.SendQuota?.MaxSendRate || LOWEST_PER_SECOND;
        askAgainAt = clock.now() + FRESH_MS;
        measure(account, metrics, log);
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

function measure(account: Partial<GetAccountCommandOutput>, metrics: Metrics, log: Log): void {
  const { quotaUsedPercent, risks } = standingOf({
    max24HourSend: account.SendQuota?.Max24HourSend ?? 0,
    sentLast24Hours: account.SendQuota?.SentLast24Hours ?? 0,
    sendingEnabled: account.SendingEnabled ?? true,
    enforcementStatus: account.EnforcementStatus ?? 'HEALTHY',
  });
  // A tenth of a percent: what is beyond it would only lengthen the line.
  metrics.measure(MEASURES.quotaUsed, Math.round(quotaUsedPercent * 10) / 10);
  metrics.measure(MEASURES.sendingAtRisk, risks.length > 0 ? 1 : 0);
  if (risks.length > 0) log.error('The SES account needs a person', { risks });
}
