import { QUOTA_LIMIT_PERCENT } from '#contract/metrics.ts';

/** What SES says of the account, as far as it decides whether mails go out. */
export interface SendingAccount {
  /** Mails in 24 hours; below zero where there is no limit. */
  readonly max24HourSend: number;
  readonly sentLast24Hours: number;
  readonly sendingEnabled: boolean;
  /** `HEALTHY`, `PROBATION` (under review) or `SHUTDOWN`. */
  readonly enforcementStatus: string;
}

/** Why mails do not go out, or soon may not. */
export type SendingRisk = 'QUOTA_NEARLY_USED' | 'UNDER_REVIEW' | 'SENDING_PAUSED';

/** How much of its day an account has used, and what about it needs a person. */
export function standingOf(account: SendingAccount): {
  readonly quotaUsedPercent: number;
  readonly risks: readonly SendingRisk[];
} {
  const { max24HourSend, sentLast24Hours, sendingEnabled, enforcementStatus } = account;
  const quotaUsedPercent = max24HourSend > 0 ? (100 * sentLast24Hours) / max24HourSend : 0;
  const isPaused = !sendingEnabled || enforcementStatus === 'SHUTDOWN';
  const risks: SendingRisk[] = [];
  if (quotaUsedPercent > QUOTA_LIMIT_PERCENT) risks.push('QUOTA_NEARLY_USED');
  if (enforcementStatus === 'PROBATION') risks.push('UNDER_REVIEW');
  if (isPaused) risks.push('SENDING_PAUSED');
  return { quotaUsedPercent, risks };
}
