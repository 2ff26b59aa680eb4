import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { AwsError } from '#local/gateway/aws-error.ts';
import type { EventTopics } from '#local/services/ses/event-pump.ts';
import { Ses } from '#local/services/ses/ses.ts';
import { virtualWorld } from '../support/test-world.ts';
import { virtualClock } from '../support/virtual-clock.ts';
import { declareTemplate, mail, recordingTopics, sesCloud } from './ses-cloud.ts';

/** A SES in the state that an earlier one left when it was killed; its clock starts later. */
async function restarted(before: { world: ReturnType<typeof virtualWorld> }) {
  const timers = virtualClock(before.world.timers.now() + 60_000);
  const topics = recordingTopics();
  const ses = new Ses({ world: { ...before.world, timers }, topics });
  await declareTemplate(ses);
  ses.start();
  await timers.advance(1_000);
  return { ses, topics };
}

const eventTypes = (topics: ReturnType<typeof recordingTopics>) =>
  topics.events().map(({ eventType }) => eventType);

describe('a process that is killed', () => {
  test('publishes later what it accepted', async () => {
    await using before = await sesCloud();
    const { MessageId } = await before.client.send(new SendEmailCommand(mail()));
    const after = await restarted(before);
    expect(eventTypes(after.topics)).toEqual(['Send', 'Delivery']);
    expect(after.topics.events()[0].mail.messageId).toBe(MessageId);
    expect(await after.ses.inbox.get(MessageId!)).toMatchObject({ subject: 'Your order' });
  });

  test('does not publish again what it had published', async () => {
    await using before = await sesCloud({ eventDelaysMs: (kind) => [kind === 'Send' ? 0 : 500] });
    await before.client.send(new SendEmailCommand(mail()));
    await before.world.timers.advance(100);
    expect(eventTypes(before.topics)).toEqual(['Send']);
    expect(eventTypes((await restarted(before)).topics)).toEqual(['Delivery']);
  });

  test('keeps the suppression list', async () => {
    await using before = await sesCloud();
    before.ses.suppressionList.put('jane@example.net', 'BOUNCE', 0);
    expect((await restarted(before)).ses.suppressionList.reasonFor('JANE@example.net')).toBe('BOUNCE');
  });
});

describe('a topic that does not take an event', () => {
  /** Fails with each error in turn, then takes everything. */
  function failingTopics(errors: Error[]) {
    const recording = recordingTopics();
    const topics: EventTopics = {
      publish(...args) {
        const error = args[1].subject ? errors.shift() : undefined;
        if (error) throw error;
        return recording.publish(...args);
      },
    };
    return { topics, recording };
  }

  async function sendThrough(errors: Error[]) {
    const { topics, recording } = failingTopics(errors);
    const world = virtualWorld();
    const ses = new Ses({ world, topics });
    await declareTemplate(ses);
    ses.start();
    const context = { principal: { kind: 'account', accountId: '1', arn: 'a' }, authorize() {} } as never;
    const content = { kind: 'simple', subject: 's', html: undefined, text: 't', headers: [] } as const;
    const empty = { cc: [], bcc: [], replyTo: [], tags: [] };
    const from = 'orders@example.com';
    const to = ['jane@example.net'];
    ses.sender.send({ ...empty, from, to, configurationSet: 'orders-set', content }, context);
    await world.timers.advance(5_000);
    return { world, types: eventTypes(recording) };
  }

  test('because of its policy: the event is lost as on AWS, and the user is told once', async () => {
    const denied = () => new AwsError('AccessDenied', 'no policy allows it', { status: 403 });
    const { world, types } = await sendThrough([denied(), denied()]);
    expect(types).toEqual([]);
    expect(world.logged).toEqual([
      'SES events of configuration set orders-set are lost: no policy allows it',
    ]);
  });

  test('because of a fault of ours: it is published later', async () => {
    const { world, types } = await sendThrough([new Error('disk full')]);
    expect(types.toSorted()).toEqual(['Delivery', 'Send']);
    expect(world.logged).toEqual([expect.stringContaining('tries again')]);
  });
});
