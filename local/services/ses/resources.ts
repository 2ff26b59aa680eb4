import type { ResolvedResource, ResourceProvider } from '../../assembly/provider.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import type { ConfigurationSet, EventDestination } from './configuration-sets.ts';
import { sesAs } from './event-pump.ts';
import type { Ses } from './ses.ts';

/** SES's resources of a template. */
export function sesResources(ses: Ses): ResourceProvider[] {
  return [emailIdentity(ses), configurationSet(ses), eventDestination(ses)];
}

function emailIdentity({ identities }: Ses): ResourceProvider {
  return {
    type: 'AWS::SES::EmailIdentity',
    create({ properties }) {
      const identity = identities.declare({
        name: properties.EmailIdentity,
        defaultConfigurationSet: properties.ConfigurationSetAttributes?.ConfigurationSetName,
        signingEnabled: properties.DkimAttributes?.SigningEnabled ?? true,
        feedbackForwarding: properties.FeedbackAttributes?.EmailForwardingEnabled ?? true,
        mailFromDomain: properties.MailFromAttributes?.MailFromDomain,
        behaviorOnMxFailure: properties.MailFromAttributes?.BehaviorOnMxFailure ?? 'USE_DEFAULT_VALUE',
        tags: properties.Tags ?? [],
      });
      return { ref: identity.name, attributes: dnsRecords(identity.name, identity.dkimTokens) };
    },
  };
}

/** The CNAME records that a domain's owner would set on AWS. */
function dnsRecords(name: string, tokens: readonly string[]): Record<string, string> {
  const domain = name.slice(name.lastIndexOf('@') + 1);
  return Object.fromEntries(
    tokens.flatMap((token, index) => [
      [`DkimDNSTokenName${index + 1}`, `${token}._domainkey.${domain}`],
      [`DkimDNSTokenValue${index + 1}`, `${token}.dkim.amazonses.com`],
    ]),
  );
}

function configurationSet({ configurationSets }: Ses): ResourceProvider {
  return {
    type: 'AWS::SES::ConfigurationSet',
    create(resource) {
      const { properties } = resource;
      const set = configurationSets.declare({
        name: properties.Name ?? generatedName(resource),
        sendingEnabled: properties.SendingOptions?.SendingEnabled ?? true,
        suppressedReasons: properties.SuppressionOptions?.SuppressedReasons,
        tlsPolicy: properties.DeliveryOptions?.TlsPolicy ?? 'OPTIONAL',
        sendingPoolName: properties.DeliveryOptions?.SendingPoolName,
        maxDeliverySeconds: properties.DeliveryOptions?.MaxDeliverySeconds,
        reputationMetricsEnabled: properties.ReputationOptions?.ReputationMetricsEnabled ?? false,
        customRedirectDomain: properties.TrackingOptions?.CustomRedirectDomain,
        tags: properties.Tags ?? [],
      });
      return { ref: set.name };
    },
  };
}

function eventDestination(ses: Ses): ResourceProvider {
  const validated = new ValidatedDestinations(ses);
  return {
    type: 'AWS::SES::ConfigurationSetEventDestination',
    async create(resource) {
      const declared = resource.properties.EventDestination;
      const set = ses.configurationSets.get(resource.properties.ConfigurationSetName);
      const destination: EventDestination = {
        name: declared.Name ?? generatedName(resource),
        enabled: declared.Enabled ?? true,
        matchingEventTypes: (declared.MatchingEventTypes ?? []).map(apiSpelling),
        topicArn: declared.SnsDestination?.TopicARN,
      };
      if (destination.topicArn) await validated.ensure(set, destination.name, destination.topicArn);
      set.destinations.set(destination.name, destination);
      return { ref: `${set.name}|${destination.name}`, attributes: { Id: destination.name } };
    },
  };
}

/** A template may say `deliveryDelay` or `DELIVERY_DELAY`. */
function apiSpelling(eventType: string): string {
  return /[a-z]/.test(eventType) ? eventType.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase() : eventType;
}

function generatedName({ stackName, logicalId }: ResolvedResource): string {
  return `${stackName}-${logicalId}`.slice(0, 64);
}

const NOTICE = 'Successfully validated SNS topic for Amazon SES event publishing.';

/**
 * SES proves that it may publish to a destination's topic by publishing a line of plain text, once when the destination
 * is created; an application meets it like any event. A start with the state of an earlier one creates nothing.
 */
class ValidatedDestinations {
  readonly #ses: Ses;

  constructor(ses: Ses) {
    ses.world.database.exec(
      'CREATE TABLE IF NOT EXISTS ses_validated_destinations (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID',
    );
    this.#ses = ses;
  }

  async ensure(set: ConfigurationSet, name: string, topicArn: string): Promise<void> {
    const { database, accountId } = this.#ses.world;
    const id = `${set.arn} ${name} ${topicArn}`;
    if (database.prepare('SELECT 1 FROM ses_validated_destinations WHERE id = ?').get(id)) return;
    try {
      await this.#ses.topics.publish(topicArn, { message: NOTICE }, sesAs(set, accountId));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const message = `Could not publish to SNS topic <${topicArn}>: ${error.message} The topic's policy must allow ses.amazonaws.com sns:Publish before the event destination is created (DependsOn).`;
      throw new AwsError('InvalidSNSDestination', message);
    }
    database.prepare('INSERT INTO ses_validated_destinations VALUES (?)').run(id);
  }
}
