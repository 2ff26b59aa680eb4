import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveConsole } from '#console/serve.ts';
import { trackingItem } from '../support/builders.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';
import {
  type ConsoleWorld,
  consoleUnderTest,
  deliveredEmail,
  inboxMail,
  NO_FAULTS,
} from './console-fixture.ts';

const ORDER = '/orders/ORDER123456';
const MAIL = '/inbox/0100-message-1';

describe.skipIf(!hasChromium('the console'))('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** A served console with a page open on it, and all that the browser complained of. */
  async function openConsole(world: Partial<ConsoleWorld> = {}, options: BrowserContextOptions = {}) {
    const parts = consoleUnderTest(world);
    const served = await serveConsole(parts.app, { host: '127.0.0.1', port: 0 });
    const origin = `http://127.0.0.1:${served.port}`;
    const context = await browser.newContext({ baseURL: origin, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== origin) complaints.push(`Request to ${request.url()}`);
    });
    return {
      ...parts,
      page,
      context,
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
  ] as const)('every page keeps its own policy and fits, %s at %i px', async (colorScheme, width) => {
    const longId = 'X'.repeat(128);
    await using opened = await openConsole(
      { emails: [deliveredEmail(), deliveredEmail({ orderId: longId })], mails: [inboxMail()] },
      { colorScheme, viewport: { width, height: 800 } },
    );
    const { page, complaints } = opened;
    const views = ['', '/text', '/headers'].map((view) => `${MAIL}${view}`);
    for (const path of ['/', ORDER, `/orders/${longId}`, '/inbox', ...views, '/faults', '/cost']) {
      await page.goto(path);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(width);
    }
    expect(complaints).toEqual([]);
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background).toBe(colorScheme === 'dark' ? 'rgb(19, 19, 18)' : 'rgb(245, 245, 243)');
  });

  test('an order’s page turns DELIVERED by itself, without a reload', async () => {
    await using opened = await openConsole();
    const { page, world, complaints } = opened;
    await page.goto(ORDER);
    await page.evaluate('window.sameDocument = true');
    world.emails = [trackingItem({ status: 'SENT', sendState: 'ACCEPTED' })];
    await page.locator('.status', { hasText: 'SENT' }).waitFor();
    world.emails = [deliveredEmail()];
    await page.locator('.status', { hasText: 'DELIVERED' }).waitFor();
    expect(await page.title()).toBe('DELIVERED · ORDER123456 · Ordermail');
    expect(await page.locator('#summary').textContent()).toContain('has taken it');
    expect(await page.locator('[data-live]').count()).toBe(0);
    expect(await page.evaluate('window.sameDocument')).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('a live page says when the console does not answer, and goes on when it does again', async () => {
    await using opened = await openConsole();
    const { page, world } = opened;
    await page.goto(ORDER);
    await page.route('**/orders/*', (route) => route.abort());
    await page.getByText('not up to date').waitFor();
    await page.unroute('**/orders/*');
    world.emails = [deliveredEmail()];
    await page.locator('.status', { hasText: 'DELIVERED' }).waitFor();
    expect(await page.locator('#stale').isVisible()).toBe(false);
  });

  test('the keyboard reaches the content first and publishes a sample', async () => {
    await using opened = await openConsole();
    const { page, world } = opened;
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Publish a sample order');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/orders/SAMPLE-7F3AC0DE');
    expect(world.published).toHaveLength(1);
  });

  test('the keyboard switches a fault on, and all of them off', async () => {
    await using opened = await openConsole();
    const { page, world, complaints } = opened;
    await page.goto('/faults');
    await page.getByRole('combobox', { name: 'Reply lost' }).focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'Apply' }).press('Enter');
    await page.getByText('One fault is on.').waitFor();
    expect(world.faults.calls).toMatchObject([{ service: 'ses', action: 'SendEmail', replyLost: 1 }]);
    await page.getByRole('button', { name: 'All off' }).press('Enter');
    await page.getByText('Nothing goes wrong').waitFor();
    expect(world.faults).toEqual(NO_FAULTS);
    expect(complaints).toEqual([]);
  });

  const focused = (page: Page) => page.evaluate('document.activeElement.textContent');

  test('a mail’s scripts do not run, and it cannot leave its frame', async () => {
    const html = `<!doctype html><html><head></head><body><p id="mark">untouched</p>
      <script>document.getElementById('mark').textContent = 'script'; top.location = 'about:blank'</script>
      <img src="data:," onerror="document.getElementById('mark').textContent = 'handler'">
      <form action="/orders/sample" method="post" target="_top"><button>Win</button></form></body></html>`;
    await using opened = await openConsole({ mails: [inboxMail({ html })] });
    const { page, world } = opened;
    await page.goto(MAIL);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button').click();
    expect(await frame.locator('#mark').textContent()).toBe('untouched');
    expect(new URL(page.url()).pathname).toBe(MAIL);
    expect(world.published).toEqual([]);
  });

  test('the mail’s HTML runs no script either when it is opened by itself', async () => {
    const html =
      '<p id="mark">untouched</p><script>document.getElementById("mark").textContent = "ran"</script>';
    await using opened = await openConsole({ mails: [inboxMail({ html })] });
    await opened.page.goto(`${MAIL}/document`);
    expect(await opened.page.locator('#mark').textContent()).toBe('untouched');
  });

  test('a link in a mail opens a new tab', async () => {
    const html = '<html><head></head><body><a href="/nowhere">Your order</a></body></html>';
    await using opened = await openConsole({ mails: [inboxMail({ html })] });
    await opened.page.goto(MAIL);
    const opening = opened.context.waitForEvent('page');
    await opened.page.frameLocator('iframe').getByRole('link').click();
    const tab = await opening;
    await tab.waitForURL('**/nowhere');
    expect(new URL(opened.page.url()).pathname).toBe(MAIL);
  });

  test('on a narrow screen the text of a mail scrolls sideways', async () => {
    await using opened = await openConsole(
      { mails: [inboxMail({ text: `Total ${' '.repeat(80)} $1.00` })] },
      { viewport: { width: 375, height: 800 } },
    );
    await opened.page.goto(`${MAIL}/text`);
    await opened.page.locator('pre.text').focus();
    await opened.page.keyboard.press('ArrowRight');
    await opened.page.waitForFunction('document.querySelector("pre.text").scrollLeft > 0');
  });

  test('the publish command is copied whole', async () => {
    await using opened = await openConsole({}, { permissions: ['clipboard-read', 'clipboard-write'] });
    await opened.page.goto('/');
    await opened.page.getByRole('button', { name: 'Copy' }).click();
    await opened.page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await opened.page.evaluate('navigator.clipboard.readText()')).toBe(
      await opened.page.locator('.command code').textContent(),
    );
  });
});
