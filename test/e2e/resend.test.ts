import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { logsAuditTrail } from '#adapters/aws/cloudwatch-logs-audit.ts';
import { dynamodbEmailArchive } from '#adapters/aws/dynamodb-email-archive.ts';
import { sesSuppressionList } from '#adapters/aws/ses-suppression-list.ts';
import { snsResendRequests } from '#adapters/aws/sns-resend-requests.ts';
import { systemClock } from '#adapters/system/clock.ts';
import { eraseCustomer, eraseOrder } from '#app/erase-emails.ts';
import { resendEmail } from '#app/resend-email.ts';
import { resendRequestBody } from '#contract/resend-request.ts';
import { RESEND_PAUSE_SECONDS } from '#contract/timing.ts';
import type { DeliveryStatus } from '#contract/tracking-item.ts';
import { tagOf } from '#domain/email-id.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { startSystem } from './system.ts';

let system: Awaited<ReturnType<typeof startSystem>>;
let support: ReturnType<typeof operator>;

beforeAll(async () => {
  system = await startSystem();
  support = operator();
});

afterAll(() => system.cloud.close());

/** What an operator's tool does, with an operator's permissions. */
function operator() {
  const config = clientConfig({ endpoint: system.cloud.endpointUrl });
  const ses = new SESv2Client(config);
  const archive = dynamodbEmailArchive(
    DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    system.names.trackingTable,
  );
  const requests = snsResendRequests(new SNSClient(config), system.topicArn);
  const audit = logsAuditTrail(new CloudWatchLogsClient(config), system.names.operatorLog, systemClock);
  let aheadMs = 0;
  const clock = { now: () => systemClock.now() + aheadMs };
  const wishes = {
    emailType: 'ORDER_CONFIRMATION',
    by: 'support-anna',
    reason: 'the customer called',
  } as const;
  return {
    ses,
    archive,
    requests,
    erasing: { archive, suppressions: sesSuppressionList(ses), clock },
    resend: (orderId: string, to?: string) =>
      resendEmail(
        { ...wishes, orderId, ...(to !== undefined && { to }) },
        { archive, requests, audit, clock },
      ),
    wait: (seconds: number) => {
      aheadMs += seconds * 1000;
    },
  };
}

const mailsOf = async (emailId: string) =>
  (await system.mails()).filter(({ tags }) => tags.emailId === tagOf(emailId));

/** The statuses of an order's emails, in the order of their numbers. */
const statuses = async (orderId: string) =>
  (await support.archive.emailsOfOrder(orderId)).map(({ status }) => status);

const untilStatuses = (orderId: string, ...expected: DeliveryStatus[]) =>
  vi.waitFor(async () => expect(await statuses(orderId)).toEqual(expected), {
    timeout: 30_000,
    interval: 50,
  });

/** Every message that was published so far has been dealt with. */
const untilQueueIsEmpty = () =>
  vi.waitFor(async () => expect(await system.depth(system.names.orderQueue)).toBe(0), { timeout: 30_000 });

test('a bounced mail is sent again to the corrected address: a second mail, delivered, while the first stays bounced', async () => {
  await system.publish(
    orderEvent({
      orderId: 'TYPO',
      customerName: 'Jane Roe',
      customerEmail: 'bounce@simulator.amazonses.com',
    }),
  );
  await untilStatuses('TYPO', 'BOUNCED');

  const second = 'TYPO#ORDER_CONFIRMATION#2';
  expect(await support.resend('TYPO', 'success@simulator.amazonses.com')).toEqual({
    kind: 'resent',
    emailId: second,
  });
  await untilStatuses('TYPO', 'BOUNCED', 'DELIVERED');

  const [mail, ...others] = await mailsOf(second);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: ['success@simulator.amazonses.com'] });
  const [first] = await mailsOf('TYPO#ORDER_CONFIRMATION');
  const { text } = await system.mail(mail!.messageId);
  expect(text).toContain('Jane Roe');
  expect(text).toBe((await system.mail(first!.messageId)).text.replace('bounce@', 'success@'));

  expect(await support.resend('TYPO')).toMatchObject({ kind: 'double-click' });
  support.wait(RESEND_PAUSE_SECONDS);
  expect(await support.resend('TYPO')).toMatchObject({
    kind: 'resent',
    emailId: 'TYPO#ORDER_CONFIRMATION#3',
  });
  await untilStatuses('TYPO', 'BOUNCED', 'DELIVERED', 'DELIVERED');
});

test('ten people at once cause one mail, and its request coming again causes none', async () => {
  await system.publish(orderEvent({ orderId: 'TEN' }));
  await untilStatuses('TEN', 'DELIVERED');
  const results = await Promise.all(Array.from({ length: 10 }, () => support.resend('TEN')));
  expect(results.filter(({ kind }) => kind === 'resent')).toHaveLength(1);
  await untilStatuses('TEN', 'DELIVERED', 'DELIVERED');

  const emailId = 'TEN#ORDER_CONFIRMATION#2';
  for (let n = 0; n < 5; n++) await support.requests.publish({ emailId });
  await untilQueueIsEmpty();
  expect(await mailsOf(emailId)).toHaveLength(1);
  expect(await statuses('TEN')).toEqual(['DELIVERED', 'DELIVERED']);
});

test('a resend whose request was never published is mailed when it is asked for again', async () => {
  await system.publish(orderEvent({ orderId: 'DIED' }));
  await untilStatuses('DIED', 'DELIVERED');
  const publish = support.requests.publish;
  support.requests.publish = () => Promise.reject(new Error('killed here'));
  await expect(support.resend('DIED')).rejects.toThrow('order topic');
  support.requests.publish = publish;
  expect(await support.resend('DIED')).toMatchObject({ kind: 'double-click' });
  support.wait(RESEND_PAUSE_SECONDS);
  expect(await support.resend('DIED')).toMatchObject({ kind: 'asked-again' });
  await untilStatuses('DIED', 'DELIVERED', 'DELIVERED');
});

test('a request for what nobody asked for is a dead letter with its reason', async () => {
  const emailId = 'NOBODY#ORDER_CONFIRMATION#2';
  await system.publish(resendRequestBody({ emailId }));
  await vi.waitFor(async () => expect(await system.visible(system.names.orderDeadLetters)).toBe(1), {
    timeout: 30_000,
  });
  const [letter] = await system.drain(system.names.orderDeadLetters);
  expect(letter!.MessageAttributes).toMatchObject({
    reason: { StringValue: 'UNKNOWN_RESEND' },
    emailId: { StringValue: emailId },
  });
});

test('an erased order coming again is not mailed again, and cannot be resent', async () => {
  const event = orderEvent({ orderId: 'ERASED', customerEmail: 'Jane.Roe@example.com' });
  await system.publish(event);
  await untilStatuses('ERASED', 'DELIVERED');
  expect(await eraseOrder('ERASED', {}, support.erasing)).toMatchObject({ emails: 1, underWay: 0 });

  for (let n = 0; n < 5; n++) await system.publish(event);
  await untilQueueIsEmpty();
  expect(await mailsOf('ERASED#ORDER_CONFIRMATION')).toHaveLength(1);
  const [item] = await support.archive.emailsOfOrder('ERASED');
  expect(item).toMatchObject({ status: 'DELIVERED', sendState: 'ACCEPTED', erasedAt: expect.any(String) });
  expect(JSON.stringify(item)).not.toContain('@');
  expect(await support.resend('ERASED')).toMatchObject({ kind: 'content-gone' });
});

test('a customer is erased by the address, and taken off the suppression list when asked', async () => {
  const customerEmail = 'John.Roe@example.com';
  for (const orderId of ['JOHN-1', 'JOHN-2']) await system.publish(orderEvent({ orderId, customerEmail }));
  await untilStatuses('JOHN-1', 'DELIVERED');
  await untilStatuses('JOHN-2', 'DELIVERED');
  await support.ses.send(
    new PutSuppressedDestinationCommand({ EmailAddress: customerEmail, Reason: 'COMPLAINT' }),
  );
  const result = await eraseCustomer(
    'john.roe@example.com',
    { alsoFromSuppressionList: true },
    support.erasing,
  );
  expect(result).toMatchObject({ orders: 2, emails: 2, suppressionList: 'removed' });
  expect(JSON.stringify(await system.items())).not.toMatch(/john\.roe/i);

  await system.publish(orderEvent({ orderId: 'JOHN-3', customerEmail }));
  await untilStatuses('JOHN-3', 'DELIVERED');
});
