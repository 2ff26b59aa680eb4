import { expect, test } from 'vitest';
import type { ResourceProvider } from '#local/assembly/provider.ts';
import { authorize } from '#local/iam/authorize.ts';
import { iamResources } from '#local/iam/resources.ts';
import { Roles } from '#local/iam/roles.ts';
import { resource } from '../support/resource.ts';

const ROLE = 'arn:aws:iam::123456789012:role/sender-role';

function setUp() {
  const roles = new Roles();
  const providers = iamResources({ world: { accountId: '123456789012' }, roles });
  const create = (type: string, properties: Record<string, unknown>) =>
    (providers.find((provider) => provider.type === type) as ResourceProvider).create(
      resource(type, properties),
    );
  return { roles, create };
}

const allowing = (Action: string) => ({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

test('a role has its inline policies and those attached later, also for a principal made before', () => {
  const { roles, create } = setUp();
  const made = create('AWS::IAM::Role', {
    RoleName: 'sender-role',
    AssumeRolePolicyDocument: {},
    Policies: [{ PolicyName: 'inline', PolicyDocument: allowing('sqs:SendMessage') }],
  });
  expect(made).toMatchObject({ ref: 'sender-role', attributes: { Arn: ROLE } });
  const principal = roles.principal(ROLE, 'sender');
  const ask = (action: string) => () => authorize(principal, { action, resource: 'arn:aws:sqs:::q' });
  expect(ask('sqs:SendMessage')).not.toThrow();
  expect(ask('sns:Publish')).toThrow(
    'assumed-role/sender-role/sender is not authorized to perform: sns:Publish',
  );
  create('AWS::IAM::Policy', {
    PolicyName: 'more',
    PolicyDocument: allowing('sns:*'),
    Roles: ['sender-role'],
  });
  expect(ask('sns:Publish')).not.toThrow();
});

test('a role without a name gets one that stays the same, within the length IAM takes', () => {
  const first = setUp().create('AWS::IAM::Role', {});
  const second = setUp().create('AWS::IAM::Role', {});
  expect(first).toEqual(second);
  expect(first).toMatchObject({ ref: expect.stringMatching(/^TestStack-Thing-[0-9A-F]{12}$/) });
});

test('what would change who may do what stops the start', () => {
  const { create, roles } = setUp();
  expect(() => create('AWS::IAM::Role', { ManagedPolicyArns: ['x'] })).toThrow(
    'Thing (AWS::IAM::Role) of TestStack sets ManagedPolicyArns, which the local cloud does not emulate.',
  );
  const dated = {
    Statement: [
      {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01' } },
      },
    ],
  };
  expect(() => create('AWS::IAM::Role', { Policies: [{ PolicyDocument: dated }] })).toThrow('DateLessThan');
  create('AWS::IAM::Role', { RoleName: 'somebody' });
  const attach = (name: string, PolicyDocument: object) => () =>
    create('AWS::IAM::Policy', { PolicyName: 'p', PolicyDocument, Roles: [name] });
  expect(attach('somebody', dated)).toThrow('DateLessThan');
  expect(attach('nobody', allowing('*'))).toThrow('There is no role nobody');
  expect(() => roles.principal(ROLE)).toThrow(
    `There is no role ${ROLE}. Known: arn:aws:iam::123456789012:role/`,
  );
});
