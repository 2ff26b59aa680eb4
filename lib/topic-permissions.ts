import { type ArnComponents, ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { configurationSetArn } from './ses-resources.ts';

/** The topic's own account may publish; which of its principals, their IAM policies say. */
export function accountMayPublish(topic: sns.Topic): iam.PolicyStatement {
  return mayPublish(topic, 'ThisAccountPublishes', new iam.AccountRootPrincipal());
}

/** SES may publish what happens to mails of one configuration set, and of no other account's ("confused deputy"). */
export function sesMayPublish(topic: sns.Topic, configurationSet: string): iam.PolicyStatement {
  const stack = Stack.of(topic);
  const source = configurationSetArn(stack, configurationSet);
  const statement = mayPublish(topic, 'SesPublishes', new iam.ServicePrincipal('ses.amazonaws.com'));
  statement.addCondition('StringEquals', { 'aws:SourceAccount': stack.account, 'aws:SourceArn': source });
  return statement;
}

/** CloudWatch may publish the state of this account's alarms. */
export function alarmsMayPublish(topic: sns.Topic): iam.PolicyStatement {
  return serviceMayPublish(topic, 'AlarmsPublish', 'cloudwatch.amazonaws.com', {
    service: 'cloudwatch',
    resource: 'alarm',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** AWS Budgets may publish what this account's budgets say. */
export function budgetsMayPublish(topic: sns.Topic): iam.PolicyStatement {
  return serviceMayPublish(topic, 'BudgetsPublish', 'budgets.amazonaws.com', {
    service: 'budgets',
    region: '',
    resource: '*',
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
}

/** A service of AWS, on behalf of what `sources` names in the topic's own account ("confused deputy"). */
function serviceMayPublish(topic: sns.Topic, sid: string, service: string, sources: ArnComponents) {
  const stack = Stack.of(topic);
  const statement = mayPublish(topic, sid, new iam.ServicePrincipal(service));
  statement.addCondition('StringEquals', { 'aws:SourceAccount': stack.account });
  statement.addCondition('ArnLike', { 'aws:SourceArn': stack.formatArn(sources) });
  return statement;
}

function mayPublish(topic: sns.Topic, sid: string, principal: iam.IPrincipal): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    principals: [principal],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
  });
}
