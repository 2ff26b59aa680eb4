import { expect, test } from 'vitest';
import type { ResourceProvider } from '#local/assembly/provider.ts';
import { kmsResources } from '#local/services/kms/resources.ts';
import { resource } from '../support/resource.ts';

const providers = kmsResources({ world: { accountId: '123456789012', region: 'eu-west-1' } });
const create = (type: string, properties: Record<string, unknown>) =>
  (providers.find((provider) => provider.type === type) as ResourceProvider).create(
    resource(type, properties),
  );

const KeyPolicy = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }] };

test('a key is an ARN that stays the same', () => {
  const key = create('AWS::KMS::Key', { KeyPolicy, EnableKeyRotation: true, Description: 'x', Tags: [] });
  expect(key).toEqual(create('AWS::KMS::Key', { KeyPolicy }));
  expect(key).toMatchObject({
    ref: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    attributes: { Arn: expect.stringMatching(/^arn:aws:kms:eu-west-1:123456789012:key\/[0-9a-f-]{36}$/) },
  });
});

test('an alias is its name', () => {
  expect(create('AWS::KMS::Alias', { AliasName: 'alias/x', TargetKeyId: 'y' })).toMatchObject({
    ref: 'alias/x',
  });
});

test('what would behave differently on AWS stops the start', () => {
  expect(() => create('AWS::KMS::Key', { KeyPolicy, KeySpec: 'RSA_2048' })).toThrow('sets KeySpec');
  const dated = {
    Statement: [{ ...KeyPolicy.Statement[0], Condition: { DateLessThan: { 'a:b': '2030' } } }],
  };
  expect(() => create('AWS::KMS::Key', { KeyPolicy: dated })).toThrow('DateLessThan');
  expect(() => create('AWS::KMS::Alias', { AliasName: 'alias/x', Other: 1 })).toThrow('sets Other');
});
