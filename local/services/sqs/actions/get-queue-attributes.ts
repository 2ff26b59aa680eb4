import type { Action } from '../../../gateway/service.ts';
import { unknownAttribute } from '../errors.ts';
import { queueFor, strings } from '../input.ts';
import type { Queue } from '../queue.ts';
import type { Queues } from '../queues.ts';

/** GetQueueAttributes: those asked for; ones that the queue has not set are left out. */
export function getQueueAttributes(queues: Queues): Action {
  return (input, context) => {
    const { arn } = queueFor(queues, 'GetQueueAttributes', input, context);
    const names = strings(input, 'AttributeNames');
    const unknown = names.find((name) => name !== 'All' && !NAMES.has(name));
    if (unknown !== undefined) throw unknownAttribute(unknown);
    const attributes = Object.entries(attributesOf(queues.queue(arn))).filter(
      ([name, value]) => value !== undefined && (names.includes('All') || names.includes(name)),
    );
    return attributes.length > 0 ? { Attributes: Object.fromEntries(attributes) } : {};
  };
}

const NAMES = new Set([
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'DelaySeconds',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'LastModifiedTimestamp',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'Policy',
  'QueueArn',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
]);

function attributesOf(queue: Queue): Record<string, string | undefined> {
  const { settings } = queue;
  const counts = queue.counts();
  const createdAt = String(Math.floor(queue.createdAt / 1_000));
  return {
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    ApproximateNumberOfMessagesNotVisible: String(counts.inFlight),
    CreatedTimestamp: createdAt,
    DelaySeconds: String(settings.delaySeconds),
    KmsDataKeyReusePeriodSeconds: settings.kmsKeyId && '300',
    KmsMasterKeyId: settings.kmsKeyId,
    LastModifiedTimestamp: createdAt,
    MaximumMessageSize: String(settings.maximumMessageBytes),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    Policy: json(settings.policy),
    QueueArn: settings.arn,
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWaitSeconds),
    RedriveAllowPolicy: json(settings.redriveAllowPolicy),
    RedrivePolicy: json(settings.redrivePolicy),
    SqsManagedSseEnabled: String(settings.kmsKeyId === undefined),
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
  };
}

function json(value: object | undefined): string | undefined {
  return value && JSON.stringify(value);
}
