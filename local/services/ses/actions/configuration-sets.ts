import type { Action } from '../../../gateway/service.ts';
import type { ConfigurationSets } from '../configuration-sets.ts';
import { type PageRequest, page } from '../paging.ts';

/** `GET /v2/email/configuration-sets`, or `POST /v2/email/list-configuration-sets`. */
export function listConfigurationSets(sets: ConfigurationSets): Action {
  return (input: PageRequest, context) => {
    context.authorize({ action: 'ses:ListConfigurationSets', resource: '*' });
    const { items, NextToken } = page(sets.names(), input);
    return { ConfigurationSets: items, NextToken };
  };
}

/** `GET /v2/email/configuration-sets/{ConfigurationSetName}`. */
export function getConfigurationSet(sets: ConfigurationSets): Action {
  return (input: { ConfigurationSetName: string }, context) => {
    const { ConfigurationSetName } = input;
    context.authorize({ action: 'ses:GetConfigurationSet', resource: sets.arnOf(ConfigurationSetName) });
    const set = sets.get(ConfigurationSetName);
    return {
      ConfigurationSetName,
      TrackingOptions: set.customRedirectDomain
        ? { CustomRedirectDomain: set.customRedirectDomain }
        : undefined,
      DeliveryOptions: {
        TlsPolicy: set.tlsPolicy,
        SendingPoolName: set.sendingPoolName,
        MaxDeliverySeconds: set.maxDeliverySeconds,
      },
      ReputationOptions: { ReputationMetricsEnabled: set.reputationMetricsEnabled },
      SendingOptions: { SendingEnabled: set.sendingEnabled },
      SuppressionOptions: set.suppressedReasons && { SuppressedReasons: set.suppressedReasons },
      Tags: set.tags,
    };
  };
}

/** `GET /v2/email/configuration-sets/{ConfigurationSetName}/event-destinations`. */
export function getConfigurationSetEventDestinations(sets: ConfigurationSets): Action {
  return (input: { ConfigurationSetName: string }, context) => {
    const { ConfigurationSetName } = input;
    context.authorize({
      action: 'ses:GetConfigurationSetEventDestinations',
      resource: sets.arnOf(ConfigurationSetName),
    });
    const destinations = [...sets.get(ConfigurationSetName).destinations.values()];
    return {
      EventDestinations: destinations.map(({ name, enabled, matchingEventTypes, topicArn }) => ({
        Name: name,
        Enabled: enabled,
        MatchingEventTypes: matchingEventTypes,
        SnsDestination: topicArn && { TopicArn: topicArn },
      })),
    };
  };
}
