import { type Stack, Validations } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { configurationSetArn, identityArn } from './ses-resources.ts';
import type { Sender } from './stage-config.ts';

/** May record in the table, by a write that names the item and its condition. */
export function updateItems(table: dynamodb.Table): iam.PolicyStatement {
  return allow('RecordDelivery', ['dynamodb:UpdateItem'], [table.tableArn]);
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

/** May send from the one address. SES asks for the identity and for the configuration set. */
export function sendEmails(stack: Stack, sender: Sender, configurationSet: string): iam.PolicyStatement {
  // Where the domain is verified, SES sends under it, and not under an identity of the address.
  const identities = [...new Set([sender.identity, sender.domain])];
  const statement = allow(
    'SendEmail',
    ['ses:SendEmail'],
    [...identities.map((name) => identityArn(stack, name)), configurationSetArn(stack, configurationSet)],
  );
  statement.addCondition('StringEquals', { 'ses:FromAddress': sender.address });
  return statement;
}

/** May ask for the account's send rate. */
export function readSendRate(): iam.PolicyStatement {
  return allow('ReadSendRate', ['ses:GetAccount'], ['*']);
}

/** For the role that has `readSendRate`. */
export function acknowledgeReadSendRate(role: Construct): void {
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'ses:GetAccount is about the account as a whole and supports no resource (Service Authorization Reference, Amazon SES v2). No other statement of this role has a wildcard.',
  });
}

function allow(sid: string, actions: string[], resources: string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, actions, resources });
}
