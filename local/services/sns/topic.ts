import { createHash } from 'node:crypto';
import type { PolicyDocument } from '../../iam/policy.ts';

/** One endpoint that gets what is published to a topic. */
export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: SubscriptionProtocol;
  /** A queue's ARN, or an email address. */
  readonly endpoint: string;
  /** The message as it is, not in SNS's JSON envelope. */
  readonly rawMessageDelivery: boolean;
  /** The queue for what cannot be delivered. Not the dead-letter queue of the subscribed queue, which is for what cannot be processed. */
  readonly deadLetterTargetArn: string | undefined;
}

/** Protocols that the local cloud delivers by. */
export const SUBSCRIPTION_PROTOCOLS = ['sqs', 'email'] as const;
export type SubscriptionProtocol = (typeof SUBSCRIPTION_PROTOCOLS)[number];

/** A standard topic. */
export interface Topic {
  readonly name: string;
  readonly arn: string;
  readonly displayName: string;
  readonly kmsKeyId: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  policy: PolicyDocument | undefined;
  readonly subscriptions: Subscription[];
}

/** An address has to confirm by a link in a mail, which nobody gets here: it stays pending, as listings then show. */
export function isPending({ protocol }: Subscription): boolean {
  return protocol === 'email';
}

/** The ARN of a subscription. It follows from what is subscribed, so that it is the same after a restart. */
export function subscriptionArn(topicArn: string, protocol: string, endpoint: string): string {
  const hash = createHash('sha256').update(`${topicArn} ${protocol} ${endpoint}`).digest('hex');
  return `${topicArn}:${hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')}`;
}
