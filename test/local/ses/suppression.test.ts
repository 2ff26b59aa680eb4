import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  ListSuppressedDestinationsCommand,
  type ListSuppressedDestinationsCommandOutput,
  PutSuppressedDestinationCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { mail, sesCloud } from './ses-cloud.ts';

describe('a suppressed address', () => {
  test('is accepted, then bounces at once without being sent', async () => {
    await using cloud = await sesCloud();
    await cloud.client.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'jane@example.net', Reason: 'BOUNCE' }),
    );
    await cloud.client.send(new SendEmailCommand(mail({ to: 'Jane <JANE@example.net>' })));
    await cloud.world.timers.advance(1_000);
    const [send, bounce, ...rest] = cloud.topics.events();
    expect(send.eventType).toBe('Send');
    expect(rest).toEqual([]);
    expect(bounce.bounce).toEqual({
      feedbackId: expect.any(String),
      bounceType: 'Permanent',
      bounceSubType: 'OnAccountSuppressionList',
      bouncedRecipients: [
        {
          emailAddress: 'Jane <JANE@example.net>',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: expect.stringMatching(
            /^Amazon SES did not send the message to this address because/,
          ),
        },
      ],
      timestamp: bounce.mail.timestamp,
      reportingMTA: 'dns; amazonses.com',
    });
  });

  test('that is on the list for a complaint yields a complaint with a sub type', async () => {
    await using cloud = await sesCloud();
    await cloud.client.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'jane@example.net', Reason: 'COMPLAINT' }),
    );
    await cloud.client.send(new SendEmailCommand(mail()));
    await cloud.world.timers.advance(1_000);
    const [, complaint] = cloud.topics.events();
    expect(complaint.complaint).toMatchObject({
      complaintSubType: 'OnAccountSuppressionList',
      complainedRecipients: [{ emailAddress: 'jane@example.net' }],
    });
    expect(complaint.complaint).not.toHaveProperty('complaintFeedbackType');
  });
});

describe('how an address gets on the list', () => {
  test.each([
    ['bounced', 'BOUNCE'],
    ['complained', 'COMPLAINT'],
  ] as const)('a mail that %s puts it there, with the mail as its reason', async (outcome, Reason) => {
    await using cloud = await sesCloud({ outcomeOf: () => outcome });
    const { MessageId } = await cloud.client.send(
      new SendEmailCommand(mail({ to: 'Jane <jane@example.net>' })),
    );
    await cloud.world.timers.advance(1_000);
    const found = await cloud.client.send(
      new GetSuppressedDestinationCommand({ EmailAddress: 'jane@example.net' }),
    );
    expect(found.SuppressedDestination).toMatchObject({
      EmailAddress: 'jane@example.net',
      Reason,
      LastUpdateTime: expect.any(Date),
      Attributes: { MessageId },
    });
  });

  test('at a whole millisecond, which is all that the list keeps, also where the clock is finer', async () => {
    await using cloud = await sesCloud({ outcomeOf: () => 'bounced' });
    await cloud.world.timers.advance(0.4);
    await cloud.client.send(new SendEmailCommand(mail({ to: 'jane@example.net' })));
    await cloud.world.timers.advance(1_000);
    expect(cloud.ses.suppressionList.get('jane@example.net').updatedAt).toSatisfy(Number.isInteger);
  });

  test.each(['bounce@simulator.amazonses.com', 'complaint@simulator.amazonses.com'])('not %s', async (to) => {
    await using cloud = await sesCloud();
    await cloud.client.send(new SendEmailCommand(mail({ to })));
    await cloud.world.timers.advance(1_000);
    const { SuppressedDestinationSummaries } = await cloud.client.send(
      new ListSuppressedDestinationsCommand({}),
    );
    expect(SuppressedDestinationSummaries).toEqual([]);
  });

  test('not by a mailbox that is full for now', async () => {
    await using cloud = await sesCloud({ outcomeOf: () => 'mailboxFull' });
    await cloud.client.send(new SendEmailCommand(mail()));
    await cloud.world.timers.advance(1_000);
    expect(cloud.ses.suppressionList.list()).toEqual([]);
  });
});

describe('the list', () => {
  test('tells local parts apart by case, and folds the domain', async () => {
    await using cloud = await sesCloud();
    const put = (EmailAddress: string) =>
      cloud.client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
    await put('Jane@Example.NET');
    await put('Jane@example.net');
    await put('jane@example.net');
    const listed = await cloud.client.send(new ListSuppressedDestinationsCommand({}));
    expect(listed.SuppressedDestinationSummaries?.map(({ EmailAddress }) => EmailAddress)).toEqual([
      'Jane@example.net',
      'jane@example.net',
    ]);
    await cloud.client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'jane@example.net' }));
    expect(cloud.ses.suppressionList.reasonFor('jane@example.net')).toBe('BOUNCE');
    await cloud.client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'Jane@example.net' }));
    expect(cloud.ses.suppressionList.reasonFor('jane@example.net')).toBeUndefined();
  });

  test('comes in pages and by reason', async () => {
    await using cloud = await sesCloud();
    for (const [name, Reason] of [
      ['a', 'BOUNCE'],
      ['b', 'COMPLAINT'],
      ['c', 'BOUNCE'],
    ] as const) {
      await cloud.client.send(
        new PutSuppressedDestinationCommand({ EmailAddress: `${name}@example.net`, Reason }),
      );
      await cloud.world.timers.advance(1);
    }
    const names = (reply: ListSuppressedDestinationsCommandOutput) =>
      reply.SuppressedDestinationSummaries?.map(({ EmailAddress }) => EmailAddress?.at(0)).join('');
    const first = await cloud.client.send(new ListSuppressedDestinationsCommand({ PageSize: 2 }));
    const { NextToken } = first;
    const second = await cloud.client.send(new ListSuppressedDestinationsCommand({ PageSize: 2, NextToken }));
    expect([names(first), names(second), second.NextToken]).toEqual(['ab', 'c', undefined]);
    const bounces = await cloud.client.send(new ListSuppressedDestinationsCommand({ Reasons: ['BOUNCE'] }));
    expect(names(bounces)).toBe('ac');
    await expect(
      cloud.client.send(new ListSuppressedDestinationsCommand({ NextToken: 'bogus' })),
    ).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });

  test('an address that is not on it', async () => {
    await using cloud = await sesCloud();
    const missing = {
      name: 'NotFoundException',
      message: 'Email address x@example.net does not exist on your suppression list.',
    };
    const EmailAddress = 'x@example.net';
    await expect(
      cloud.client.send(new GetSuppressedDestinationCommand({ EmailAddress })),
    ).rejects.toMatchObject(missing);
    await expect(
      cloud.client.send(new DeleteSuppressedDestinationCommand({ EmailAddress })),
    ).rejects.toMatchObject(missing);
  });

  test('a reason that does not exist', async () => {
    await using cloud = await sesCloud();
    const Reason = 'OTHER' as never;
    const putting = cloud.client.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'x@example.net', Reason }),
    );
    await expect(putting).rejects.toMatchObject({
      name: 'BadRequestException',
      message:
        "1 validation error detected: Value at 'reason' failed to satisfy constraint: Member must satisfy enum value set: [BOUNCE, COMPLAINT]",
    });
  });
});
