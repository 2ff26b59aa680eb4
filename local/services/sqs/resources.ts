import type { ResolvedResource, ResourceProvider } from '../../assembly/provider.ts';
import { knownProperties, nameOf } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';
import type { QueueOptions, QueueSettings } from './queue-settings.ts';
import type { Queues } from './queues.ts';

/** What SQS's resources are made with. */
export interface SqsResourcesDeps {
  readonly queues: Queues;
  /** Such as `http://127.0.0.1:4566`: a queue's `Ref` is a URL of it. */
  readonly endpointUrl: () => string;
}

/** SQS's resource types. */
export function sqsResources({ queues, endpointUrl }: SqsResourcesDeps): ResourceProvider[] {
  return [queueProvider(queues, endpointUrl), queuePolicyProvider(queues)];
}

const MAX_NAME = 80;

function queueProvider(queues: Queues, endpointUrl: () => string): ResourceProvider {
  return {
    type: 'AWS::SQS::Queue',
    create(resource) {
      const queue = queues.create(optionsOf(resource));
      const url = `${endpointUrl()}/${queue.arn.split(':')[4]}/${queue.name}`;
      return { ref: url, attributes: { Arn: queue.arn, QueueName: queue.name, QueueUrl: url } };
    },
  };
}

// CloudFormation's names and ours.
const SECONDS_AND_BYTES: Readonly<Record<string, keyof QueueSettings>> = {
  VisibilityTimeout: 'visibilityTimeoutSeconds',
  MessageRetentionPeriod: 'retentionSeconds',
  DelaySeconds: 'delaySeconds',
  ReceiveMessageWaitTimeSeconds: 'receiveWaitSeconds',
  MaximumMessageSize: 'maximumMessageBytes',
};

function optionsOf(resource: ResolvedResource): QueueOptions {
  knownProperties(
    resource,
    [
      ...Object.keys(SECONDS_AND_BYTES),
      'QueueName',
      'RedrivePolicy',
      'RedriveAllowPolicy',
      'KmsMasterKeyId',
      'Tags',
    ],
    { SqsManagedSseEnabled: 'encryption at rest is not seen through the API' },
  );
  const { QueueName, RedrivePolicy, RedriveAllowPolicy, KmsMasterKeyId, Tags = [] } = resource.properties;
  const numbers = Object.entries(SECONDS_AND_BYTES)
    .filter(([name]) => resource.properties[name] !== undefined)
    .map(([name, ours]) => [ours, numberOf(resource, name)]);
  return {
    ...Object.fromEntries(numbers),
    name: QueueName ?? physicalName(resource, MAX_NAME),
    redrivePolicy: RedrivePolicy && {
      deadLetterTargetArn: RedrivePolicy.deadLetterTargetArn,
      maxReceiveCount: Number(RedrivePolicy.maxReceiveCount),
    },
    redriveAllowPolicy: RedriveAllowPolicy,
    kmsKeyId: KmsMasterKeyId,
    tags: Object.fromEntries(Tags.map(({ Key, Value }: Record<string, string>) => [Key, Value])),
  };
}

/** CloudFormation takes numbers as strings too. */
function numberOf(resource: ResolvedResource, name: string): number {
  const value: unknown = resource.properties[name];
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0)
    throw new Error(`${nameOf(resource)}: ${name} is ${JSON.stringify(value)}, expected a whole number.`);
  return number;
}

function queuePolicyProvider(queues: Queues): ResourceProvider {
  return {
    type: 'AWS::SQS::QueuePolicy',
    create(resource) {
      knownProperties(resource, ['PolicyDocument', 'Queues']);
      for (const url of resource.properties.Queues) {
        const queue = queues.byUrl(url);
        if (!queue) throw new Error(`${nameOf(resource)} is for the queue ${url}, which does not exist.`);
        queues.setPolicy(queue.arn, resource.properties.PolicyDocument);
      }
      const id = physicalName(resource, MAX_NAME);
      return { ref: id, attributes: { Id: id } };
    },
  };
}
