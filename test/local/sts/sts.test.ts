import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import type { Principal } from '#local/iam/policy.ts';
import { stsService } from '#local/services/sts/service.ts';
import { clientConfig, serve } from '../support/serve.ts';

async function identityOf(principal?: Principal) {
  await using cloud = await serve([stsService()], { principalOf: () => principal });
  const { Account, Arn, UserId } = await new STSClient(clientConfig(cloud)).send(
    new GetCallerIdentityCommand({}),
  );
  return { Account, Arn, UserId };
}

test('any key is the account itself', async () => {
  expect(await identityOf()).toEqual({
    Account: '123456789012',
    Arn: 'arn:aws:iam::123456789012:root',
    UserId: '123456789012',
  });
});

test("a function's key is a session of its role, whatever the role may do", async () => {
  const role: Principal = {
    kind: 'role',
    accountId: '123456789012',
    arn: 'arn:aws:iam::123456789012:role/email-sender-dev',
    session: 'email-sender',
    policies: () => [],
  };
  expect(await identityOf(role)).toEqual({
    Account: '123456789012',
    Arn: 'arn:aws:sts::123456789012:assumed-role/email-sender-dev/email-sender',
    UserId: expect.stringMatching(/^AROA[A-Z0-9]{17}:email-sender$/),
  });
});
