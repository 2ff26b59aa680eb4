import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TOPIC_ACTIONS } from '#lib/topic-permissions.ts';
import { resourcePolicyParts } from '../../bin/resource-policies/document.ts';
import {
  type ResourcePolicy,
  resourcePolicies,
  type Template,
} from '../../bin/resource-policies/policies.ts';
import { withParts } from '../../bin/security-page/parts.ts';
import { allTemplates, resources } from './synthesized.ts';

const policiesOf = (environment = {}) =>
  resourcePolicies(Object.values(allTemplates(environment)).map((template) => template.toJSON() as Template));

const ACCOUNT = '111122223333';
const arn = (service: string, name: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${name}`;
const account = `aws:SourceAccount = ${ACCOUNT}`;
const from = (source: string) => `aws:SourceArn = ${source}`;

/** Who may do what, one line a rule. */
function linesOf({ allowed }: ResourcePolicy): string[] {
  return allowed.map(({ who, actions, conditions }) =>
    [`${who.join(', ')} ${actions.join(', ')}`, ...conditions].join(' | '),
  );
}

const sends = (source: string) => [`sns.amazonaws.com sqs:SendMessage | ${from(arn('sns', source))}`];
const alarms = `cloudwatch.amazonaws.com sns:Publish | ${account} | ${from(arn('cloudwatch', 'alarm:email-*-test'))}`;

/** Everybody whom a policy lets in. A line more here is a decision. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'topic email-order-events-test': [`arn:aws:iam::${ACCOUNT}:root sns:Publish`],
  'topic email-feedback-test': [
    `ses.amazonaws.com sns:Publish | ${account} | ${from(arn('ses', 'configuration-set/email-config-set-test'))}`,
  ],
  'topic email-alerts-test': [alarms],
  'topic email-cost-alerts-test': [
    alarms,
    `budgets.amazonaws.com sns:Publish | ${account} | ${from(`arn:aws:budgets::${ACCOUNT}:*`)}`,
  ],
  'queue email-orders-test': sends('email-order-events-test'),
  'queue email-orders-dead-letters-test': [],
  'queue email-order-events-undelivered-test': sends('email-order-events-test'),
  'queue email-feedback-test': sends('email-feedback-test'),
  'queue email-feedback-dead-letters-test': [],
  'queue email-feedback-undelivered-test': sends('email-feedback-test'),
  'queue email-alerts-undelivered-test': sends('email-alerts-test'),
  'queue email-cost-alerts-undelivered-test': sends('email-cost-alerts-test'),
  'queue email-cost-check-failed-test': [
    `events.amazonaws.com sqs:SendMessage | ${from(arn('events', 'rule/email-cost-daily-test'))}`,
  ],
};

/** References in conditions are written for any account and region. */
const here = (line: string) => line.replaceAll('{region}', 'eu-west-1').replaceAll('{account}', ACCOUNT);

describe('every topic and queue', () => {
  const policies = policiesOf();

  it('is among those looked at', () => {
    const types = ['AWS::SNS::Topic', 'AWS::SQS::Queue'];
    expect(policies).toHaveLength(types.flatMap((type) => resources(type)).length);
  });

  it.each(policies.map((policy) => [`${policy.kind} ${policy.name}`, policy] as const))(
    '%s denies everybody without TLS, and lets in whom it must and nobody else',
    (name, policy) => {
      expect(policy.tlsOnly).toBe(true);
      expect(linesOf(policy).map(here)).toEqual(EXPECTED[name]);
      expect(policy.denied).toEqual([]);
    },
  );

  it('lets every alarm of the environment publish', () => {
    const names = resources('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties?.AlarmName);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) expect(name).toMatch(/^email-.+-test$/);
  });

  it('names the account of every service that it lets in', () => {
    const services = policies.flatMap(linesOf).filter((line) => line.includes('amazonaws.com'));
    expect(services.length).toBeGreaterThan(8);
    for (const line of services.map(here)) expect(line).toMatch(new RegExp(`aws:Source\\w+ = .*${ACCOUNT}`));
  });
});

describe('a denial without TLS', () => {
  const denial = {
    ...{ Effect: 'Deny', Principal: '*', Action: 'sqs:*' },
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const isSafe = (...Statement: object[]) => isSafeAs('SQS::Queue', ...Statement);
  const isSafeAs = (type: 'SQS::Queue' | 'SNS::Topic', ...Statement: object[]) => {
    const Store = { Type: `AWS::${type}`, Properties: {} };
    const targets = { Queues: [{ Ref: 'Store' }], Topics: [{ Ref: 'Store' }] };
    const Policy = {
      Type: `AWS::${type}Policy`,
      Properties: { ...targets, PolicyDocument: { Statement } },
    };
    return resourcePolicies([{ Resources: { Store, Policy } }])[0]?.tlsOnly;
  };

  it('is one of everybody, of every action, on no other condition', () => {
    expect(isSafe(denial)).toBe(true);
    expect(isSafe({ ...denial, Principal: { AWS: '*' } })).toBe(true);
    expect(isSafe()).toBe(false);
    expect(isSafe({ ...denial, Effect: 'Allow' })).toBe(false);
    expect(isSafe({ ...denial, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } })).toBe(false);
    expect(isSafe({ ...denial, Action: 'sqs:SendMessage' })).toBe(false);
    expect(isSafe({ ...denial, Condition: { Bool: { 'aws:SecureTransport': 'true' } } })).toBe(false);
    const narrower = { ...denial.Condition, StringEquals: { 'aws:PrincipalAccount': ACCOUNT } };
    expect(isSafe({ ...denial, Condition: narrower })).toBe(false);
  });

  it('is of a topic one of all that a topic’s policy may name, not of publishing alone', () => {
    expect(isSafeAs('SNS::Topic', { ...denial, Action: TOPIC_ACTIONS })).toBe(true);
    for (const missing of TOPIC_ACTIONS) {
      const Action = TOPIC_ACTIONS.filter((action) => action !== missing);
      expect(isSafeAs('SNS::Topic', { ...denial, Action }), missing).toBe(false);
    }
    expect(isSafeAs('SNS::Topic', { ...denial, Action: 'sns:Publish' })).toBe(false);
  });
});

describe('named publishers', () => {
  const shop = `arn:aws:iam::${ACCOUNT}:role/apps/shop`;
  const elsewhere = 'arn:aws:iam::210987654321:user/ann';
  const whole = 'arn:aws:iam::333333333333:root';
  const rulesWith = (PUBLISHER_ARNS: string) => {
    const { allowed, denied } = policiesOf({ PUBLISHER_ARNS }).find(
      ({ name }) => name === 'email-order-events-test',
    )!;
    return { allowed, denied };
  };

  it('are let in by themselves or as an account, and everybody else is denied', () => {
    expect(rulesWith([shop, elsewhere, whole].join(','))).toEqual({
      allowed: [
        { who: [whole], actions: ['sns:Publish'], conditions: [] },
        {
          who: [`arn:aws:iam::${ACCOUNT}:root`, 'arn:aws:iam::210987654321:root'],
          actions: ['sns:Publish'],
          conditions: [`aws:PrincipalArn = ${shop} or ${elsewhere}`],
        },
      ],
      denied: [
        {
          who: ['*'],
          actions: ['sns:Publish'],
          conditions: [`aws:PrincipalArn ≠ ${shop} or ${elsewhere}`, 'aws:PrincipalAccount ≠ 333333333333'],
        },
      ],
    });
  });

  it('fit in the 30 KB that SNS takes of a policy, as many and as long as they may be', () => {
    const arns = Array.from({ length: 50 }, (_, index) => {
      const account = String(200_000_000_000 + index);
      const arn = `arn:aws:iam::${account}:role//shop`;
      return arn.replace('//', `/${'p'.repeat(240 - arn.length)}/`);
    });
    expect(arns.join('')).toHaveLength(12_000);
    const policies = resources('AWS::SNS::TopicPolicy', { PUBLISHER_ARNS: arns.join(',') });
    const sizes = policies.map(({ Properties }) => JSON.stringify(Properties.PolicyDocument).length);
    expect(Math.max(...sizes)).toBeGreaterThan(24_000);
    expect(Math.max(...sizes)).toBeLessThan(30_000);
  });

  it('may be of one sort only', () => {
    expect(rulesWith(shop).denied[0]?.conditions).toEqual([`aws:PrincipalArn ≠ ${shop}`]);
    expect(rulesWith(whole).denied[0]?.conditions).toEqual(['aws:PrincipalAccount ≠ 333333333333']);
  });
});

it('docs/security.md says what the templates say', () => {
  const document = readFileSync(path.join(import.meta.dirname, '../../docs/security.md'), 'utf8');
  expect(withParts(document, resourcePolicyParts()), 'npm run resource-policies -- --write').toBe(document);
});
