import type { ResolvedResource, ResourceProvider } from '../../assembly/provider.ts';
import { knownProperties, nameOf } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';
import { SUBSCRIPTION_PROTOCOLS, type SubscriptionProtocol } from './topic.ts';
import type { Topics } from './topics.ts';

/** What SNS's resources are made with. */
export interface SnsResourcesDeps {
  readonly topics: Topics;
}

/** SNS's resource types. */
export function snsResources({ topics }: SnsResourcesDeps): ResourceProvider[] {
  return [topicProvider(topics), topicPolicyProvider(topics), subscriptionProvider(topics)];
}

const MAX_NAME = 256;

function topicProvider(topics: Topics): ResourceProvider {
  return {
    type: 'AWS::SNS::Topic',
    create(resource) {
      knownProperties(resource, ['TopicName', 'DisplayName', 'KmsMasterKeyId', 'Subscription', 'Tags'], {
        TracingConfig: 'nothing is traced here',
        SignatureVersion: 'nothing is signed here',
      });
      const { TopicName, DisplayName, KmsMasterKeyId, Subscription = [], Tags = [] } = resource.properties;
      const { arn, name } = topics.create({
        name: TopicName ?? physicalName(resource, MAX_NAME),
        displayName: DisplayName ?? '',
        kmsKeyId: KmsMasterKeyId,
        tags: Object.fromEntries(Tags.map(({ Key, Value }: Record<string, string>) => [Key, Value])),
      });
      for (const { Protocol, Endpoint } of Subscription)
        topics.subscribe({ topicArn: arn, protocol: protocolOf(resource, Protocol), endpoint: Endpoint });
      return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
  };
}

function topicPolicyProvider(topics: Topics): ResourceProvider {
  return {
    type: 'AWS::SNS::TopicPolicy',
    create(resource) {
      knownProperties(resource, ['PolicyDocument', 'Topics']);
      for (const arn of resource.properties.Topics) {
        refuseUnknownTopic(topics, resource, arn);
        topics.setPolicy(arn, resource.properties.PolicyDocument);
      }
      const id = physicalName(resource, MAX_NAME);
      return { ref: id, attributes: { Id: id } };
    },
  };
}

function subscriptionProvider(topics: Topics): ResourceProvider {
  return {
    type: 'AWS::SNS::Subscription',
    create(resource) {
      knownProperties(resource, ['TopicArn', 'Protocol', 'Endpoint', 'RawMessageDelivery', 'RedrivePolicy'], {
        Region: 'there is one region here',
      });
      const { TopicArn, Protocol, Endpoint, RawMessageDelivery, RedrivePolicy } = resource.properties;
      refuseUnknownTopic(topics, resource, TopicArn);
      const { arn } = topics.subscribe({
        topicArn: TopicArn,
        protocol: protocolOf(resource, Protocol),
        endpoint: Endpoint,
        rawMessageDelivery: String(RawMessageDelivery ?? false) === 'true',
        deadLetterTargetArn: jsonOf(RedrivePolicy)?.deadLetterTargetArn,
      });
      return { ref: arn, attributes: { Arn: arn } };
    },
  };
}

function refuseUnknownTopic(topics: Topics, resource: ResolvedResource, arn: string): void {
  if (!topics.all().some((topic) => topic.arn === arn))
    throw new Error(`${nameOf(resource)} is for the topic ${arn}, which does not exist.`);
}

function protocolOf(resource: ResolvedResource, protocol: string): SubscriptionProtocol {
  const known = SUBSCRIPTION_PROTOCOLS.find((candidate) => candidate === protocol);
  if (known) return known;
  throw new Error(
    `${nameOf(resource)} subscribes by "${protocol}", which the local cloud does not emulate. Emulated: ${SUBSCRIPTION_PROTOCOLS.join(', ')}.`,
  );
}

/** A property of the type Json may come as text too. */
function jsonOf(value: unknown): { deadLetterTargetArn?: string } | undefined {
  return typeof value === 'string' ? JSON.parse(value) : (value as object | undefined);
}
