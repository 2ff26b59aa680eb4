import { describe, expect, it } from 'vitest';
import { keyPolicy } from '#lib/key-policy.ts';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OURS = { VERIFIED_DOMAIN: 'yourcompany.com' };

describe('npm run key-policy', () => {
  it('is about the account and region of the key’s ARN, whatever the shell names', () => {
    const policy = JSON.stringify(keyPolicy({ ...OURS, KMS_KEY_ARN: KEY_ARN }));
    expect(policy).toContain('arn:aws:iam::111122223333:root');
    expect(policy).toContain('sns.eu-west-1.amazonaws.com');
    expect(policy).not.toMatch(/us-east-1|123456789012/);
  });

  it('is refused where the deployment is said to be elsewhere', () => {
    const elsewhere = { ...OURS, KMS_KEY_ARN: KEY_ARN, CDK_DEFAULT_REGION: 'us-east-1' };
    expect(() => keyPolicy(elsewhere)).toThrow("a key of the deployment's own account and region");
  });

  it('is about the account that is set, where there is no key yet', () => {
    const policy = JSON.stringify(keyPolicy({ ...OURS, CDK_DEFAULT_ACCOUNT: '111122223333' }));
    expect(policy).toContain('arn:aws:iam::111122223333:root');
  });

  it.each([{}, { CDK_DEFAULT_ACCOUNT: '123456789012' }, { KMS_KEY_ARN: 'create' }])(
    'is refused with %j: the placeholder is nobody’s account',
    (environment) => {
      expect(() => keyPolicy(environment)).toThrow('CDK_DEFAULT_ACCOUNT');
    },
  );
});
