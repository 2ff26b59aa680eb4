import { describe, expect, test } from 'vitest';
import type { Authorization } from '#local/gateway/service.ts';
import { authorize } from '#local/iam/authorize.ts';
import type { PolicyStatement, Principal } from '#local/iam/policy.ts';

const ACCOUNT = '123456789012';
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:orders`;
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:order-events`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/sender-role`;

const administrator: Principal = { kind: 'account', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` };
const sns: Principal = {
  kind: 'service',
  accountId: ACCOUNT,
  service: 'sns.amazonaws.com',
  sourceArn: TOPIC,
};

function role(...statements: Partial<PolicyStatement>[]): Principal {
  const policy = { Statement: statements.map(statement) };
  return { kind: 'role', accountId: ACCOUNT, arn: ROLE, session: 'sender', policies: () => [policy] };
}

function statement(parts: Partial<PolicyStatement>): PolicyStatement {
  const action = parts.NotAction ? {} : { Action: 'sqs:SendMessage' };
  const resource = parts.NotResource ? {} : { Resource: QUEUE };
  return { Effect: 'Allow', ...action, ...resource, ...parts };
}

function resourcePolicy(...statements: Partial<PolicyStatement>[]) {
  return { Statement: statements.map(statement) };
}

function answer(principal: Principal, question: Partial<Authorization> = {}): string {
  try {
    authorize(principal, { action: 'sqs:SendMessage', resource: QUEUE, ...question });
    return 'allowed';
  } catch (error) {
    return (error as Error).message;
  }
}

describe("AWS's texts", () => {
  const asked = `is not authorized to perform: sqs:SendMessage on resource: ${QUEUE}`;
  const user = `User: arn:aws:sts::${ACCOUNT}:assumed-role/sender-role/sender`;

  test('nothing allows a role', () => {
    expect(answer(role())).toBe(
      `${user} ${asked} because no identity-based policy allows the sqs:SendMessage action`,
    );
  });
  test('its own policy denies', () => {
    expect(answer(role({}, { Effect: 'Deny' }))).toBe(
      `${user} ${asked} with an explicit deny in an identity-based policy`,
    );
  });
  test("the resource's policy denies", () => {
    expect(answer(role({}), { resourcePolicy: resourcePolicy({ Effect: 'Deny', Principal: '*' }) })).toBe(
      `${user} ${asked} with an explicit deny in a resource-based policy`,
    );
  });
  test('nothing allows a service', () => {
    expect(answer(sns)).toBe(
      `User: sns.amazonaws.com ${asked} because no resource-based policy allows the sqs:SendMessage action`,
    );
  });
});

describe('who may', () => {
  test('a role, by its own policy or by the one of the resource that names it', () => {
    expect(answer(role({}))).toBe('allowed');
    expect(answer(role(), { resourcePolicy: resourcePolicy({ Principal: { AWS: ROLE } }) })).toBe('allowed');
    expect(answer(role(), { resourcePolicy: resourcePolicy({ Principal: { AWS: `${ROLE}2` } }) })).not.toBe(
      'allowed',
    );
  });
  test('an account named in a resource policy allows none of its roles, and denies all of them', () => {
    for (const AWS of [ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`]) {
      expect(answer(role(), { resourcePolicy: resourcePolicy({ Principal: { AWS } }) })).not.toBe('allowed');
      const denial = resourcePolicy({ Effect: 'Deny', Principal: { AWS } });
      expect(answer(role({}), { resourcePolicy: denial })).not.toBe('allowed');
    }
  });
  test('the administrator, unless the resource denies', () => {
    expect(answer(administrator)).toBe('allowed');
    expect(
      answer(administrator, { resourcePolicy: resourcePolicy({ Effect: 'Deny', Principal: '*' }) }),
    ).not.toBe('allowed');
  });
  test('a service, only by the resource policy', () => {
    const named = resourcePolicy({ Principal: { Service: 'sns.amazonaws.com' } });
    expect(answer(sns, { resourcePolicy: named })).toBe('allowed');
    expect(answer(sns, { resourcePolicy: resourcePolicy({ Principal: '*' }) })).toBe('allowed');
    expect(
      answer(sns, { resourcePolicy: resourcePolicy({ Principal: { Service: ['ses.amazonaws.com'] } }) }),
    ).not.toBe('allowed');
    expect(answer(sns, { resourcePolicy: resourcePolicy({ Principal: { AWS: ACCOUNT } }) })).not.toBe(
      'allowed',
    );
  });
});

describe('what a statement is about', () => {
  test.each<[string, Partial<PolicyStatement>, boolean]>([
    ['another action', { Action: 'sqs:ReceiveMessage' }, false],
    ['a list with the action', { Action: ['sqs:ReceiveMessage', 'sqs:SendMessage'] }, true],
    ['an action in other letters', { Action: 'SQS:sendmessage' }, true],
    ['a family of actions', { Action: 'sqs:Send*' }, true],
    ['one letter open', { Action: 'sqs:SendMessag?' }, true],
    ['everything', { Action: '*', Resource: '*' }, true],
    ['all but this action', { NotAction: 'sqs:Send*' }, false],
    ['all but another action', { NotAction: 'sqs:DeleteMessage' }, true],
    ['another resource', { Resource: `${QUEUE}-2` }, false],
    ['a resource in other letters', { Resource: QUEUE.replace('orders', 'Orders') }, false],
    ['resources that begin so', { Resource: 'arn:aws:sqs:*:*:ord*' }, true],
    ['a pattern with regular-expression characters', { Resource: QUEUE.replace('orders', 'ord.rs') }, false],
    ['all but this resource', { NotResource: QUEUE }, false],
    ['all but another resource', { NotResource: [`${QUEUE}-2`] }, true],
  ])('%s', (_name, parts, allowed) => {
    expect(answer(role(parts)) === 'allowed').toBe(allowed);
  });
});

describe('conditions', () => {
  test.each<[string, PolicyStatement['Condition'], boolean]>([
    ['StringEquals', { StringEquals: { 'ses:FromAddress': 'orders@example.com' } }, true],
    ['another value', { StringEquals: { 'ses:FromAddress': 'Orders@example.com' } }, false],
    ['no wildcards in StringEquals', { StringEquals: { 'ses:FromAddress': '*' } }, false],
    ['one of a list', { StringEquals: { 'ses:FromAddress': ['a@example.com', 'orders@example.com'] } }, true],
    ['the key in other letters', { StringEquals: { 'SES:fromaddress': 'orders@example.com' } }, true],
    ['IgnoreCase', { StringEqualsIgnoreCase: { 'ses:FromAddress': 'ORDERS@example.com' } }, true],
    ['StringLike', { StringLike: { 'ses:FromAddress': '*@example.com' } }, true],
    ['StringNotEquals', { StringNotEquals: { 'ses:FromAddress': 'orders@example.com' } }, false],
    ['StringNotLike', { StringNotLike: { 'ses:FromAddress': '*@example.org' } }, true],
    [
      'all keys and operators must hold',
      { StringLike: { 'ses:FromAddress': '*' }, Bool: { 'aws:SecureTransport': 'false' } },
      false,
    ],
    ['a key that is not there', { StringEquals: { 'ses:Nothing': 'x' } }, false],
    ['a key that is not there, negated', { StringNotEquals: { 'ses:Nothing': 'x' } }, true],
    ['a key that is not there, IfExists', { StringEqualsIfExists: { 'ses:Nothing': 'x' } }, true],
    ['a key that is there, IfExists', { StringEqualsIfExists: { 'ses:FromAddress': 'x' } }, false],
    ['Null', { Null: { 'ses:FromAddress': 'true' } }, false],
    ['Null of a key that is not there', { Null: { 'ses:Nothing': true } }, true],
    ['Bool', { Bool: { 'aws:SecureTransport': true } }, true],
    ['ArnLike by parts', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*` } }, true],
    [
      'ArnLike does not reach across parts',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:*:role/sender-role' } },
      false,
    ],
    ['ArnEquals', { ArnEquals: { 'aws:PrincipalArn': ROLE } }, true],
    ['ArnNotLike', { ArnNotLike: { 'aws:PrincipalArn': ROLE } }, false],
    ['the account of the caller', { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } }, true],
    ['the account of the resource', { StringEquals: { 'aws:ResourceAccount': ACCOUNT } }, true],
    ['ForAnyValue', { 'ForAnyValue:StringLike': { 'ses:Recipients': '*@example.com' } }, true],
    ['ForAllValues', { 'ForAllValues:StringLike': { 'ses:Recipients': '*@example.com' } }, false],
    ['ForAnyValue of a key that is not there', { 'ForAnyValue:StringLike': { 'ses:Nothing': '*' } }, false],
    ['ForAllValues of a key that is not there', { 'ForAllValues:StringLike': { 'ses:Nothing': '*' } }, true],
  ])('%s', (_name, Condition, allowed) => {
    const conditions = {
      'ses:FromAddress': 'orders@example.com',
      'ses:Recipients': ['a@example.com', 'b@example.org'],
    };
    expect(answer(role({ Condition: Condition! }), { conditions }) === 'allowed').toBe(allowed);
  });

  test('a service is known by the resource it acts for', () => {
    const only = (sourceArn: string, account = ACCOUNT) =>
      resourcePolicy({
        Principal: { Service: 'sns.amazonaws.com' },
        Condition: {
          ArnEquals: { 'aws:SourceArn': sourceArn },
          StringEquals: { 'aws:SourceAccount': account },
        },
      });
    expect(answer(sns, { resourcePolicy: only(TOPIC) })).toBe('allowed');
    expect(answer(sns, { resourcePolicy: only(`${TOPIC}-2`) })).not.toBe('allowed');
    expect(answer(sns, { resourcePolicy: only(TOPIC, '210987654321') })).not.toBe('allowed');
  });
});

describe('what is not evaluated is never taken for an answer', () => {
  test.each<[string, Partial<PolicyStatement> & Record<string, unknown>, RegExp]>([
    [
      'an operator',
      { Condition: { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01' } } },
      /"DateGreaterThan" is not evaluated/,
    ],
    [
      'an inherited name as operator',
      { Condition: { constructor: { 'aws:CurrentTime': 'x' } } },
      /"constructor" is not evaluated/,
    ],
    ['an element', { NotPrincipal: '*' }, /element NotPrincipal/],
    ['a policy variable', { Resource: `${QUEUE}-\${aws:username}` }, /policy variable/],
    ['an effect', { Effect: 'allow' as 'Allow' }, /effect "allow"/],
  ])('%s', (_name, parts, message) => {
    expect(answer(role(parts))).toMatch(message);
  });
});
