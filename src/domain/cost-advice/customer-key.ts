import { usdOf } from '../bill.ts';
import type { AdviceRule } from './facts.ts';

/** The table is encrypted with a key of AWS KMS, where the one that DynamoDB owns is free. */
export const customerKey: AdviceRule = ({ customerKey }) =>
  customerKey
    ? {
        rule: 'customer-key',
        text:
          'The table is encrypted with a customer key. Unless a rule of yours asks for one, the key that DynamoDB owns ' +
          'encrypts as well and is free.',
        savingUsd: usdOf({ service: 'AWS Key Management Service', usageType: 'KMS-Keys', quantity: 1 }),
      }
    : undefined;
