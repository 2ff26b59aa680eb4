import { GetSendQuotaCommand, SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, test } from 'vitest';
import { clientConfig } from '../support/serve.ts';
import { SET, sesCloud } from './ses-cloud.ts';

function email({ to = 'jane@example.net', set = SET, tag = 'b' } = {}) {
  return new SendEmailCommand({
    Source: 'orders@example.com',
    Destination: { ToAddresses: [to], CcAddresses: ['cc@example.net'] },
    ReplyToAddresses: ['help@example.com'],
    ConfigurationSetName: set,
    Tags: [{ Name: 'a', Value: tag }],
    Message: {
      Subject: { Data: 'Grüße' },
      Body: { Text: { Data: 'Thank you' }, Html: { Data: '<p>&</p>' } },
    },
  });
}

describe('SES version 1', () => {
  test('sends through the same engine', async () => {
    await using cloud = await sesCloud();
    const client = new SESClient(clientConfig(cloud));
    const { MessageId } = await client.send(email());
    await cloud.world.timers.advance(1_000);
    expect(await cloud.ses.inbox.get(MessageId!)).toMatchObject({
      to: ['jane@example.net'],
      cc: ['cc@example.net'],
      replyTo: ['help@example.com'],
      subject: 'Grüße',
      html: '<p>&</p>',
      text: 'Thank you',
      tags: { a: 'b' },
      events: ['Send', 'Delivery', 'Delivery'],
    });
    expect(await client.send(new GetSendQuotaCommand({}))).toMatchObject({
      Max24HourSend: 1_000_000,
      MaxSendRate: 500,
      SentLast24Hours: 2,
    });
  });

  test.each([
    [
      'an unknown configuration set',
      email({ set: 'nope' }),
      'ConfigurationSetDoesNotExist',
      'Configuration set <nope> does not exist.',
    ],
    ['a bad tag', email({ tag: 'b c' }), 'InvalidParameterValue', /^Invalid tag value <b c>/],
    ['a bad address', email({ to: 'jane' }), 'InvalidParameterValue', "Missing final '@domain'"],
  ])('%s, under the name of version 1', async (_what, command, name, message) => {
    await using cloud = await sesCloud();
    await expect(new SESClient(clientConfig(cloud)).send(command)).rejects.toMatchObject({
      name: expect.stringMatching(new RegExp(`^${name}(Exception)?$`)),
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('throttles with its own code', async () => {
    await using cloud = await sesCloud({ maxSendRate: 1 });
    const client = new SESClient(clientConfig(cloud));
    await client.send(email());
    await expect(client.send(email())).rejects.toMatchObject({
      name: 'Throttling',
      message: 'Maximum sending rate exceeded.',
    });
  });

  test('says what is not emulated', async () => {
    await using cloud = await sesCloud();
    const sending = new SESClient(clientConfig(cloud)).send(
      new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('x') } }),
    );
    await expect(sending).rejects.toMatchObject({
      name: 'InvalidAction',
      message:
        'ses:SendRawEmail is not emulated by the local cloud. Emulated for ses: GetSendQuota, SendEmail.',
    });
  });
});
