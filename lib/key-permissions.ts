import { ArnFormat, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type ResourceNames, resourceNames } from '#contract/names.ts';
import { configurationSetArn } from './ses-resources.ts';
import type { StageConfig } from './stage-config.ts';
import { principalsOf } from './topic-permissions.ts';

/**
 * What the policy of a customer's key has to say so that everything of one environment works. A key's policy is not changed by what
 * uses the key: each service's own names are written out here, none is referred to, so the key comes first and depends on nothing.
 *
 * From "Key management" (Amazon SNS), "Key management" (Amazon SQS), "DynamoDB encryption at rest usage notes" and "Encrypt log data in
 * CloudWatch Logs using AWS KMS". A service is named with the source it acts for, as those pages advise.
 */
export function keyUseStatements(stack: Stack, config: StageConfig): iam.PolicyStatement[] {
  const names = resourceNames(config.environmentSuffix);
  return [
    ...accountUses(stack),
    sesPublishes(stack, names),
    topicsDeliver(stack, names),
    logsEncrypt(stack, names),
    ...foreignPublishersUse(stack, config.publishers),
  ];
}

/** What sending through an encrypted topic or queue takes; `Decrypt` checks the new data key. */
export const SEND_ENCRYPTED = ['kms:GenerateDataKey', 'kms:Decrypt'];

const SAVE_ENCRYPTED = [
  ...['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  ...['kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:DescribeKey'],
];

/** The name by which KMS knows a service that calls it for somebody. */
export function viaService(stack: Stack, ...services: readonly ('dynamodb' | 'sns' | 'sqs')[]): string[] {
  return services.map((service) => `${service}.${stack.region}.amazonaws.com`);
}

/** Whoever's IAM policy says so too, and through these services only: nobody decrypts by hand. */
function accountUses(stack: Stack): iam.PolicyStatement[] {
  const account = new iam.AccountRootPrincipal();
  const through = (sid: string, actions: string[], services: string[]) =>
    statement(sid, account, actions, {
      StringEquals: { 'kms:CallerAccount': stack.account, 'kms:ViaService': services },
    });
  return [
    through('AccountUsesTopicsAndQueues', SEND_ENCRYPTED, viaService(stack, 'sns', 'sqs')),
    // More than a reader or writer needs: whoever makes the table lets DynamoDB look after it.
    through('AccountUsesTable', [...SAVE_ENCRYPTED, 'kms:CreateGrant'], viaService(stack, 'dynamodb')),
  ];
}

/** SES publishes to the feedback topic what happens to mails of this configuration set. */
function sesPublishes(stack: Stack, { configurationSet }: ResourceNames): iam.PolicyStatement {
  return statement('SesPublishes', new iam.ServicePrincipal('ses.amazonaws.com'), SEND_ENCRYPTED, {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnEquals: { 'aws:SourceArn': configurationSetArn(stack, configurationSet) },
  });
}

/** SNS sends to the queues for these topics, whose ARNs name the account. */
function topicsDeliver(stack: Stack, names: ResourceNames): iam.PolicyStatement {
  const topics = [names.orderTopic, names.feedbackTopic].map((resource) =>
    stack.formatArn({ service: 'sns', resource }),
  );
  return statement('TopicsDeliver', new iam.ServicePrincipal('sns.amazonaws.com'), SEND_ENCRYPTED, {
    ArnEquals: { 'aws:SourceArn': topics },
  });
}

function logsEncrypt(stack: Stack, names: ResourceNames): iam.PolicyStatement {
  const { senderFunction, feedbackFunction, costFunction, operatorLog } = names;
  const functions = [senderFunction, feedbackFunction, costFunction].map((name) => `/aws/lambda/${name}`);
  const groups = [...functions, operatorLog].map((resourceName) =>
    stack.formatArn({
      ...{ service: 'logs', resource: 'log-group', resourceName },
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );
  const logs = new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`);
  return statement('LogsAreEncrypted', logs, SAVE_ENCRYPTED, {
    ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': groups },
  });
}

/** Publishers of this account are among those above. Of another they need the key's own consent beside their IAM policy. */
function foreignPublishersUse(stack: Stack, publishers: readonly string[]): iam.PolicyStatement[] {
  const via = { StringEquals: { 'kms:ViaService': viaService(stack, 'sns') } };
  return principalsOf(publishers.filter((arn) => arn.split(':')[4] !== stack.account)).map(
    ({ sid, principals, conditions }) =>
      new iam.PolicyStatement({
        sid: `${sid}FromElsewhere`,
        principals,
        actions: SEND_ENCRYPTED,
        resources: ['*'],
        conditions: { ...via, ...conditions },
      }),
  );
}

/** The account looks after its key. It cannot use it by this. */
export function keyAdministration(): iam.PolicyStatement {
  return statement('AccountAdministers', new iam.AccountRootPrincipal(), [
    ...['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy', 'kms:ListKeyPolicies'],
    ...['kms:EnableKey', 'kms:DisableKey', 'kms:UpdateKeyDescription'],
    ...['kms:GetKeyRotationStatus', 'kms:EnableKeyRotation', 'kms:DisableKeyRotation'],
    ...['kms:RotateKeyOnDemand', 'kms:ListKeyRotations', 'kms:ListGrants', 'kms:RevokeGrant'],
    ...['kms:ListResourceTags', 'kms:TagResource', 'kms:UntagResource'],
    ...['kms:CreateAlias', 'kms:UpdateAlias', 'kms:DeleteAlias'],
    ...['kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion'],
  ]);
}

/** In a key's policy `*` is the key. */
function statement(
  sid: string,
  principal: iam.IPrincipal,
  actions: string[],
  conditions: Record<string, Record<string, unknown>> = {},
): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, principals: [principal], actions, resources: ['*'], conditions });
}
