import { expect, test } from 'vitest';
import { body, consoleUnderTest, inboxMail } from './console-fixture.ts';

const MAIL = '/inbox/0100-message-1';

test('the inbox lists mails in pages', async () => {
  const mails = Array.from({ length: 30 }, (_, index) =>
    inboxMail({ seq: 30 - index, messageId: `mail-${30 - index}`, subject: `Order ${30 - index}` }),
  );
  const { app } = consoleUnderTest({ mails });
  const first = await body(app, '/inbox');
  expect(first).toContain('30 mails');
  expect(subjects(first)).toEqual(mails.slice(0, 25).map(({ subject }) => subject));
  const older = /<a rel="next" href="([^"]*)">/.exec(first)![1]!;
  const second = await body(app, older);
  expect(subjects(second)).toEqual(mails.slice(25).map(({ subject }) => subject));
  expect(second).not.toContain('rel="next"');
  expect(second).toContain('<a href="/inbox">Newest</a>');
});

const subjects = (page: string) =>
  [...page.matchAll(/scope="row"[^>]*><a [^>]*>([^<]*)</g)].map(([, text]) => text);

test.each(['', '-1', '1e3', 'x', '9'.repeat(20)])(
  'the cursor %j, which no page gives, shows the first page',
  async (before) => {
    const { app } = consoleUnderTest({ mails: [inboxMail()] });
    expect(subjects(await body(app, `/inbox?before=${before}`))).toHaveLength(1);
  },
);

test('an empty inbox says how to fill it', async () => {
  expect(await body(consoleUnderTest().app, '/inbox')).toContain('No mails yet');
  expect(await body(consoleUnderTest().app, '/inbox?before=1')).toContain('No older mails');
});

test('a mail has its HTML in a sandboxed frame, and the other views beside it', async () => {
  const { app } = consoleUnderTest({ mails: [inboxMail()] });
  const page = await body(app, MAIL);
  expect(page).toMatch(/<iframe[^>]* src="\/inbox\/0100-message-1\/document" sandbox="allow-popups[^"]*"/);
  expect(page).not.toContain('<p>Thank you</p>');
  expect(page).toContain('<a href="/orders/ORDER123456">ORDER123456</a>');
  expect(await body(app, `${MAIL}/text`)).toContain('>Thank you</pre>');
  expect(await body(app, `${MAIL}/headers`)).toContain('<th scope="row">Subject</th>');
  expect(await body(app, `${MAIL}/tags`)).toContain('<th scope="row">attempt</th><td>1</td>');
});

test('the mail’s HTML is served for the frame alone, without scripts, and its links open elsewhere', async () => {
  const { app } = consoleUnderTest({ mails: [inboxMail()] });
  const response = await app.request(`${MAIL}/document`);
  const policy = response.headers.get('content-security-policy')!.split('; ');
  expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain('img-src data: https:');
  expect(policy.filter((directive) => directive.startsWith('script-src'))).toEqual([]);
  expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).toBe(
    '<!doctype html><html><head><base target="_blank"><title>Order</title></head><body><p>Thank you</p></body></html>',
  );
});

test('the source comes as a file', async () => {
  const { app } = consoleUnderTest({ mails: [inboxMail()] });
  const response = await app.request(`${MAIL}/source`);
  expect(response.headers.get('content-type')).toBe('message/rfc822');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="mail.eml"');
  expect(await response.text()).toBe('Subject: hello\r\n\r\nHello');
});

test('a mail without one of its parts points to the other', async () => {
  const { html, text, ...bare } = inboxMail();
  const textOnly = consoleUnderTest({ mails: [{ ...bare, text: text! }] });
  expect(await body(textOnly.app, MAIL)).toContain('no HTML part');
  expect((await textOnly.app.request(`${MAIL}/document`)).status).toBe(404);
  const htmlOnly = consoleUnderTest({ mails: [{ ...bare, html: html! }] });
  expect(await body(htmlOnly.app, `${MAIL}/text`)).toContain('no text part');
});

test('a mail that is not ours has no order, whatever its tag says', async () => {
  for (const emailId of ['', 'not base64 at all!', 'AAAA']) {
    const { app } = consoleUnderTest({ mails: [inboxMail({ tags: { emailId } })] });
    const response = await app.request(MAIL);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('href="/orders/');
  }
});

test.each(['', '/text', '/headers', '/tags', '/document', '/source'])(
  'an unknown mail’s %s is a 404',
  async (view) => {
    const response = await consoleUnderTest().app.request(`/inbox/unknown${view}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('No such mail');
  },
);

test('without an inbox there is no page and no link', async () => {
  const { app } = consoleUnderTest({}, { inbox: undefined });
  expect((await app.request('/inbox')).status).toBe(404);
  expect(await body(app, '/')).not.toContain('href="/inbox"');
});
