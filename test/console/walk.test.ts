import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#adapters/system/clock.ts';
import { systemRandomness } from '#adapters/system/randomness.ts';
import { EXIT } from '#cli/exit-codes.ts';
import { readTarget } from '#cli/global-options.ts';
import { Terminal } from '#cli/output/terminal.ts';
import { servedConsole } from '#cli/serve-console.ts';
import { openSession, type Session } from '#cli/session.ts';
import type { ServedConsole } from '#console/serve.ts';
import { resourceNames } from '#contract/names.ts';
import { startSystem } from '../e2e/system.ts';
import { orderEvent } from '../support/builders.ts';
import { hasChromium, launchChromium } from '../support/chromium.ts';

/** The console as the command line serves it, over the whole system on the local cloud. */

let system: Awaited<ReturnType<typeof startSystem>>;
let session: Session;
let served: ServedConsole;
let written = '';

beforeAll(async () => {
  system = await startSystem();
  const variables = { ORDERMAIL_PORT: new URL(system.cloud.endpointUrl).port };
  const write = (text: string) => {
    written += text;
  };
  session = openSession({
    target: readTarget({ local: true, env: 'e2e' }, variables),
    terminal: new Terminal(
      { out: write, err: write, colour: false, overwrites: false, now: Date.now },
      false,
    ),
    clock: systemClock,
    random: systemRandomness,
  });
  served = await servedConsole(session, { port: 0, allowChanges: true, by: 'anna' });
});

afterAll(async () => {
  await served?.close();
  await system?.cloud.close();
});

const origin = () => `http://127.0.0.1:${served.port}`;
const text = async (path: string) => (await fetch(`${origin()}${path}`)).text();

test('it says where it is, and what it may', () => {
  expect(written).toContain(`Console of e2e: ${origin()} · changes allowed`);
  expect(written).not.toContain('Mails are not shown');
});

test('a port that is taken, and a brand file that is none, are told with the next step', async () => {
  const taken = servedConsole(session, { port: served.port });
  await expect(taken).rejects.toMatchObject({
    exitCode: EXIT.usage,
    next: expect.stringContaining('--port'),
  });
  for (const brandFile of ['/nowhere/brands.json', import.meta.filename]) {
    const unread = servedConsole(session, { port: 0, brandFile });
    await expect(unread).rejects.toThrow('cannot be read');
  }
});

test('an environment that is not there is told before anything is served', async () => {
  const names = resourceNames('elsewhere');
  const nowhere = servedConsole({ ...session, names, environment: 'elsewhere' }, { port: 0 });
  await expect(nowhere).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('every page is made from the whole system', async () => {
  await system.publish(orderEvent({ orderId: 'PAGES-1', customerEmail: 'bounce@simulator.amazonses.com' }));
  await expect.poll(() => text('/orders/PAGES-1'), PATIENTLY).toContain('BOUNCED');
  expect(await text('/search?status=BOUNCED')).toContain('PAGES-1');
  expect(await text('/search?address=bounce@simulator.amazonses.com')).toContain('PAGES-1');
  expect(await text('/alarms')).toContain('email-dead-letters-e2e');
  expect(await text('/mail-as-sent?email=PAGES-1%23ORDER_CONFIRMATION')).toContain('Example Shop');
  await expect.poll(() => text('/'), PATIENTLY).toMatch(/<dt>Bounced<\/dt><dd>[1-9]/);
  for (const path of ['/cost', '/suppression', '/dead-letters', '/inbox', '/faults'])
    expect((await fetch(`${origin()}${path}`)).status, path).toBe(200);
});

const PATIENTLY = { timeout: 30_000 };
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RUN_AXE = `axe.run(document, { iframes: false })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 160)))`;

test.skipIf(!hasChromium('a walk through the console'))(
  'a mail arrives, another bounces and is sent to the right address, and poison is seen and redriven',
  { timeout: 180_000 },
  async () => {
    const browser = await launchChromium();
    try {
      await walk(browser);
    } finally {
      await browser.close();
    }
  },
);

async function walk(browser: Browser) {
  const page = await (await browser.newContext({ baseURL: origin() })).newPage();
  page.setDefaultTimeout(30_000);

  await page.goto('/orders/WALK-1');
  await page.evaluate('window.sameDocument = true');
  await system.publish(orderEvent({ orderId: 'WALK-1' }));
  await page.locator('.status', { hasText: 'DELIVERED' }).waitFor();
  await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
  expect(await page.evaluate('window.sameDocument')).toBe(true);

  await page.goto('/orders/WALK-2');
  await system.publish(orderEvent({ orderId: 'WALK-2', customerEmail: 'bounce@simulator.amazonses.com' }));
  await page.locator('#emails').getByText('there is no such address').waitFor();
  await page.getByRole('link', { name: /^Send again/ }).press('Enter');
  await page.getByLabel('To').fill('customer@example.com');
  await page.getByLabel('Why').fill('mistyped');
  await page.getByLabel('Why').press('Enter');
  await page.locator('.status', { hasText: 'DELIVERED' }).waitFor();
  expect(await page.title()).toBe('BOUNCED · DELIVERED · WALK-2 · Ordermail');
  await page.locator('#emails').getByText('Resend asked for by anna: mistyped').waitFor();

  await system.publish(orderEvent({ orderId: 'WALK-3', orderTotal: 'much' }));
  await seen(page, 'INVALID_FIELD');
  expect(await page.content()).not.toContain('customer@example.com');
  await page.getByRole('button', { name: /^Redrive message/ }).press('Enter');
  await page.getByText('Moved one message back.').waitFor();
  // What is wrong with it is wrong still.
  await seen(page, 'orderTotal');
}

/** Reloads the dead letters until they say so. */
async function seen(page: Page, words: string) {
  await expect
    .poll(async () => {
      await page.goto('/dead-letters');
      return await page.locator('main').innerText();
    }, PATIENTLY)
    .toContain(words);
}

test.skipIf(!hasChromium('the look of the console')).each([
  ['light', 1100],
  ['dark', 375],
] as const)(
  'it fits, %s at %i px, and axe finds nothing',
  { timeout: 180_000 },
  async (colorScheme, width) => {
    await system.publish(orderEvent({ orderId: 'LOOK-1', orderTotal: 'much' }));
    await expect.poll(() => text('/dead-letters'), PATIENTLY).toContain('LOOK-1');
    const browser = await launchChromium();
    try {
      const viewport = { width, height: 800 };
      // The page's own policy lets no foreign script in, axe neither.
      const context = await browser.newContext({ baseURL: origin(), bypassCSP: true, colorScheme, viewport });
      const page = await context.newPage();
      const email = 'email=PAGES-1%23ORDER_CONFIRMATION';
      const pages = ['/', '/orders/PAGES-1', `/resend?${email}`, '/erase?order=PAGES-1', '/dead-letters'];
      const others = [
        '/search',
        '/search?status=DELIVERED',
        '/search?status=BOUNCED',
        '/alarms',
        '/suppression',
      ];
      for (const path of [...pages, '/dead-letters/discard?queue=orders', ...others]) {
        await page.goto(path);
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(width);
        await page.addScriptTag({ path: AXE });
        expect(await page.evaluate(RUN_AXE), path).toEqual([]);
      }
    } finally {
      await browser.close();
    }
  },
);
