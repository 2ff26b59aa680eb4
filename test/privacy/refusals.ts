import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientConfig } from '#test/local/support/serve.ts';
import type { Output } from './outputs.ts';
import type { LivedSystem } from './whole-system.ts';

/** AWS's own text names the addresses that are not verified: why our code keeps an error's code and never its text. */
const QUOTES_AS_AWS_DOES = 'SES: not verified';

/** The switches of the local cloud say what they were given instead of a setting, to who gave it. */
const REPEATS_SETTINGS = 'faults: no settings';

/** Refusals that name a customer, and rightly. */
export const QUOTING = [QUOTES_AS_AWS_DOES, REPEATS_SETTINGS];

/** What the local cloud answers to calls that it refuses, each full of planted values. */
export async function refusals({ system, canaries, customer }: LivedSystem): Promise<Output[]> {
  const endpoint = system.cloud.endpointUrl;
  const config = clientConfig({ endpoint });
  const [sns, sqs] = [new SNSClient(config), new SQSClient(config)];
  const [table, ses] = [new DynamoDBClient(config), new SESv2Client(config)];
  const text = canaries.text('refused');
  const order = { customerEmail: { S: customer }, content: { S: text } };
  const mail = {
    Destination: { ToAddresses: [customer] },
    Content: { Simple: { Subject: { Data: text }, Body: { Text: { Data: text } } } },
  };
  const answers: Readonly<Record<string, () => Promise<unknown>>> = {
    'SNS: no such topic': () =>
      sns.send(new PublishCommand({ TopicArn: `${system.topicArn}-not`, Message: text })),
    'SNS: too long': () =>
      sns.send(new PublishCommand({ TopicArn: system.topicArn, Message: text.repeat(20_000) })),
    'SQS: no such queue': () =>
      sqs.send(new SendMessageCommand({ QueueUrl: `${endpoint}/123456789012/not`, MessageBody: text })),
    'DynamoDB: no key': () =>
      table.send(new PutItemCommand({ TableName: system.names.trackingTable, Item: order })),
    'DynamoDB: condition': () =>
      table.send(
        new PutItemCommand({
          TableName: system.names.trackingTable,
          Item: { ...order, emailId: { S: 'DELIVERED#ORDER_CONFIRMATION' } },
          ConditionExpression: 'attribute_not_exists(emailId)',
        }),
      ),
    'SES: no sender': () => ses.send(new SendEmailCommand(mail)),
    [QUOTES_AS_AWS_DOES]: () => ses.send(new SendEmailCommand({ ...mail, FromEmailAddress: customer })),
    [REPEATS_SETTINGS]: () => refused(fetch(`${endpoint}/_local/faults`, { method: 'PUT', body: text })),
    'no such page': () => refused(fetch(`${endpoint}/_local/nowhere`, { method: 'POST', body: text })),
  };
  const outputs: Output[] = [];
  for (const [where, call] of Object.entries(answers)) {
    const error = await call().then(
      () => undefined,
      (reason) => reason,
    );
    if (!error) throw new Error(`${where}: the local cloud did not refuse.`);
    outputs.push({ where, text: `${error.name} ${error.message} ${JSON.stringify(error)}` });
  }
  return outputs;
}

/** A refusal of a page as an error like the SDK's. */
async function refused(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw new Error(await response.text());
}
