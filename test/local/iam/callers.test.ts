import { expect, test } from 'vitest';
import { authorize } from '#local/iam/authorize.ts';
import { accessKeyOf, callerArn, callerOf } from '#local/iam/callers.ts';
import type { PolicyDocument } from '#local/iam/policy.ts';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:orders';

test.each([
  ['210987654321', 'arn:aws:iam::210987654321:root', 'arn:aws:iam::210987654321:root'],
  [
    '210987654321:role:shop',
    'arn:aws:iam::210987654321:role/shop',
    'arn:aws:sts::210987654321:assumed-role/shop/local',
  ],
  [
    '210987654321:role:apps:shop',
    'arn:aws:iam::210987654321:role/apps/shop',
    'arn:aws:sts::210987654321:assumed-role/shop/local',
  ],
  ['210987654321:user:ann', 'arn:aws:iam::210987654321:user/ann', 'arn:aws:iam::210987654321:user/ann'],
])('%s names a principal, and is its key', (accessKey, arn, shown) => {
  const caller = callerOf(accessKey)!;
  expect(caller).toMatchObject({ accountId: '210987654321', arn });
  expect(callerArn(caller)).toBe(shown);
  expect(accessKeyOf(arn)).toBe(accessKey);
});

test.each(['local', 'AKIAIOSFODNN7EXAMPLE', '12345', '210987654321:root', '210987654321:role:', ''])(
  '%j names nobody in particular',
  (accessKey) => expect(callerOf(accessKey)).toBeUndefined(),
);

const policy = (statement: object): PolicyDocument => ({
  Statement: { Effect: 'Allow', Action: 'sns:Publish', Resource: TOPIC, ...statement } as never,
});

function answer(accessKey: string, resourcePolicy?: PolicyDocument, resource = TOPIC): string {
  try {
    authorize(callerOf(accessKey)!, {
      action: 'sns:Publish',
      resource,
      account: '123456789012',
      resourcePolicy,
    });
    return 'allowed';
  } catch (error) {
    return (error as Error).message;
  }
}

const REFUSED = /because no resource-based policy allows the sns:Publish action$/;

test.each(['210987654321', '210987654321:role:shop', '210987654321:user:ann'])(
  '%s of another account needs the consent of the resource, for itself or its account',
  (accessKey) => {
    const { arn } = callerOf(accessKey) as { arn: string };
    expect(answer(accessKey)).toMatch(REFUSED);
    expect(answer(accessKey, undefined, '*')).toMatch(REFUSED);
    expect(answer(accessKey, policy({ Principal: { AWS: '123456789012' } }))).toMatch(REFUSED);
    expect(answer(accessKey, policy({ Principal: { AWS: arn } }))).toBe('allowed');
    expect(answer(accessKey, policy({ Principal: { AWS: 'arn:aws:iam::210987654321:root' } }))).toBe(
      'allowed',
    );
  },
);

test('the consent of the resource is not enough: IAM of the other account has to agree', () => {
  const shop = callerOf('210987654321:role:shop')!;
  const silent = { ...shop, policies: () => [] };
  const consent = policy({ Principal: { AWS: '210987654321' } });
  expect(() =>
    authorize(silent, { action: 'sns:Publish', resource: TOPIC, resourcePolicy: consent }),
  ).toThrow('because no identity-based policy allows the sns:Publish action');
});

test("a role of the resource's own account is still not allowed by the account's name alone", () => {
  const own = { ...callerOf('123456789012:role:shop')!, policies: () => [] };
  const consent = policy({ Principal: { AWS: '123456789012' } });
  expect(() => authorize(own, { action: 'sns:Publish', resource: TOPIC, resourcePolicy: consent })).toThrow(
    'no identity-based policy',
  );
});
