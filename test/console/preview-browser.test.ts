import axe from 'axe-core';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPreviewSite } from '#console/preview-site.ts';
import { serveConsole } from '#console/serve.ts';
import { SAMPLE_BRANDS } from '#email/samples.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';

const RUN_AXE = `axe.run(document, { iframes: false })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 120)))`;

const PREVIEW = '/emails/potter/everything/confirmation/en';

describe.skipIf(!hasChromium('the preview'))('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** The served preview with a page on it, and all that the browser complained of. */
  async function openPreview(options: BrowserContextOptions) {
    const site = createPreviewSite(SAMPLE_BRANDS, { info: () => {}, warn: () => {}, error: () => {} });
    const served = await serveConsole(site, { host: '127.0.0.1', port: 0 });
    const baseURL = `http://127.0.0.1:${served.port}`;
    // The page's own policy lets no foreign script in, axe neither.
    const context = await browser.newContext({ baseURL, bypassCSP: true, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith('data:') && !url.startsWith(baseURL)) complaints.push(`Request to ${url}`);
    });
    return {
      page,
      complaints,
      async [Symbol.asyncDispose]() {
        await context.close();
        await served.close();
      },
    };
  }

  test.each([
    ['light', 1100],
    ['dark', 375],
  ] as const)('it fits, %s at %i px, and axe finds nothing', async (colorScheme, width) => {
    await using opened = await openPreview({ colorScheme, viewport: { width, height: 800 } });
    const { page, complaints } = opened;
    for (const path of ['/emails', PREVIEW]) {
      await page.goto(path);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(width);
      await page.addScriptTag({ content: axe.source });
      expect(await page.evaluate(RUN_AXE), path).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test('its own policy needs no exception', async () => {
    await using opened = await openPreview({ bypassCSP: false });
    await opened.page.goto(PREVIEW);
    await opened.page.frameLocator('iframe').first().getByRole('heading', { level: 1 }).waitFor();
    expect(opened.complaints).toEqual([]);
  });

  test('dark and light stand side by side, whatever the reader prefers', async () => {
    await using opened = await openPreview({ colorScheme: 'dark', viewport: { width: 1100, height: 900 } });
    const { page } = opened;
    await page.goto(PREVIEW);
    const grounds = [];
    for (const title of ['375 px, light', '375 px, dark']) {
      const card = page.frameLocator(`iframe[title="The mail at ${title}"]`).locator('td.c');
      await card.waitFor();
      grounds.push(await card.evaluate('getComputedStyle(document.querySelector("td.c")).backgroundColor'));
    }
    expect(grounds).toEqual(['rgb(255, 255, 255)', 'rgb(28, 28, 27)']);
  });

  test('the keyboard chooses another language', async () => {
    await using opened = await openPreview({});
    const { page } = opened;
    await page.goto(PREVIEW);
    await page
      .getByRole('navigation', { name: 'Language' })
      .getByRole('link', { name: 'Deutsch' })
      .press('Enter');
    await page.waitForURL('**/emails/potter/everything/confirmation/de');
    expect(await page.locator('pre.text').textContent()).toContain('Bestellnummer');
  });
});
