import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { nobodyWithoutTls } from '../topic-permissions.ts';

export interface TlsTopicProps {
  readonly topicName: string;
  /** @default none of its own: SNS encrypts it at rest by itself */
  readonly encryptionKey?: kms.IKey | undefined;
}

/**
 * A topic that refuses whoever comes without TLS.
 *
 * Without KMS_KEY_ARN it has no KMS key, on purpose. SNS encrypts every topic at rest by itself (Amazon SNS Developer Guide, "Data
 * encryption"; Security Hub retired SNS.1, which asked for KMS, on that ground). The free key `alias/aws/sns` cannot be
 * used by SES, CloudWatch or another account, because its policy cannot be changed, and a key of our own costs at least $1 a month.
 */
export class TlsTopic extends sns.Topic {
  constructor(scope: Construct, id: string, { topicName, encryptionKey }: TlsTopicProps) {
    super(scope, id, { topicName, ...(encryptionKey && { masterKey: encryptionKey }) });
    // Not the CDK's `enforceSSL`, which is about publishing alone.
    this.addToResourcePolicy(nobodyWithoutTls(this));
  }
}
