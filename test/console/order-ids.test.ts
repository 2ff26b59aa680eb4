import { expect, test } from 'vitest';
import { body, consoleUnderTest, deliveredEmail } from './console-fixture.ts';

/** Every character an id may have, and the ids that addresses are most likely to get wrong. */
const HOSTILE_IDS = [
  ...Array.from({ length: 0x7e - 0x20 + 1 }, (_, index) => `a${String.fromCharCode(0x20 + index)}b`),
  '.',
  '..',
  '../inbox',
  '/',
  '//evil.example.com',
  'sample',
  '%2F',
  '%',
  '%zz%41',
  'a  b',
  '"><script>alert(1)</script>',
  `it's "#1" & <b>bold</b>?id=2`,
];

test.each(HOSTILE_IDS)(
  'the order %j is found from the list, by its address and by the search',
  async (orderId) => {
    const { app } = consoleUnderTest({ emails: [deliveredEmail({ orderId })] });
    const listed = unescaped(/<th role="rowheader"[^>]*><a href="([^"]*)">/.exec(await body(app, '/'))![1]!);
    expect(await shown(await follow(app, listed))).toBe(orderId);
    expect(await shown(await follow(app, `/orders?${new URLSearchParams({ id: orderId })}`))).toBe(orderId);
  },
);

type App = ReturnType<typeof consoleUnderTest>['app'];

/** Goes where a browser would, redirects included. */
async function follow(app: App, path: string): Promise<Response> {
  const url = new URL(path, 'http://localhost');
  expect(url.host).toBe('localhost');
  const response = await app.request(url.href);
  const location = response.headers.get('location');
  return location ? await follow(app, location) : response;
}

/** The id in the title, if the order was found. */
async function shown(response: Response): Promise<string | undefined> {
  const title = /<title>DELIVERED · (.*) · Ordermail<\/title>/.exec(await response.text())?.[1];
  return title && unescaped(title);
}

const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => CHARACTERS[name]!);

const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

test('an empty search leads back', async () => {
  const response = await consoleUnderTest().app.request('/orders?id=+');
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
});
