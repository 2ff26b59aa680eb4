import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import type { HappeningKind } from '#local/services/ses/outcomes.ts';
import { DEFAULT_SES_SETTINGS } from '#local/services/ses/settings.ts';
import { mail, SET, sesCloud, TOPIC } from './ses-cloud.ts';

const SECOND = 1_000;

/** What SES publishes for a mail, in order, once everything has happened. */
async function eventsFor(to: string) {
  await using cloud = await sesCloud();
  const { MessageId } = await cloud.client.send(new SendEmailCommand(mail({ to })));
  await cloud.world.timers.advance(SECOND);
  return { events: cloud.topics.events(), messageId: MessageId, published: cloud.topics.published };
}

test('by default what happens to a mail keeps its order, whatever is drawn', () => {
  const { eventDelaysMs } = DEFAULT_SES_SETTINGS;
  const at = (kind: HappeningKind, drawn: number) => eventDelaysMs(kind, () => drawn)[0]!;
  const latest = (kind: HappeningKind) => at(kind, 1);
  const earliest = (kind: HappeningKind) => at(kind, 0);
  expect(latest('DeliveryDelay')).toBeLessThan(earliest('Delivery'));
  expect(latest('Delivery')).toBeLessThan(earliest('Complaint'));
  expect(latest('Delivery')).toBeLessThan(earliest('AutoReply'));
});

describe('events of a delivered mail', () => {
  test('Send, then Delivery, to the topic of the configuration set, by SES for that set', async () => {
    const { events, published } = await eventsFor('jane@example.net');
    expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Delivery']);
    expect(published.at(-1)).toMatchObject({
      topicArn: TOPIC,
      subject: 'Amazon SES Email Event Notification',
      principal: {
        kind: 'service',
        service: 'ses.amazonaws.com',
        sourceArn: `arn:aws:ses:us-east-1:123456789012:configuration-set/${SET}`,
      },
    });
    expect(published.at(-1)?.message).toMatch(/\}\n$/);
  });

  test('the mail object has the fields of a real event, tags as lists', async () => {
    const { events, messageId } = await eventsFor('jane@example.net');
    expect(events[0]).toEqual({
      eventType: 'Send',
      mail: {
        timestamp: '2026-11-01T00:00:00.000Z',
        source: 'Shop <orders@example.com>',
        sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
        sendingAccountId: '123456789012',
        messageId,
        destination: ['jane@example.net'],
        headersTruncated: false,
        headers: [
          { name: 'From', value: 'Shop <orders@example.com>' },
          { name: 'To', value: 'jane@example.net' },
          { name: 'Subject', value: 'Your order' },
          { name: 'MIME-Version', value: '1.0' },
          { name: 'Content-Type', value: 'multipart/alternative; boundary="XBoundary"' },
        ],
        commonHeaders: {
          from: ['Shop <orders@example.com>'],
          to: ['jane@example.net'],
          messageId,
          subject: 'Your order',
        },
        tags: {
          'ses:operation': ['SendEmail'],
          'ses:configuration-set': [SET],
          'ses:source-ip': ['127.0.0.1'],
          'ses:from-domain': ['example.com'],
          'ses:caller-identity': ['root'],
          emailId: ['T1JERVIx'],
        },
      },
      send: {},
    });
    expect(events[1].delivery).toEqual({
      timestamp: expect.stringMatching(/^2026-11-01T00:00:00\.\d{3}Z$/),
      processingTimeMillis: expect.any(Number),
      recipients: ['jane@example.net'],
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a8-30.smtp-out.amazonses.com',
    });
    expect(events[1].mail.tags['ses:outgoing-ip']).toEqual(['127.0.0.1']);
  });

  test('the message id has the shape of SES: region, time, UUID', async () => {
    const { messageId } = await eventsFor('jane@example.net');
    const time = Date.parse('2026-11-01T00:00:00Z').toString(16).padStart(12, '0');
    expect(messageId).toMatch(new RegExp(`^0100${time}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-000000$`));
  });

  test('a tag given twice comes back with both values, whatever its name', async () => {
    await using cloud = await sesCloud();
    const EmailTags = ['1', '2'].map((Value) => ({ Name: '__proto__', Value }));
    await cloud.client.send(new SendEmailCommand(mail({ EmailTags })));
    await cloud.world.timers.advance(SECOND);
    expect(Object.entries(cloud.topics.events()[0].mail.tags).at(-1)).toEqual(['__proto__', ['1', '2']]);
  });
});

describe('the mailbox simulator', () => {
  test('bounce: a permanent bounce with a delivery status', async () => {
    const { events } = await eventsFor('bounce+label1@simulator.amazonses.com');
    expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Bounce']);
    expect(events[1].bounce).toEqual({
      feedbackId: expect.stringMatching(/^0100[0-9a-f]{12}-[0-9a-f-]{36}-000000$/),
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        {
          emailAddress: 'bounce+label1@simulator.amazonses.com',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      ],
      timestamp: expect.stringMatching(/Z$/),
      reportingMTA: 'dsn; a8-30.smtp-out.amazonses.com',
    });
  });

  test('complaint: delivered, then complained about', async () => {
    const { events } = await eventsFor('complaint@simulator.amazonses.com');
    expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Delivery', 'Complaint']);
    expect(events[2].complaint).toEqual({
      complaintSubType: null,
      complainedRecipients: [{ emailAddress: 'complaint@simulator.amazonses.com' }],
      timestamp: expect.stringMatching(/Z$/),
      feedbackId: expect.any(String),
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: expect.stringMatching(/Z$/),
    });
  });

  test('ooto: delivered, then a transient bounce without a delivery status', async () => {
    const { events } = await eventsFor('ooto@simulator.amazonses.com');
    expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Delivery', 'Bounce']);
    expect(events[2].bounce).toEqual({
      feedbackId: expect.any(String),
      bounceType: 'Transient',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: 'ooto@simulator.amazonses.com' }],
      timestamp: expect.stringMatching(/Z$/),
    });
  });

  test('suppressionlist: a bounce of the global suppression list, as AWS documents it', async () => {
    const { events } = await eventsFor('suppressionlist@simulator.amazonses.com');
    expect(events[1].bounce).toMatchObject({
      bounceType: 'Permanent',
      bounceSubType: 'Suppressed',
      bouncedRecipients: [
        { status: '5.1.1', diagnosticCode: expect.stringContaining('has suppressed sending') },
      ],
    });
  });

  test('success: delivered', async () => {
    const { events } = await eventsFor('success@simulator.amazonses.com');
    expect(events.map(({ eventType }) => eventType)).toEqual(['Send', 'Delivery']);
  });
});

describe('what the world may do instead', () => {
  test.each([
    [
      'delayed',
      ['Send', 'DeliveryDelay', 'Delivery'],
      {
        deliveryDelay: {
          timestamp: expect.stringMatching(/Z$/),
          delayType: 'TransientCommunicationFailure',
          expirationTime: '2026-11-01T14:00:00.000Z',
          delayedRecipients: [
            {
              emailAddress: 'jane@example.net',
              status: '4.4.1',
              diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
            },
          ],
        },
      },
    ],
    [
      'mailboxFull',
      ['Send', 'Bounce'],
      {
        bounce: expect.objectContaining({
          bounceType: 'Transient',
          bounceSubType: 'MailboxFull',
          bouncedRecipients: [expect.objectContaining({ action: 'failed', status: '4.2.2' })],
        }),
      },
    ],
    ['rejected', ['Send', 'Reject'], { reject: { reason: 'Bad content' } }],
  ] as const)('%s', async (outcome, types, body) => {
    await using cloud = await sesCloud({ outcomeOf: () => outcome });
    await cloud.client.send(new SendEmailCommand(mail()));
    await cloud.world.timers.advance(SECOND);
    const events = cloud.topics.events();
    expect(events.map(({ eventType }) => eventType)).toEqual(types);
    expect(events[1]).toMatchObject(body);
  });

  test('events may come twice, late, out of order, or never', async () => {
    await using cloud = await sesCloud({
      eventDelaysMs: (kind) => (kind === 'Send' ? [100, 200] : kind === 'Delivery' ? [10] : []),
    });
    await cloud.client.send(new SendEmailCommand(mail({ to: 'complaint@simulator.amazonses.com' })));
    await cloud.world.timers.advance(SECOND);
    expect(cloud.topics.events().map(({ eventType }) => eventType)).toEqual(['Delivery', 'Send', 'Send']);
  });

  test('one mail to several recipients: one Send, and what became of each', async () => {
    await using cloud = await sesCloud({ eventDelaysMs: (kind) => [kind === 'Send' ? 0 : 10] });
    const Destination = {
      ToAddresses: ['Jane Doe <jane@example.net>'],
      BccAddresses: ['bounce@simulator.amazonses.com'],
    };
    await cloud.client.send(new SendEmailCommand(mail({ Destination })));
    await cloud.world.timers.advance(SECOND);
    const [send, delivery, bounce] = cloud.topics.events();
    expect(send.mail.destination).toEqual(['Jane Doe <jane@example.net>', 'bounce@simulator.amazonses.com']);
    expect(delivery.delivery.recipients).toEqual(['Jane Doe <jane@example.net>']);
    expect(bounce.bounce.bouncedRecipients[0].emailAddress).toBe('bounce@simulator.amazonses.com');
  });
});

describe('destinations', () => {
  test('get only the event types they ask for', async () => {
    await using cloud = await sesCloud({}, { eventTypes: ['DELIVERY'] });
    await cloud.client.send(new SendEmailCommand(mail()));
    await cloud.world.timers.advance(SECOND);
    expect(cloud.topics.events().map(({ eventType }) => eventType)).toEqual(['Delivery']);
  });

  test('a mail without a configuration set publishes nothing', async () => {
    await using cloud = await sesCloud();
    await cloud.client.send(new SendEmailCommand(mail({ ConfigurationSetName: undefined })));
    await cloud.world.timers.advance(SECOND);
    expect(cloud.topics.events()).toEqual([]);
  });

  test('headers beyond 10 KB are cut, and the event says so', async () => {
    await using cloud = await sesCloud();
    const Headers = Array.from({ length: 15 }, (_, n) => ({ Name: `X-Long-${n}`, Value: 'v'.repeat(900) }));
    const { Content } = mail();
    await cloud.client.send(
      new SendEmailCommand(mail({ Content: { Simple: { ...Content!.Simple!, Headers } } })),
    );
    await cloud.world.timers.advance(SECOND);
    const [send] = cloud.topics.events();
    expect(send.mail.headersTruncated).toBe(true);
    expect(JSON.stringify(send.mail.headers).length).toBeLessThan(12_000);
  });
});
