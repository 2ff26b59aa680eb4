import {
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { SesInspector } from '#app/inspector-ports.ts';

/** What SES says of the account and of our part of it. */
export function sesInspector(client: SESv2Client): SesInspector {
  return {
    async account() {
      const account = await client.send(new GetAccountCommand({}));
      const { Max24HourSend = 0, MaxSendRate = 0, SentLast24Hours = 0 } = account.SendQuota ?? {};
      return {
        productionAccess: account.ProductionAccessEnabled ?? false,
        sendingEnabled: account.SendingEnabled ?? false,
        enforcement: account.EnforcementStatus ?? 'UNKNOWN',
        maxPerDay: Max24HourSend,
        maxPerSecond: MaxSendRate,
        sentToday: SentLast24Hours,
      };
    },

    identity: (name) =>
      unlessMissing(async () => {
        const identity = await client.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
        const { DkimAttributes, MailFromAttributes } = identity;
        return {
          name,
          kind: identity.IdentityType === 'EMAIL_ADDRESS' ? 'address' : 'domain',
          verified: identity.VerifiedForSendingStatus ?? false,
          dkimStatus: DkimAttributes?.Status ?? 'NOT_STARTED',
          dkimTokens: DkimAttributes?.Tokens ?? [],
          mailFromDomain: MailFromAttributes?.MailFromDomain,
          mailFromStatus: MailFromAttributes?.MailFromDomainStatus,
        };
      }),

    configurationSet: (name) =>
      unlessMissing(async () => {
        const asked = { ConfigurationSetName: name };
        const set = await client.send(new GetConfigurationSetCommand(asked));
        const { EventDestinations = [] } = await client.send(
          new GetConfigurationSetEventDestinationsCommand(asked),
        );
        return {
          sendingEnabled: set.SendingOptions?.SendingEnabled ?? true,
          destinations: EventDestinations.map((one) => ({
            name: one.Name ?? '',
            enabled: one.Enabled ?? false,
            eventTypes: one.MatchingEventTypes ?? [],
            topicArn: one.SnsDestination?.TopicArn,
          })),
        };
      }),
  };
}

async function unlessMissing<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if ((error as Error).name === 'NotFoundException') return undefined;
    throw error;
  }
}
