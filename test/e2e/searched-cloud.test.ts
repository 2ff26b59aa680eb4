import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import type { LocalCloud } from '#local/local-cloud.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { Customers } from './customers.ts';
import { startSearchedCloud } from './searched-cloud.ts';
import { assembly, shop } from './system.ts';

const { names, arnOf, topicArn } = shop('http://127.0.0.1');
const SOMEBODY = {
  kind: 'account',
  accountId: '123456789012',
  arn: 'arn:aws:iam::123456789012:root',
} as const;
const { customerEmail, orderItems, shippingAddress } = orderEvent();

async function log(message: string, { endpointUrl }: LocalCloud): Promise<void> {
  const logs = new CloudWatchLogsClient(clientConfig({ endpoint: endpointUrl }));
  const stream = { logGroupName: names.operatorLog, logStreamName: 'test' };
  await logs.send(new CreateLogStreamCommand(stream));
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: Date.now(), message }] }));
}

const withAttribute = (StringValue: string, { queues }: LocalCloud) =>
  queues.send(
    arnOf('sqs', names.orderDeadLetters),
    { body: '{}', attributes: { reason: { DataType: 'String', StringValue } } },
    SOMEBODY.accountId,
  );

const notice = (message: string, { topics }: LocalCloud) =>
  topics.publish(arnOf('sns', names.alertTopic), { message }, SOMEBODY);

test.each<[string, (cloud: LocalCloud) => unknown, string]>([
  ['a street in a log', (cloud) => log(`to ${shippingAddress!.line1}`, cloud), names.operatorLog],
  [
    'an item in a dead letter’s attribute',
    (cloud) => withAttribute(orderItems[0]!.name, cloud),
    names.orderDeadLetters,
  ],
  [
    'an address in a notice',
    (cloud) => notice(`ask ${customerEmail.toUpperCase()}`, cloud),
    names.alertTopic,
  ],
])('%s fails the test whose order it is', async (_, say, where) => {
  const customers = new Customers();
  customers.meet(orderEvent());
  const cloud = await startSearchedCloud({ assemblyDirectory: await assembly() }, customers);
  await say(cloud);
  await expect(cloud.close()).rejects.toThrow(where);
});

/** As a function that lives with it. */
function tryToPublish({ topics, functions }: LocalCloud): void {
  try {
    topics.publish(topicArn, { message: '{}' }, functions.role(names.feedbackFunction));
  } catch {}
}

test('a refusal of a function’s role fails a test, by role, action and resource, unless the test has provoked it', async () => {
  const assemblyDirectory = await assembly();
  const cloud = await startSearchedCloud({ assemblyDirectory });
  tryToPublish(cloud);
  await expect(cloud.close()).rejects.toThrow(`${names.feedbackFunction}: SNS:Publish on ${topicArn}`);

  const provoking = await startSearchedCloud({ assemblyDirectory, provokedRefusals: ['SNS:Publish'] });
  tryToPublish(provoking);
  await provoking.close();
});

test('what says nothing of a customer fails none', async () => {
  const customers = new Customers();
  customers.meet(orderEvent());
  const cloud = await startSearchedCloud({ assemblyDirectory: await assembly() }, customers);
  await log('ORDER123456', cloud);
  withAttribute('orderTotal', cloud);
  notice('Somebody has to look.', cloud);
  await cloud.close();
});
