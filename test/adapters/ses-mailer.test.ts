import dns from 'node:dns';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sendingClient } from '#adapters/aws/clients.ts';
import { sesMailer } from '#adapters/aws/ses-mailer.ts';
import { eventually } from '#test/support/eventually.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const closers: (() => void)[] = [];

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('AWS_REGION', 'us-east-1');
  // What an account's owner may set for all clients must not make this one send twice.
  vi.stubEnv('AWS_MAX_ATTEMPTS', '5');
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) close();
});

/** An SES of one answer, counting the mails it was asked to send. */
async function sesThat(answer: Answer) {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return bodies;
}

function mailer() {
  const client = sendingClient();
  closers.push(() => client.destroy());
  return sesMailer(client, {
    fromAddress: 'orders@example.com',
    configurationSet: 'email-config-set-test',
  });
}

const MAIL = {
  to: 'customer@example.com',
  fromName: 'Example Shop',
  replyTo: 'help@example.com',
  subject: 'Subject',
  html: '<p>Hello</p>',
  text: 'Hello',
  tags: { emailId: 'x' },
};

const json =
  (status: number, body: object, errorType?: string): Answer =>
  (_, response) => {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(errorType && { 'x-amzn-errortype': errorType }),
    });
    response.end(JSON.stringify(body));
  };

test('an accepted mail has its id, and carries the sender, the tags and the configuration set', async () => {
  const bodies = await sesThat(json(200, { MessageId: 'ses-message-1' }));
  expect(await mailer().send(MAIL)).toEqual({ kind: 'accepted', messageId: 'ses-message-1' });
  expect(JSON.parse(bodies[0]!)).toMatchObject({
    FromEmailAddress: '"Example Shop" <orders@example.com>',
    Destination: { ToAddresses: ['customer@example.com'] },
    ReplyToAddresses: ['help@example.com'],
    ConfigurationSetName: 'email-config-set-test',
    EmailTags: [{ Name: 'emailId', Value: 'x' }],
  });
});

test.each([
  ['"The" \\ Shop', '"\\"The\\" \\\\ Shop" <orders@example.com>'],
  ['Café', '=?UTF-8?B?Q2Fmw6k=?= <orders@example.com>'],
  [
    '職人手作りの急須と湯呑み',
    '=?UTF-8?B?6IG35Lq65omL5L2c44KK44Gu5oCl6aCI44Go5rmv5ZGR44G/?= <orders@example.com>',
  ],
])('the name %s cannot break the header', async (name, from) => {
  const bodies = await sesThat(json(200, { MessageId: 'ses-message-1' }));
  await mailer().send({ ...MAIL, fromName: name });
  expect(JSON.parse(bodies[0]!).FromEmailAddress).toBe(from);
});

test('a long name becomes several encoded words, none of which is too long or ends within a character', async () => {
  const bodies = await sesThat(json(200, { MessageId: 'ses-message-1' }));
  const fromName = `a${'😀'.repeat(31)}`;
  await mailer().send({ ...MAIL, fromName });
  const [, phrase] = /^(.*) <orders@example.com>$/.exec(JSON.parse(bodies[0]!).FromEmailAddress)!;
  const words = phrase!.split(' ');
  for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
  const texts = words.map((word) => Buffer.from(word.slice('=?UTF-8?B?'.length, -2), 'base64').toString());
  for (const text of texts) expect(text).not.toContain('\ufffd');
  expect(texts.join('')).toBe(fromName);
});

test.each<[string, Answer, string]>([
  ['a connection dropped after the mail was read', (request) => request.socket.destroy(), 'unknown'],
  ['a fault of SES', json(500, { message: 'Internal failure' }, 'InternalServiceError'), 'unknown'],
  ['a busy SES', json(503, { message: 'Service unavailable' }, 'ServiceUnavailable'), 'unknown'],
  ['a reply without an id', json(200, {}), 'unknown'],
  [
    'too many requests',
    json(429, { message: 'Maximum sending rate exceeded.' }, 'TooManyRequestsException'),
    'throttled',
  ],
  ['a rejected mail', json(400, { message: 'Bad content' }, 'MessageRejected'), 'refused'],
  ['a paused account', json(400, { message: 'Paused' }, 'SendingPausedException'), 'blocked'],
])('%s: one request, whatever comes of it', async (_, answer, kind) => {
  const bodies = await sesThat(answer);
  expect(await mailer().send(MAIL)).toMatchObject({ kind });
  expect(bodies).toHaveLength(1);
});

test('an SES that is not there was certainly not reached', async () => {
  await sesThat(json(200, {}));
  closers.splice(0).forEach((close) => {
    close();
  });
  expect(await mailer().send(MAIL)).toMatchObject({ kind: 'unreached', reason: 'ECONNREFUSED' });
});

test('an SES to which no connection comes about was certainly not reached', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // The socket goes on connecting for as long as nobody says where to.
  const lookup = vi.spyOn(dns, 'lookup').mockImplementation((() => {}) as never);
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://ses.example.com');
  try {
    const outcome = mailer().send(MAIL);
    await eventually(() => expect(lookup).toHaveBeenCalled());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await outcome).toEqual({ kind: 'unreached', reason: 'ConnectionTimeout' });
  } finally {
    lookup.mockRestore();
    vi.useRealTimers();
  }
});

test('a call that takes too long ends with its outcome unknown', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const bodies = await sesThat(() => {});
    const outcome = mailer().send(MAIL);
    await eventually(async () => {
      expect(bodies).toHaveLength(1);
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await outcome).toMatchObject({ kind: 'unknown' });
  } finally {
    vi.useRealTimers();
  }
});
