import type { PolicyDocument } from '../../iam/policy.ts';

/** Where messages go that nobody could process. */
interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  /** After so many receives the next one moves a message there instead. */
  readonly maxReceiveCount: number;
}

/** A queue's attributes. */
export interface QueueSettings {
  readonly name: string;
  readonly arn: string;
  /** How long a received message is hidden, in seconds. */
  readonly visibilityTimeoutSeconds: number;
  /** How long a message is kept, in seconds. */
  readonly retentionSeconds: number;
  /** How long a sent message is hidden at first, in seconds. */
  readonly delaySeconds: number;
  /** How long a receive waits for a message if it does not say so itself, in seconds. */
  readonly receiveWaitSeconds: number;
  /** The longest message, attributes counted, in bytes. */
  readonly maximumMessageBytes: number;
  readonly redrivePolicy?: RedrivePolicy | undefined;
  readonly redriveAllowPolicy?: object | undefined;
  readonly policy?: PolicyDocument | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a queue is created with: a name, and whatever differs from AWS's defaults. */
export type QueueOptions = Pick<QueueSettings, 'name'> & Partial<QueueSettings>;

/** SQS's defaults (API reference, CreateQueue). */
export const QUEUE_DEFAULTS = {
  visibilityTimeoutSeconds: 30,
  retentionSeconds: 4 * 24 * 60 * 60,
  delaySeconds: 0,
  receiveWaitSeconds: 0,
  maximumMessageBytes: 1024 * 1024,
  tags: {},
} as const;
