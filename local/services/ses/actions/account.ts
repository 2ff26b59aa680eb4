import type { Action } from '../../../gateway/service.ts';
import type { SendLimits } from '../send-limits.ts';
import type { SesSettings } from '../settings.ts';

/** `GET /v2/email/account`. */
export function getAccount(settings: SesSettings, limits: SendLimits): Action {
  return (_input, context) => {
    context.authorize({ action: 'ses:GetAccount', resource: '*' });
    return {
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: settings.enforcementStatus,
      PricingAttributes: { CurrentPlan: settings.pricingPlan },
      ProductionAccessEnabled: settings.productionAccess,
      SendQuota: {
        Max24HourSend: settings.max24HourSend,
        MaxSendRate: settings.maxSendRate,
        SentLast24Hours: limits.sentLast24Hours(),
      },
      SendingEnabled: settings.sendingEnabled,
      SuppressionAttributes: { SuppressedReasons: settings.suppressedReasons },
    };
  };
}

/** `GET /v2/email/dedicated-ips`: there are none here. */
export const getDedicatedIps: Action = (_input, context) => {
  context.authorize({ action: 'ses:GetDedicatedIps', resource: '*' });
  return { DedicatedIps: [] };
};
