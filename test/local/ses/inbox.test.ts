import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { mail, sesCloud } from './ses-cloud.ts';

type Cloud = Awaited<ReturnType<typeof sesCloud>>;

async function page({ endpoint }: Cloud, path: string) {
  const response = await fetch(`${endpoint}/_local/mails${path}`);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

async function json(cloud: Cloud, path: string) {
  return JSON.parse((await page(cloud, path)).text);
}

/** Sends one mail to each, in order. */
async function sendTo(cloud: Cloud, ...recipients: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const to of recipients)
    ids.push((await cloud.client.send(new SendEmailCommand(mail({ to })))).MessageId!);
  return ids;
}

describe('the list', () => {
  test('is newest first, in pages', async () => {
    await using cloud = await sesCloud();
    const ids = await sendTo(cloud, 'a@example.net', 'b@example.net', 'c@example.net');
    const first = await json(cloud, '?limit=2');
    expect(first.count).toBe(3);
    expect(first.mails.map((line: { messageId: string }) => line.messageId)).toEqual([ids[2], ids[1]]);
    const second = await json(cloud, `?limit=2&before=${first.mails[1].seq}`);
    expect(second.mails.map((line: { messageId: string }) => line.messageId)).toEqual([ids[0]]);
  });

  test('shows what a line needs, and the events so far', async () => {
    await using cloud = await sesCloud({ eventDelaysMs: (kind) => [kind === 'Send' ? 0 : 500] });
    const [messageId] = await sendTo(cloud, 'a@example.net');
    await cloud.world.timers.advance(100);
    expect((await json(cloud, '')).mails[0]).toEqual({
      seq: 1,
      messageId,
      acceptedAt: Date.parse('2026-11-01T00:00:00Z'),
      from: 'Shop <orders@example.com>',
      to: ['a@example.net'],
      subject: 'Your order',
      tags: { emailId: 'T1JERVIx' },
      events: ['Send'],
    });
  });

  test('finds a recipient by a part of the address', async () => {
    await using cloud = await sesCloud();
    await sendTo(cloud, 'jane@example.net', 'john@example.net');
    const { mails } = await json(cloud, '?recipient=JANE@');
    expect(mails.map((line: { to: string[] }) => line.to)).toEqual([['jane@example.net']]);
  });

  test('tells how many there are', async () => {
    await using cloud = await sesCloud();
    await sendTo(cloud, 'a@example.net', 'b@example.net');
    expect(await json(cloud, '/count')).toEqual({ count: 2 });
  });
});

describe('one mail', () => {
  test('opened: both bodies, headers, and the timeline as SES published it', async () => {
    await using cloud = await sesCloud();
    const [messageId] = await sendTo(cloud, 'a@example.net');
    await cloud.world.timers.advance(1_000);
    const opened = await json(cloud, `/${messageId}`);
    expect(opened).toMatchObject({
      html: '<p>Thank you</p>',
      text: 'Thank you',
      configurationSet: 'orders-set',
      caller: 'root',
      events: ['Send', 'Delivery'],
      headers: expect.arrayContaining([{ name: 'Subject', value: 'Your order' }]),
    });
    expect(opened.timeline.map(({ eventType }: { eventType: string }) => eventType)).toEqual([
      'Send',
      'Delivery',
    ]);
  });

  test('as MIME: a reader gets back what was sent', async () => {
    await using cloud = await sesCloud();
    const { Content } = mail();
    const { MessageId } = await cloud.client.send(
      new SendEmailCommand(
        mail({
          ReplyToAddresses: ['help@example.com'],
          Content: {
            Simple: {
              ...Content!.Simple!,
              Subject: { Data: 'Grüße an José' },
              Headers: [{ Name: 'X-Order', Value: 'ORDER1' }],
            },
          },
        }),
      ),
    );
    const raw = await page(cloud, `/${MessageId}/raw`);
    expect(raw.type).toBe('message/rfc822');
    const read = await PostalMime.parse(raw.text);
    expect(read).toMatchObject({
      from: { name: 'Shop', address: 'orders@example.com' },
      to: [{ address: 'jane@example.net' }],
      replyTo: [{ address: 'help@example.com' }],
      subject: 'Grüße an José',
      html: '<p>Thank you</p>\n',
      text: 'Thank you\n',
      messageId: `<${MessageId}@email.amazonses.com>`,
      date: '2026-11-01T00:00:00.000Z',
    });
    expect(read.headers).toContainEqual(expect.objectContaining({ originalKey: 'X-Order', value: 'ORDER1' }));
  });

  test.each(['', '/raw'])('that does not exist%s', async (suffix) => {
    await using cloud = await sesCloud();
    expect((await page(cloud, `/nope${suffix}`)).status).toBe(404);
  });

  test('other local pages are none of it', async () => {
    await using cloud = await sesCloud();
    expect((await fetch(`${cloud.endpoint}/_local/other`)).status).toBe(404);
    expect((await fetch(`${cloud.endpoint}/_local/mails`, { method: 'DELETE' })).status).toBe(404);
  });
});
