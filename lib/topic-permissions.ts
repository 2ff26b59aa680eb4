import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { configurationSetArn } from './ses-resources.ts';

/**
 * Who may publish: the named principals and nobody else; or, where none is named, the topic's own account. Either way their own IAM
 * policies have to say so too.
 *
 * Inside an account an IAM policy alone lets a principal publish, whatever the topic's policy allows, and a role for all of SNS is
 * common. So that the named are the only ones, everybody else is denied (IAM User Guide, "Policy evaluation logic").
 */
export function publishersMayPublish(topic: sns.Topic, publishers: readonly string[]): iam.PolicyStatement[] {
  if (publishers.length === 0)
    return [mayPublish(topic, 'ThisAccountPublishes', [new iam.AccountRootPrincipal()])];
  const allowed = principalsOf(publishers).map(({ sid, principals, conditions }) =>
    mayPublish(topic, sid, principals, conditions),
  );
  return [...allowed, othersMayNotPublish(topic, publishers)];
}

interface NamedPrincipals {
  readonly sid: string;
  readonly principals: iam.IPrincipal[];
  readonly conditions: iam.Conditions;
}

/**
 * Principals as a policy names them. Roles and users by a condition on their account, not as the principal: SNS and KMS would refuse
 * one that does not exist yet, and forget one that is made anew (IAM User Guide, "AWS JSON policy elements: Principal").
 */
export function principalsOf(arns: readonly string[]): NamedPrincipals[] {
  const { accounts, named } = sorted(arns);
  const whole = { sid: 'AccountsPublish', principals: rootsOf(accounts), conditions: {} };
  const single = {
    sid: 'NamedPublish',
    principals: rootsOf(named),
    conditions: { ArnEquals: { 'aws:PrincipalArn': named } },
  };
  return [whole, single].filter(({ principals }) => principals.length > 0);
}

/** Negated conditions also hold where a request has no such key, as one of an AWS service has not: no service publishes orders. */
function othersMayNotPublish(topic: sns.Topic, publishers: readonly string[]): iam.PolicyStatement {
  const { accounts, named } = sorted(publishers);
  return new iam.PolicyStatement({
    sid: 'NobodyElsePublishes',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: {
      ...(named.length > 0 && { ArnNotEquals: { 'aws:PrincipalArn': named } }),
      ...(accounts.length > 0 && {
        StringNotEquals: { 'aws:PrincipalAccount': accounts.map((arn) => arn.split(':')[4]) },
      }),
    },
  });
}

function sorted(arns: readonly string[]): { accounts: string[]; named: string[] } {
  const isAccount = (arn: string) => arn.endsWith(':root');
  return { accounts: arns.filter(isAccount), named: arns.filter((arn) => !isAccount(arn)) };
}

function rootsOf(arns: readonly string[]): iam.IPrincipal[] {
  const roots = arns.map((arn) => `${arn.split(':').slice(0, 5).join(':')}:root`);
  return [...new Set(roots)].map((root) => new iam.ArnPrincipal(root));
}

/** SES may publish what happens to mails of one configuration set, and of no other account's ("confused deputy"). */
export function sesMayPublish(topic: sns.Topic, configurationSet: string): iam.PolicyStatement {
  const stack = Stack.of(topic);
  const source = configurationSetArn(stack, configurationSet);
  return mayPublish(topic, 'SesPublishes', [new iam.ServicePrincipal('ses.amazonaws.com')], {
    StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': source },
  });
}

/** Alarms of a stack's account and region whose names match. */
export function alarmsNamed(stack: Stack, resourceName: string): string {
  return stack.formatArn({
    ...{ service: 'cloudwatch', resource: 'alarm', resourceName },
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** CloudWatch may publish the state of the environment's alarms, by the form of their names. */
export function alarmsMayPublish(topic: sns.Topic, environmentSuffix: string): iam.PolicyStatement {
  const ours = alarmsNamed(Stack.of(topic), `email-*-${environmentSuffix}`);
  return serviceMayPublish(topic, 'AlarmsPublish', 'cloudwatch.amazonaws.com', ours);
}

/** AWS Budgets may publish what this account's budgets say. */
export function budgetsMayPublish(topic: sns.Topic): iam.PolicyStatement {
  const budgets = Stack.of(topic).formatArn({
    ...{ service: 'budgets', region: '', resource: '*' },
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
  return serviceMayPublish(topic, 'BudgetsPublish', 'budgets.amazonaws.com', budgets);
}

/** What SNS itself writes into the policy of a new topic. With an action that none may name it would refuse the policy. */
export const TOPIC_ACTIONS = [
  ...['sns:Publish', 'sns:Subscribe', 'sns:ListSubscriptionsByTopic'],
  ...['sns:GetTopicAttributes', 'sns:SetTopicAttributes', 'sns:DeleteTopic'],
  ...['sns:AddPermission', 'sns:RemovePermission'],
];

/** Whoever it is: the messages, who gets them, and who decides that, are reached by TLS or not at all. */
export function nobodyWithoutTls(topic: sns.Topic): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'NobodyWithoutTls',
    effect: iam.Effect.DENY,
    principals: [new iam.StarPrincipal()],
    actions: TOPIC_ACTIONS,
    resources: [topic.topicArn],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}

/** A service of AWS, on behalf of what `source` names in the topic's own account ("confused deputy"). */
function serviceMayPublish(topic: sns.Topic, sid: string, service: string, source: string) {
  return mayPublish(topic, sid, [new iam.ServicePrincipal(service)], {
    StringEquals: { 'aws:SourceAccount': Stack.of(topic).account },
    ArnLike: { 'aws:SourceArn': source },
  });
}

function mayPublish(
  topic: sns.Topic,
  sid: string,
  principals: iam.IPrincipal[],
  conditions: iam.Conditions = {},
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    principals,
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions,
  });
}
