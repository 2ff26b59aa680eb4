import type { ResourceProvider } from '../../assembly/provider.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import { knownProperties } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';
import type { ConfigurationSet, EventDestination } from './configuration-sets.ts';
import { sesAs } from './event-pump.ts';
import type { Ses } from './ses.ts';

const MAX_NAME = 64;

const IDENTITY_PROPERTIES = [
  'EmailIdentity',
  'ConfigurationSetAttributes',
  'DkimAttributes',
  'DkimSigningAttributes',
  'FeedbackAttributes',
  'MailFromAttributes',
  'Tags',
];

const SET_PROPERTIES = [
  'Name',
  'SendingOptions',
  'SuppressionOptions',
  'DeliveryOptions',
  'ReputationOptions',
  'TrackingOptions',
  'Tags',
];

const WITHOUT_EFFECT = { VdmOptions: 'its insights are a view of AWS alone' };

/** SES's resources of a template. */
export function sesResources(ses: Ses): ResourceProvider[] {
  return [emailIdentity(ses), configurationSet(ses), eventDestination(ses)];
}

function emailIdentity({ identities }: Ses): ResourceProvider {
  return {
    type: 'AWS::SES::EmailIdentity',
    create(resource) {
      knownProperties(resource, IDENTITY_PROPERTIES);
      const { properties } = resource;
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
      knownProperties(resource, SET_PROPERTIES, WITHOUT_EFFECT);
      const { properties } = resource;
      const set = configurationSets.declare({
        name: properties.Name ?? physicalName(resource, MAX_NAME),
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
    create(resource) {
      knownProperties(resource, ['ConfigurationSetName', 'EventDestination']);
      const declared = resource.properties.EventDestination;
      requireTopic(declared);
      const set = ses.configurationSets.get(resource.properties.ConfigurationSetName);
      const destination: EventDestination = {
        name: declared.Name ?? physicalName(resource, MAX_NAME),
        enabled: declared.Enabled ?? true,
        matchingEventTypes: (declared.MatchingEventTypes ?? []).map(apiSpelling),
        topicArn: declared.SnsDestination?.TopicARN,
      };
      if (destination.topicArn) validated.ensure(set, destination.name, destination.topicArn);
      set.destinations.set(destination.name, destination);
      return { ref: `${set.name}|${destination.name}`, attributes: { Id: destination.name } };
    },
  };
}

function requireTopic(destination: Readonly<Record<string, unknown>>): void {
  if (destination.SnsDestination) return;
  const found = Object.keys(destination).filter((name) => name.endsWith('Destination'));
  throw new Error(
    `An event destination goes to ${found.join(', ') || 'nothing'}; the local cloud publishes SES's events to an SnsDestination only.`,
  );
}

/** A template may say `deliveryDelay` or `DELIVERY_DELAY`. */
function apiSpelling(eventType: string): string {
  return /[a-z]/.test(eventType) ? eventType.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase() : eventType;
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

  ensure(set: ConfigurationSet, name: string, topicArn: string): void {
    const { database, accountId } = this.#ses.world;
    const id = `${set.arn} ${name} ${topicArn}`;
    if (database.prepare('SELECT 1 FROM ses_validated_destinations WHERE id = ?').get(id)) return;
    try {
      this.#ses.topics.publish(topicArn, { message: NOTICE }, sesAs(set, accountId));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const message = `Could not publish to SNS topic <${topicArn}>: ${error.message} The topic's policy must allow ses.amazonaws.com sns:Publish before the event destination is created (DependsOn).`;
      throw new AwsError('InvalidSNSDestination', message);
    }
    database.prepare('INSERT INTO ses_validated_destinations VALUES (?)').run(id);
  }
}
