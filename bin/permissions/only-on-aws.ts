import { ENVIRONMENT_SUFFIX } from '../../sim/cloud.ts';
import { CUSTOMER_KEY_ARN } from './assembly.ts';
import type { OnlyOnAws } from './compare.ts';

const key = (role: string, action: string, reason: string): OnlyOnAws => ({
  role: `${role}-${ENVIRONMENT_SUFFIX}`,
  action,
  resource: CUSTOMER_KEY_ARN,
  reason,
});

/**
 * Grants that no run here can use, since the local cloud encrypts nothing: each with what AWS does with it. One that can be used here,
 * or is gone, is a finding.
 */
export const ONLY_ON_AWS: readonly OnlyOnAws[] = [
  key(
    'email-sender',
    'kms:Decrypt',
    'DynamoDB decrypts the table’s key for whoever reads or writes, SQS a queue’s data key for whoever receives or sends.',
  ),
  key(
    'email-sender',
    'kms:GenerateDataKey',
    'SQS makes a data key for whoever sends to an encrypted queue: dead letters.',
  ),
  key('email-feedback', 'kms:Decrypt', 'As the sender: the table, and the queue that is read.'),
];
