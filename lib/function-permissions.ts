import { Aws, type Stack, Validations } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { SEND_ENCRYPTED, viaService } from './key-permissions.ts';
import { configurationSetArn, identityArn } from './ses-resources.ts';
import type { Sender } from './settings.ts';
import { WILDCARD_REASONS } from './wildcard-reasons.ts';

/** May record in the table, by a write that names the item and its condition, and see whether that is needed. */
export function updateItems(table: dynamodb.Table): iam.PolicyStatement {
  return allow('RecordDelivery', ['dynamodb:GetItem', 'dynamodb:UpdateItem'], [table.tableArn]);
}

/** May claim an email and read what became of an earlier attempt. */
export function claimItems(table: dynamodb.Table): iam.PolicyStatement {
  return allow('ClaimEmail', ['dynamodb:GetItem', 'dynamodb:UpdateItem'], [table.tableArn]);
}

/** What Lambda does on the function's behalf: take messages, and delete those that succeeded. */
export function consume(queue: sqs.Queue): iam.PolicyStatement {
  const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  return allow('ConsumeQueue', actions, [queue.queueArn]);
}

/** May hide a message until it is time to try again. */
export function hideMessages(queue: sqs.Queue): iam.PolicyStatement {
  return allow('HideMessage', ['sqs:ChangeMessageVisibility'], [queue.queueArn]);
}

/** May give a message to a person, with the reason. */
export function deadLetter(deadLetters: sqs.Queue): iam.PolicyStatement {
  return allow('DeadLetter', ['sqs:SendMessage'], [deadLetters.queueArn]);
}

/** May see whether the queues hold messages: feedback that waits could be the evidence that a mail was sent. */
export function seeBacklog(...queues: readonly sqs.Queue[]): iam.PolicyStatement {
  return allow(
    'SeeFeedbackBacklog',
    ['sqs:GetQueueAttributes'],
    queues.map(({ queueArn }) => queueArn),
  );
}

/**
 * May send from the one address. SES asks for every identity of the account that the mail touches: the sender's (of the address or
 * of its domain), and the recipient's where there is one, as in the sandbox, or when the shop writes to its own people.
 * No list can name those, so the condition is what limits. Beside them it asks for the configuration set.
 */
export function sendEmails(stack: Stack, sender: Sender, configurationSet: string): iam.PolicyStatement[] {
  const send = allow('SendEmail', ['ses:SendEmail'], [identityArn(stack, '*')]);
  send.addCondition('StringEquals', { 'ses:FromAddress': sender.address });
  return [
    send,
    allow('UseConfigurationSet', ['ses:SendEmail'], [configurationSetArn(stack, configurationSet)]),
  ];
}

/**
 * May read what is under a customer's key, in queues that it consumes or in the table. Writing to the table takes no more: DynamoDB
 * encrypts under a key of the table's own, which is decrypted for the caller ("DynamoDB encryption at rest usage notes").
 */
export function readEncrypted(
  stack: Stack,
  key: kms.IKey,
  ...services: readonly ('dynamodb' | 'sqs')[]
): iam.PolicyStatement {
  return useKey(stack, 'ReadEncrypted', ['kms:Decrypt'], key, services);
}

/** May send to a queue that is under a customer's key. */
export function sendEncrypted(stack: Stack, key: kms.IKey): iam.PolicyStatement {
  return useKey(stack, 'SendEncrypted', SEND_ENCRYPTED, key, ['sqs']);
}

function useKey(
  stack: Stack,
  sid: string,
  actions: string[],
  key: kms.IKey,
  services: readonly ('dynamodb' | 'sqs')[],
): iam.PolicyStatement {
  const statement = allow(sid, actions, [key.keyArn]);
  statement.addCondition('StringEquals', { 'kms:ViaService': viaService(stack, ...services) });
  return statement;
}

/** May ask for the account's send rate. */
export function readSendRate(): iam.PolicyStatement {
  return allow('ReadSendRate', ['ses:GetAccount'], ['*']);
}

/** For the role that has `sendEmails` and `readSendRate`. */
export function acknowledgeWildcards(stack: Stack, role: Construct): void {
  // As cdk-nag writes a partition that only the deployment knows, that of a region newer than the CDK.
  const identities = identityArn(stack, '*').replace(Aws.PARTITION, '<AWS::Partition>');
  Validations.of(role).acknowledge(
    {
      id: `AwsSolutions-IAM5[Resource::${identities}]`,
      reason: `ses:SendEmail: ${WILDCARD_REASONS.recipients}`,
    },
    ...['AwsSolutions-IAM5[Resource::*]', 'Serverless-LambdaStarPermissions'].map((id) => ({
      id,
      reason: `ses:GetAccount: ${WILDCARD_REASONS.account}`,
    })),
  );
}

function allow(sid: string, actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources });
}
