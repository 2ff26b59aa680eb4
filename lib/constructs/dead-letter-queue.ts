import { Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DEAD_LETTER_RETENTION_DAYS } from '#contract/timing.ts';
import { queueEncryption } from '../encryption.ts';

export interface DeadLetterQueueProps {
  readonly queueName: string;
  /**
   * Which queues may send their dead letters here.
   *
   * @default every queue of the account, as SQS does
   */
  readonly redriveAllowPolicy?: sqs.RedriveAllowPolicy;
  /** @default SQS's own */
  readonly encryptionKey?: kms.IKey | undefined;
}

/** Where messages wait for a person: encrypted, TLS only, kept as long as SQS keeps anything. */
export class DeadLetterQueue extends sqs.Queue {
  constructor(scope: Construct, id: string, { encryptionKey, ...props }: DeadLetterQueueProps) {
    super(scope, id, {
      ...props,
      ...queueEncryption(encryptionKey),
      enforceSSL: true,
      retentionPeriod: Duration.days(DEAD_LETTER_RETENTION_DAYS),
    });
  }
}
