import { expect, test } from 'vitest';
import { createPreviewSite } from '#console/preview-site.ts';
import { LANGUAGE_TAGS } from '#contract/languages.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { SAMPLE_BRANDS, SAMPLES } from '#email/samples.ts';
import { body, consoleUnderTest } from './console-fixture.ts';

const { app } = consoleUnderTest({}, { brands: SAMPLE_BRANDS });
const PREVIEW = '/emails/potter/everything/confirmation/en';

test('the list shows every type in every language as an inbox does', async () => {
  const list = await body(app, '/emails');
  const links = [...list.matchAll(/href="(\/emails\/[^"]+)"/g)];
  expect(links).toHaveLength(EMAIL_TYPES.length * LANGUAGE_TAGS.length);
  expect(list).toContain('>Your Example Shop order ORDER123457 is confirmed</bdi>');
  expect(list).toContain('Order ORDER123457: 4 items, $118.37 in total.');
  expect(list).toContain('<bdi lang="ar">العربية</bdi>');
});

test('a preview leads to every type, language, sample and brand', async () => {
  const page = await body(app, PREVIEW);
  const links = [...page.matchAll(/href="\/emails\/([^"]+)"/g)].map(([, link]) => link!.split('/'));
  const values = (part: number) => new Set(links.map((link) => link[part]));
  expect(values(0)).toEqual(new Set(Object.keys(SAMPLE_BRANDS.brands)));
  expect(values(1)).toEqual(new Set(Object.keys(SAMPLES)));
  expect(values(2)).toEqual(new Set(['confirmation', 'shipped', 'cancelled', 'refunded']));
  expect(values(3)).toEqual(new Set(LANGUAGE_TAGS));
  expect(page.match(/aria-current="page"/g)).toHaveLength(4 + 1);
});

test('a preview shows the mail on phones and desktop, in light and dark, and its text', async () => {
  const page = await body(app, PREVIEW);
  const frames = [
    ...page.matchAll(/<iframe class="card w(\d+)" [^>]*src="[^"]*\/([a-z-]+)" sandbox="([^"]*)"/g),
  ];
  expect(frames.map(([, width, look]) => `${width} ${look}`)).toEqual([
    '375 light',
    '375 dark',
    '320 light',
    '375 no-pictures',
    '640 light',
    '640 dark',
  ]);
  for (const [, , , sandbox] of frames) expect(sandbox).not.toMatch(/scripts|same-origin|forms/);
  expect(page).toMatch(/<pre class="card text"[^>]*>Potter &amp; Daughters\n/);
});

test('dark and light are what they say, whatever the reader prefers', async () => {
  const [light, dark] = await Promise.all(['light', 'dark'].map((look) => body(app, `${PREVIEW}/${look}`)));
  expect(light).toContain('<meta name="color-scheme" content="light">');
  expect(dark).toContain('<meta name="color-scheme" content="dark">');
  expect(light + dark!).not.toContain('prefers-color-scheme');
  expect(dark).toContain('@media (min-width:0)');
});

test('nothing is fetched for a sample', async () => {
  for (const look of ['light', 'dark', 'no-pictures']) {
    const sources = [...(await body(app, `${PREVIEW}/${look}`)).matchAll(/ src="([^"]*)"/g)];
    expect(sources.length).toBeGreaterThan(3);
    expect(sources.filter(([, source]) => !source!.startsWith('data:'))).toEqual([]);
  }
});

test('a brand’s own logo is', async () => {
  const brands = {
    default: 'shop',
    brands: { shop: { name: 'Shop', logoUrl: 'https://cdn.example.net/logo.png' } },
  };
  const own = createPreviewSite(brands, { info: () => {}, warn: () => {}, error: () => {} });
  expect(await body(own, '/emails/shop/minimal/confirmation/de/light')).toContain(
    'src="https://cdn.example.net/logo.png"',
  );
});

test('a mail is served as the foreign content that it is', async () => {
  const { headers } = await app.request(`${PREVIEW}/light`);
  expect(headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
});

test.each([
  '/emails/nobody/everything/confirmation/en',
  '/emails/__proto__/everything/confirmation/en',
  '/emails/potter/nothing/confirmation/en',
  '/emails/potter/toString/confirmation/en',
  '/emails/potter/everything/invoice/en',
  '/emails/potter/everything/confirmation/tlh',
  `${PREVIEW}/sepia`,
])('%s is no preview', async (path) => {
  const response = await app.request(path);
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('No such');
});

test('without brands there is no preview', async () => {
  const { app: bare } = consoleUnderTest({}, { brands: undefined });
  expect((await bare.request('/emails')).status).toBe(404);
  expect(await body(bare, '/')).not.toContain('href="/emails');
});

test('by itself the preview is the first page, without orders to search for', async () => {
  const site = createPreviewSite(SAMPLE_BRANDS, { info: () => {}, warn: () => {}, error: () => {} });
  const first = await site.request('/');
  expect([first.status, first.headers.get('location')]).toEqual([303, '/emails']);
  expect(await body(site, '/emails')).not.toMatch(/role="search"|href="\/inbox"/);
  expect((await site.request('/emails', { headers: { host: 'evil.example.com' } })).status).toBe(403);
});
