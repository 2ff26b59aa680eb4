import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import type { PolicyDocument, PolicyStatement } from '#local/iam/policy.ts';
import { Ses, sesService } from '#local/services/ses/ses.ts';
import { Topics } from '#local/services/sns/topics.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { virtualWorld } from '../support/test-world.ts';
import { declareTemplate, mail, SET, TOPIC } from './ses-cloud.ts';

const ACCOUNT = '123456789012';

function allow(
  Service: string,
  Action: string,
  Condition: PolicyStatement['Condition'] & {},
): PolicyDocument {
  return { Statement: { Effect: 'Allow', Principal: { Service }, Action, Resource: '*', Condition } };
}

/** SES, SNS and SQS as a template joins them: a topic that SES may publish to for one configuration set, and a queue. */
function joined({ configurationSet = SET } = {}) {
  const world = virtualWorld();
  const queues = new Queues(world);
  const topics = new Topics(world, queues);
  const queue = queues.create({
    name: 'feedback',
    policy: allow('sns.amazonaws.com', 'sqs:SendMessage', { ArnEquals: { 'aws:SourceArn': TOPIC } }),
  });
  topics.create({
    name: 'feedback',
    policy: allow('ses.amazonaws.com', 'sns:Publish', {
      StringEquals: {
        'aws:SourceAccount': ACCOUNT,
        'aws:SourceArn': `arn:aws:ses:us-east-1:${ACCOUNT}:configuration-set/${configurationSet}`,
      },
    }),
  });
  topics.subscribe({ topicArn: TOPIC, protocol: 'sqs', endpoint: queue.arn, rawMessageDelivery: true });
  const ses = new Ses({ world, topics });
  const bodies = () => queues.receive(queue.arn, { max: 10 }).map(({ body }) => body);
  return { world, ses, bodies };
}

describe('events through a topic into a queue', () => {
  test('the notice of the new destination, then what happens to a mail', async () => {
    const { world, ses, bodies } = joined();
    await declareTemplate(ses);
    await using served = await serve([sesService(ses)], { world });
    await new SESv2Client(clientConfig(served)).send(new SendEmailCommand(mail()));
    await world.timers.advance(1_000);
    const [notice, ...events] = bodies();
    expect(notice).toBe('Successfully validated SNS topic for Amazon SES event publishing.');
    expect(events.map((body) => JSON.parse(body).eventType)).toEqual(['Send', 'Delivery']);
  });

  test('a topic that trusts another configuration set takes nothing', async () => {
    const { ses } = joined({ configurationSet: 'another' });
    await expect(declareTemplate(ses)).rejects.toThrow(/Could not publish to SNS topic/);
  });
});
