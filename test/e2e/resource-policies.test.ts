import { tmpdir } from 'node:os';
import path from 'node:path';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resendRequestBody } from '#contract/resend-request.ts';
import { synthesize } from '#local/assembly/synthesize.ts';
import { authorize } from '#local/iam/authorize.ts';
import { callerOf } from '#local/iam/callers.ts';
import type { PolicyDocument, Principal } from '#local/iam/policy.ts';
import { ordermail } from '#test/cli/harness.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { eventually } from '#test/support/eventually.ts';
import { startSystem } from './system.ts';

const OURS = '123456789012';
const ELSEWHERE = '210987654321';
const PUBLISHERS = [
  `arn:aws:iam::${OURS}:role/shop`,
  `arn:aws:iam::${ELSEWHERE}:role/apps/shop`,
  'arn:aws:iam::333333333333:root',
];

let system: Awaited<ReturnType<typeof startSystem>>;
/** Whose clients they are, by access key id. */
const clients: (SNSClient | SQSClient)[] = [];

beforeAll(async () => {
  const assemblyDirectory = await synthesize({
    projectDirectory: path.resolve(import.meta.dirname, '../..'),
    cacheDirectory: path.join(tmpdir(), 'ordermail-test-assemblies'),
    settings: {
      ...{ CDK_VALIDATION: 'false', ENVIRONMENT_SUFFIX: 'e2e', NOTIFICATION_EMAILS: 'ops@example.com' },
      ...{ PUBLISHER_ARNS: PUBLISHERS.join(','), KMS_KEY_ARN: 'create' },
    },
    onProgress: () => {},
  });
  // The sender's role tries to publish an order, and to read feedback.
  system = await startSystem({ assemblyDirectory, provokedRefusals: ['SNS:Publish', 'sqs:ReceiveMessage'] });
});

afterAll(async () => {
  for (const client of clients) client.destroy();
  await system?.cloud.close();
});

function sns(accessKeyId: string): SNSClient {
  const client = new SNSClient(clientConfig({ endpoint: system.cloud.endpointUrl }, accessKeyId));
  clients.push(client);
  return client;
}

function sqs(accessKeyId: string): SQSClient {
  const client = new SQSClient(clientConfig({ endpoint: system.cloud.endpointUrl }, accessKeyId));
  clients.push(client);
  return client;
}

const service = (name: string, sourceArn: string, accountId = OURS): Principal => ({
  ...{ kind: 'service', service: name, sourceArn, accountId },
});

const arn = (name: string, resource: string, account = OURS) =>
  `arn:aws:${name}:us-east-1:${account}:${resource}`;

/** `allowed`, or AWS's words. */
function outcomeOf(act: () => unknown): string {
  try {
    act();
    return 'allowed';
  } catch (error) {
    return (error as Error).message;
  }
}

const NO_POLICY = 'because no resource-based policy allows the';

describe('orders, where publishers are named', () => {
  it.each([`${OURS}:role:shop`, `${ELSEWHERE}:role:apps:shop`, '333333333333', '333333333333:user:ann'])(
    '%s publishes, and the order is mailed',
    async (accessKeyId) => {
      const orderId = `FROM-${accessKeyId.replaceAll(':', '-')}`;
      const Message = JSON.stringify(orderEvent({ orderId }));
      await sns(accessKeyId).send(new PublishCommand({ TopicArn: system.topicArn, Message }));
      await system.untilStatus(orderId, 'DELIVERED');
    },
  );

  it.each([
    ['the administrator', 'local', `arn:aws:iam::${OURS}:root`],
    ['another role of the account', `${OURS}:role:other`, `arn:aws:sts::${OURS}:assumed-role/other/local`],
    ['a user with the name of the role', `${OURS}:user:shop`, `arn:aws:iam::${OURS}:user/shop`],
    [
      'another role of the other account',
      `${ELSEWHERE}:role:shop`,
      `arn:aws:sts::${ELSEWHERE}:assumed-role/shop/local`,
    ],
    ['the administrator of the other account', ELSEWHERE, `arn:aws:iam::${ELSEWHERE}:root`],
    ['a third account', '444444444444:role:shop', 'arn:aws:sts::444444444444:assumed-role/shop/local'],
  ])('%s is refused', async (_, accessKeyId, shown) => {
    const refused = {
      name: 'AuthorizationErrorException',
      message: `User: ${shown} is not authorized to perform: SNS:Publish on resource: ${system.topicArn} with an explicit deny in a resource-based policy`,
    };
    const { topicArn: TopicArn } = system;
    const one = new PublishCommand({ TopicArn, Message: JSON.stringify(orderEvent()) });
    await expect(sns(accessKeyId).send(one)).rejects.toMatchObject(refused);
    const entries = [{ Id: '1', Message: JSON.stringify(orderEvent()) }];
    const batch = new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries });
    await expect(sns(accessKeyId).send(batch)).rejects.toMatchObject(refused);
  });

  it('a named publisher of this account whose own IAM policy says nothing is refused, too', () => {
    const silent = { ...callerOf(`${OURS}:role:shop`)!, policies: () => [] };
    const publish = () => system.cloud.topics.publish(system.topicArn, { message: '{}' }, silent);
    expect(outcomeOf(publish)).toContain('no identity-based policy allows the SNS:Publish action');
  });

  it('a function of ours whose role does not say so is refused, too', () => {
    const role = system.cloud.functions.role(system.names.senderFunction);
    const publish = () => system.cloud.topics.publish(system.topicArn, { message: '{}' }, role);
    expect(outcomeOf(publish)).toContain('explicit deny in a resource-based policy');
  });
});

describe('a resend, where publishers are named', () => {
  /** The command line, as whom the key names; minutes after now. */
  const resend = (accessKeyId: string, minutes: number, ...argv: readonly string[]) =>
    ordermail(['resend', ...argv, '--local', '--env', 'e2e'], {
      variables: {
        ORDERMAIL_PORT: new URL(system.cloud.endpointUrl).port,
        AWS_ACCESS_KEY_ID: accessKeyId,
      },
      now: () => Date.now() + minutes * 60_000,
    });
  const SHOP = `${OURS}:role:shop`;
  const recipients = async (orderId: string) =>
    (await system.emailsOf(orderId)).map(({ emailId, status, customerEmail }) => [
      ...[emailId.replace('#ORDER_CONFIRMATION', ''), status, customerEmail],
    ]);

  async function published(orderId: string): Promise<void> {
    const Message = JSON.stringify(orderEvent({ orderId, customerEmail: 'typo@example.com' }));
    await sns(SHOP).send(new PublishCommand({ TopicArn: system.topicArn, Message }));
    await system.untilStatus(orderId, 'DELIVERED');
  }

  it('is sent at once for who is named', async () => {
    await published('RESENT');
    expect(await resend(SHOP, 0, 'RESENT')).toMatchObject({ exitCode: 0 });
    await eventually(async () =>
      expect(await recipients('RESENT')).toContainEqual(['RESENT#2', 'DELIVERED', 'typo@example.com']),
    );
  });

  it('that somebody else was denied is sent by the same command of who is named', async () => {
    await published('DENIED');
    const denied = await resend('local', 0, 'DENIED', '--to', 'right@example.com');
    expect(denied).toMatchObject({ exitCode: 3, err: expect.stringContaining('PUBLISHER_ARNS') });
    expect(denied.err).toContain('AWS_ACCESS_KEY_ID');
    expect(await resend(SHOP, 0, 'DENIED')).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('60 seconds later'),
    });
    expect((await resend(SHOP, 2, 'DENIED')).out).toContain('asked again');
    await eventually(async () =>
      expect(await recipients('DENIED')).toContainEqual(['DENIED#2', 'DELIVERED', 'right@example.com']),
    );
  });

  it('and to another address, too: one mail comes of it', async () => {
    await published('DENIED-TWICE');
    await resend('local', 0, 'DENIED-TWICE', '--to', 'wrnog@example.com');
    expect(await resend(SHOP, 2, 'DENIED-TWICE', '--to', 'right@example.com')).toMatchObject({ exitCode: 0 });
    await eventually(async () =>
      expect(await recipients('DENIED-TWICE')).toContainEqual([
        ...['DENIED-TWICE#3', 'DELIVERED', 'right@example.com'],
      ]),
    );
    // Whoever asks for the withdrawn one all the same, such as a message that comes late, gets no mail of it.
    const late = resendRequestBody({ emailId: 'DENIED-TWICE#ORDER_CONFIRMATION#2' });
    await sns(SHOP).send(new PublishCommand({ TopicArn: system.topicArn, Message: late }));
    await eventually(async () => expect(await system.depth(system.names.orderQueue)).toBe(0));
    const mailed = (await system.mails()).flatMap(({ to }) => to);
    expect(mailed).not.toContain('wrnog@example.com');
  });
});

describe('the queues', () => {
  it('are closed to another account, whatever its IAM says', async () => {
    for (const { name } of system.cloud.queues.all()) {
      const QueueUrl = `${system.cloud.endpointUrl}/${OURS}/${name}`;
      const send = new SendMessageCommand({ QueueUrl, MessageBody: 'x' });
      await expect(sqs(`${ELSEWHERE}:role:apps:shop`).send(send), name).rejects.toThrow(
        `${NO_POLICY} sqs:SendMessage action`,
      );
      const receive = new ReceiveMessageCommand({ QueueUrl });
      await expect(sqs(ELSEWHERE).send(receive), name).rejects.toThrow(
        `${NO_POLICY} sqs:ReceiveMessage action`,
      );
    }
  });

  it('take messages of their own topic only', () => {
    const { orderQueue, feedbackTopic, orderTopic } = system.names;
    const offer = (topic: string, accountId = OURS) =>
      outcomeOf(() =>
        system.cloud.queues.deliver(
          arn('sqs', orderQueue),
          { body: '{}' },
          service('sns.amazonaws.com', arn('sns', topic, accountId), accountId),
        ),
      );
    expect(offer(feedbackTopic)).toContain(`${NO_POLICY} sqs:SendMessage action`);
    expect(offer(orderTopic, ELSEWHERE)).toContain('User: sns.amazonaws.com is not authorized to perform');
    expect(offer(orderTopic)).toBe('allowed');
  });

  it('of the feedback function are closed to the sender’s role', () => {
    const role = system.cloud.functions.role(system.names.senderFunction);
    const queue = system.cloud.queues.byArn(arn('sqs', system.names.feedbackQueue))!;
    const ask = (action: string) =>
      outcomeOf(() => authorize(role, { action, resource: queue.arn, resourcePolicy: queue.policy }));
    expect(ask('sqs:ReceiveMessage')).toContain(
      'no identity-based policy allows the sqs:ReceiveMessage action',
    );
    expect(ask('sqs:GetQueueAttributes')).toBe('allowed');
  });
});

/** Each service that publishes to a topic of ours: the source that may, and sources that may not. */
const PUBLISHING = [
  {
    topic: 'email-feedback-e2e',
    name: 'ses.amazonaws.com',
    right: arn('ses', 'configuration-set/email-config-set-e2e'),
    wrong: [arn('ses', 'configuration-set/other'), arn('ses', 'identity/example.com')],
  },
  {
    topic: 'email-alerts-e2e',
    name: 'cloudwatch.amazonaws.com',
    right: arn('cloudwatch', 'alarm:email-errors-e2e'),
    wrong: [arn('cloudwatch', 'metric-stream/x'), arn('cloudwatch', 'alarm:email-errors-prod')],
  },
  {
    topic: 'email-cost-alerts-e2e',
    name: 'budgets.amazonaws.com',
    right: `arn:aws:budgets::${OURS}:budget/email-cost-e2e`,
    wrong: [arn('cloudwatch', 'alarm:x')],
  },
] as const;

describe.each(PUBLISHING)('$name on $topic', ({ topic, name, right, wrong }) => {
  const publishAs = (principal: Principal) =>
    outcomeOf(() => system.cloud.topics.publish(arn('sns', topic), { message: 'x' }, principal));

  it('may for its source in this account', () => {
    expect(publishAs(service(name, right))).toBe('allowed');
  });

  it('may not for another source, another account, or another topic', () => {
    const refused = `User: ${name} is not authorized to perform: SNS:Publish on resource: ${arn('sns', topic)} ${NO_POLICY} SNS:Publish action`;
    for (const source of wrong) expect(publishAs(service(name, source))).toBe(refused);
    expect(publishAs(service(name, right.replace(OURS, ELSEWHERE)))).toBe(refused);
    expect(publishAs(service(name, right, ELSEWHERE))).toBe(refused);
    const publish = () =>
      system.cloud.topics.publish(system.topicArn, { message: 'x' }, service(name, right));
    expect(outcomeOf(publish)).toContain('explicit deny');
  });
});

describe('without TLS', () => {
  const ask = (principal: Principal, action: string, resource: string, resourcePolicy?: PolicyDocument) =>
    outcomeOf(() =>
      authorize(principal, {
        ...{ action, resource, resourcePolicy },
        conditions: { 'aws:SecureTransport': 'false' },
      }),
    );

  it('nobody reaches any topic or queue, neither the administrator nor a service', () => {
    const denied = 'with an explicit deny in a resource-based policy';
    const callers = [callerOf(OURS)!, service('sns.amazonaws.com', system.topicArn)];
    for (const caller of callers) {
      for (const { arn: resource, policy } of system.cloud.topics.all())
        expect(ask(caller, 'sns:Publish', resource, policy), resource).toContain(denied);
      for (const { arn: resource, policy } of system.cloud.queues.all())
        for (const action of ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'])
          expect(ask(caller, action, resource, policy), resource).toContain(denied);
    }
  });
});
