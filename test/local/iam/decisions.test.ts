import { expect, test } from 'vitest';
import { authorize } from '#local/iam/authorize.ts';
import type { Decision, PolicyStatement } from '#local/iam/policy.ts';
import { Roles } from '#local/iam/roles.ts';

const ROLE = 'arn:aws:iam::123456789012:role/sender-role';
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';

function roleWith(...Statement: PolicyStatement[]) {
  const told: Decision[] = [];
  const roles = new Roles((decision) => told.push(decision));
  roles.create({ name: 'sender-role', arn: ROLE, accountId: '123456789012', policies: [{ Statement }] });
  return { told, principal: roles.principal(ROLE) };
}

const receive: PolicyStatement = {
  Sid: 'Receive',
  Effect: 'Allow',
  Action: 'sqs:ReceiveMessage',
  Resource: QUEUE,
};
const everything: PolicyStatement = { Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' };
const question = { action: 'sqs:ReceiveMessage', resource: QUEUE };

test('a question that is allowed is told with the first statement that allows it', () => {
  const { told, principal } = roleWith(receive, everything);
  authorize(principal, question);
  expect(told).toEqual([{ roleArn: ROLE, ...question, allowedBy: receive }]);
});

test('by the resource’s policy, if the role’s own says nothing', () => {
  const { told, principal } = roleWith();
  const statement = { ...receive, Principal: { AWS: ROLE } };
  authorize(principal, { ...question, resourcePolicy: { Statement: [statement] } });
  expect(told).toEqual([{ roleArn: ROLE, ...question, allowedBy: statement }]);
});

test.each([
  ['that nothing allows', []],
  ['that is denied', [everything, { ...receive, Effect: 'Deny' as const }]],
])('a question %s is told without one', (_, statements) => {
  const { told, principal } = roleWith(...statements);
  expect(() => authorize(principal, question)).toThrow('not authorized');
  expect(told).toEqual([{ roleArn: ROLE, ...question, allowedBy: undefined }]);
});
