import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import type { Principal } from '#local/iam/policy.ts';
import { sesResources } from '#local/services/ses/resources.ts';
import { resource } from '../support/resource.ts';
import { mail, SET, sesCloud } from './ses-cloud.ts';

const SIMPLE = mail().Content!.Simple!;

function withSimple(changes: Partial<typeof SIMPLE>): Partial<SendEmailCommandInput> {
  return { Content: { Simple: { ...SIMPLE, ...changes } } };
}

function tag(Name: string, Value: string): Partial<SendEmailCommandInput> {
  return { EmailTags: [{ Name, Value }] };
}

function toMany(count: number): Partial<SendEmailCommandInput> {
  const ToAddresses = Array.from({ length: count }, (_, n) => `jane${n}@example.net`);
  return { Destination: { ToAddresses } };
}

const NOT_ALLOWED = "only alphanumeric ASCII characters, '_', and '-' are allowed.";

describe('what SES refuses, in its words', () => {
  test.each<[string, Partial<SendEmailCommandInput>, string, number, string]>([
    [
      'a tag value with a blank',
      tag('a', 'b c'),
      'BadRequestException',
      400,
      `Invalid tag value <b c>: ${NOT_ALLOWED}`,
    ],
    [
      'a tag name with a colon',
      tag('a:b', 'c'),
      'BadRequestException',
      400,
      `Invalid tag name <a:b>: ${NOT_ALLOWED}`,
    ],
    [
      'a tag value that is too long',
      tag('a', 'b'.repeat(256)),
      'BadRequestException',
      400,
      'Tag value cannot exceed 255 characters.',
    ],
    ['an empty tag value', tag('a', ''), 'BadRequestException', 400, 'The tag value must be specified.'],
    [
      'an unknown configuration set',
      { ConfigurationSetName: 'nope' },
      'NotFoundException',
      404,
      'Configuration set <nope> does not exist.',
    ],
    [
      'a sender whose domain is not verified',
      { FromEmailAddress: 'Shop <orders@other.example>' },
      'MessageRejected',
      400,
      'Email address is not verified. The following identities failed the check in region US-EAST-1: Shop <orders@other.example>',
    ],
    ['no sender', { FromEmailAddress: undefined }, 'BadRequestException', 400, 'Source cannot be empty'],
    ['no recipient', toMany(0), 'BadRequestException', 400, 'At least one destination address is required.'],
    ['too many recipients', toMany(51), 'BadRequestException', 400, 'Recipient count exceeds 50.'],
    [
      'a recipient without a domain',
      mail({ to: 'jane' }),
      'BadRequestException',
      400,
      "Missing final '@domain'",
    ],
    [
      'a recipient with a non-ASCII name',
      mail({ to: 'jané@example.net' }),
      'BadRequestException',
      400,
      'Local address contains control or whitespace',
    ],
    [
      'a recipient with a blank in the domain',
      mail({ to: 'jane@example .net' }),
      'BadRequestException',
      400,
      'Domain contains control or whitespace',
    ],
    [
      'a line break in a recipient',
      mail({ to: 'Jane\r\nBcc: all@example.net <jane@example.net>' }),
      'BadRequestException',
      400,
      'Local address contains control or whitespace',
    ],
    [
      'a line break in the subject',
      withSimple({ Subject: { Data: 'a\r\nBcc: all@example.net' } }),
      'BadRequestException',
      400,
      'Subject contains a line break.',
    ],
    [
      'a line break in a header',
      withSimple({ Headers: [{ Name: 'X-A', Value: 'a\nBcc: all@example.net' }] }),
      'BadRequestException',
      400,
      "1 validation error detected: Value at 'content.simple.headers.1.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [ -~]*",
    ],
    [
      'a colon in a header name',
      withSimple({ Headers: [{ Name: 'X:A', Value: 'a' }] }),
      'BadRequestException',
      400,
      "1 validation error detected: Value at 'content.simple.headers.1.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[!-9;-@A-~]+$",
    ],
    ['no body', withSimple({ Body: {} }), 'BadRequestException', 400, 'The message body is empty.'],
    [
      'a message that is too large',
      withSimple({ Body: { Text: { Data: 'x'.repeat(1_001) } } }),
      'BadRequestException',
      400,
      "Message length is more than 1000 bytes long: '1011'.",
    ],
    [
      'a template',
      { Content: { Template: { TemplateName: 't' } } },
      'BadRequestException',
      400,
      'ses:SendEmail with Content.Template is not emulated by the local cloud. Emulated for ses: SendEmail with Content.Raw, SendEmail with Content.Simple.',
    ],
  ])('%s', async (_what, changes, name, status, message) => {
    await using cloud = await sesCloud({ maxMessageBytes: 1_000 });
    const sending = cloud.client.send(new SendEmailCommand({ ...mail(), ...changes }));
    await expect(sending).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode: status } });
    expect(cloud.ses.inbox.count()).toBe(0);
  });

  test('a body of the wrong shape', async () => {
    await using cloud = await sesCloud();
    const wrong = { ...mail(), Destination: { ToAddresses: 'jane@example.net' } } as never;
    await expect(cloud.client.send(new SendEmailCommand(wrong))).rejects.toMatchObject({
      name: 'SerializationException',
      message: 'Destination.ToAddresses must be a list.',
    });
  });

  test('a configuration set that is paused', async () => {
    await using cloud = await sesCloud();
    await sesResources(cloud.ses)[1]!.create(
      resource('AWS::SES::ConfigurationSet', { Name: 'paused', SendingOptions: { SendingEnabled: false } }),
    );
    const sending = cloud.client.send(new SendEmailCommand(mail({ ConfigurationSetName: 'paused' })));
    await expect(sending).rejects.toMatchObject({ name: 'SendingPausedException' });
  });
});

describe('who may send', () => {
  test('an address of a domain below the verified one', async () => {
    await using cloud = await sesCloud();
    const sent = await cloud.client.send(
      new SendEmailCommand(mail({ FromEmailAddress: 'orders@eu.example.com' })),
    );
    expect(sent.MessageId).toBeDefined();
  });

  test('not an address whose domain only ends alike', async () => {
    await using cloud = await sesCloud();
    const sending = cloud.client.send(
      new SendEmailCommand(mail({ FromEmailAddress: 'orders@notexample.com' })),
    );
    await expect(sending).rejects.toMatchObject({ name: 'MessageRejected' });
  });

  const identity = 'arn:aws:ses:us-east-1:123456789012:identity/example.com';
  const set = `arn:aws:ses:us-east-1:123456789012:configuration-set/${SET}`;

  /** A function whose role may send from one address with these resources. */
  function role(Resource: string[], Action = 'ses:SendEmail'): Principal {
    const Condition = { StringEquals: { 'ses:FromAddress': 'orders@example.com' } };
    return {
      kind: 'role',
      accountId: '123456789012',
      arn: 'arn:aws:iam::123456789012:role/sender-role',
      policies: () => [{ Statement: [{ Effect: 'Allow', Action, Resource, Condition }] }],
    };
  }

  async function sendAs(principal: Principal, changes: Partial<SendEmailCommandInput> = {}) {
    await using cloud = await sesCloud({}, { principalOf: () => principal });
    await cloud.client.send(new SendEmailCommand({ ...mail(), ...changes }));
    return cloud.ses.inbox.list({ limit: 1 })[0];
  }

  test('a role that may use the identity and the configuration set, under its name', async () => {
    await using cloud = await sesCloud({}, { principalOf: () => role([identity, set]) });
    const { MessageId } = await cloud.client.send(new SendEmailCommand(mail()));
    expect(await cloud.ses.inbox.get(MessageId!)).toMatchObject({ caller: 'sender-role' });
  });

  test('not a role without the configuration set', async () => {
    await expect(sendAs(role([identity]))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(set),
    });
  });

  test('not a role without the identity', async () => {
    await expect(sendAs(role([set]))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('not from another address than the condition names', async () => {
    const sending = sendAs(role([identity, set]), { FromEmailAddress: 'other@example.com' });
    await expect(sending).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test.each([
    ['the recipient’s address', 'jane@example.net', 'jane@example.net'],
    ['the recipient’s domain', 'example.net', 'jane@example.net'],
  ])('not a role without the identity of %s, where the account has one', async (_what, name, to) => {
    const declared = `arn:aws:ses:us-east-1:123456789012:identity/${name}`;
    const send = async (Resource: string[]) => {
      await using cloud = await sesCloud({}, { principalOf: () => role(Resource) });
      await sesResources(cloud.ses)[0]!.create(resource('AWS::SES::EmailIdentity', { EmailIdentity: name }));
      return await cloud.client.send(new SendEmailCommand(mail({ to })));
    };
    await expect(send([identity, set])).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(declared),
    });
    await expect(send([identity.replace('example.com', '*'), set])).resolves.toHaveProperty('MessageId');
  });

  test('a raw message needs another permission', async () => {
    const Data = Buffer.from('From: orders@example.com\r\nTo: jane@example.net\r\nSubject: Hi\r\n\r\nHello');
    const raw = { Content: { Raw: { Data } }, Destination: undefined };
    await expect(sendAs(role([identity, set]), raw)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(await sendAs(role([identity, set], 'ses:SendRawEmail'), raw)).toMatchObject({ subject: 'Hi' });
  });
});

describe('the sandbox', () => {
  test('refuses a recipient who is not verified', async () => {
    await using cloud = await sesCloud({ productionAccess: false });
    await expect(
      cloud.client.send(new SendEmailCommand(mail({ to: 'jane@example.net' }))),
    ).rejects.toMatchObject({
      name: 'MessageRejected',
      message: expect.stringMatching(/failed the check in region US-EAST-1: jane@example.net$/),
    });
  });

  test.each(['jane@example.com', 'success@simulator.amazonses.com'])('takes %s', async (to) => {
    await using cloud = await sesCloud({ productionAccess: false });
    const { MessageId } = await cloud.client.send(new SendEmailCommand(mail({ to })));
    expect(MessageId).toBeDefined();
  });
});

describe('a raw message', () => {
  test('brings its own sender, recipients, subject and headers', async () => {
    await using cloud = await sesCloud();
    const Data = Buffer.from(
      'From: Shop <orders@example.com>\r\nTo: Jane <jane@example.net>\r\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\nX-Own: 1\r\n\r\nHello',
    );
    const { MessageId } = await cloud.client.send(
      new SendEmailCommand({ Content: { Raw: { Data } }, ConfigurationSetName: SET }),
    );
    await cloud.world.timers.advance(1_000);
    const [send] = cloud.topics.events();
    expect(send.mail).toMatchObject({
      destination: [expect.stringContaining('jane@example.net')],
      commonHeaders: { subject: 'Grüße' },
      tags: { 'ses:operation': ['SendRawEmail'] },
      headers: expect.arrayContaining([{ name: 'X-Own', value: '1' }]),
    });
    expect(await cloud.ses.inbox.get(MessageId!)).toMatchObject({ text: 'Hello\n' });
    expect((await cloud.ses.inbox.raw(MessageId!))?.equals(Data)).toBe(true);
  });
});
