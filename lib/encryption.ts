import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/**
 * A customer's key, for what a stack holds; undefined for AWS's own.
 *
 * Always by its ARN, also where the key is one of our stacks': the CDK then leaves its policy alone. With the key itself it would write
 * each topic into that policy, and the topic's stack depends on the key's.
 */
export function customerKey(scope: Construct, keyArn: string | undefined): kms.IKey | undefined {
  return keyArn === undefined ? undefined : kms.Key.fromKeyArn(scope, 'EncryptionKey', keyArn);
}

/** A queue's encryption: SQS's own key, free, which SNS needs no permission to use; or the customer's. */
export function queueEncryption(
  key: kms.IKey | undefined,
): Pick<sqs.QueueProps, 'encryption' | 'encryptionMasterKey'> {
  return key
    ? { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key }
    : { encryption: sqs.QueueEncryption.SQS_MANAGED };
}

/** A table's encryption: with the key that AWS owns, as every table without another choice is; or the customer's. */
export function tableEncryption(
  key: kms.IKey | undefined,
): Pick<dynamodb.TableProps, 'encryption' | 'encryptionKey'> {
  return key ? { encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED, encryptionKey: key } : {};
}
