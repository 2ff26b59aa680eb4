import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DARK_COLOURS } from '#contract/colours.ts';
import { LANGUAGE_TAGS } from '#contract/languages.ts';
import { hasChromium, launchChromium } from '../../support/chromium.ts';
import { everyType, inColours, SAMPLE_NAMES, type Specimen, specimen } from './every-email.ts';
import {
  AMOUNTS_AFTER_NAMES,
  OVERFLOW,
  PALE_TEXTS,
  PICTURES,
  SEEN_TEXT,
  WITHOUT_STYLE_SHEETS,
} from './in-page.ts';

/** A mail is shown within the page of a mail program, which has the landmarks. */
const NOT_A_PAGE = ['landmark-one-main', 'region'];
const RUN_AXE = `axe
  .run(document, { rules: ${JSON.stringify(Object.fromEntries(NOT_A_PAGE.map((rule) => [rule, { enabled: false }])))} })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 120)))`;

const PHONE = { width: 320, height: 700 };
const DESKTOP = { width: 800, height: 700 };

describe.skipIf(!hasChromium('the mails'))('in a browser', () => {
  let browser: Browser;
  let page: Page;
  const options: BrowserContextOptions = { viewport: DESKTOP };

  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage(options);
    // No picture is ever loaded: so does many a mail program until it is told otherwise.
    await page.route(/^https:/, (route) => route.abort());
    await page.addInitScript({ content: axe.source });
    await page.goto('about:blank');
  });
  afterAll(() => browser?.close());

  async function open({ email }: Specimen, { viewport = DESKTOP, dark = false } = {}): Promise<void> {
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    if (page.viewportSize()?.width !== viewport.width) await page.setViewportSize(viewport);
    await page.setContent(email.html);
  }

  /** What is wrong with each of the mails, by name; empty where nothing is. */
  async function faults(mails: readonly Specimen[], find: (mail: Specimen) => Promise<unknown>) {
    const found: Record<string, unknown> = {};
    for (const mail of mails) {
      const wrong = await find(mail);
      if (!Array.isArray(wrong) || wrong.length > 0) found[mail.name] = wrong;
    }
    return found;
  }

  async function paleTexts(mail: Specimen): Promise<unknown[]> {
    await open(mail);
    const light = (await page.evaluate(PALE_TEXTS)) as unknown[];
    await page.emulateMedia({ colorScheme: 'dark' });
    return [...light, ...((await page.evaluate(PALE_TEXTS)) as unknown[])];
  }

  describe.each(LANGUAGE_TAGS)('%s', (language) => {
    const mails = everyType(language);

    test('axe finds nothing', async () => {
      const found = await faults(mails, async (mail) => {
        await open(mail);
        return page.evaluate(RUN_AXE);
      });
      expect(found).toEqual({});
    });

    test('all text can be told from its ground, in light and dark', async () => {
      expect(await faults(mails, paleTexts)).toEqual({});
    });

    test('every sample fits 320 px', async () => {
      const samples = SAMPLE_NAMES.map((sample) => specimen(sample, language));
      const found = await faults([...samples, ...mails], async (mail) => {
        await open(mail, { viewport: PHONE });
        return page.evaluate(OVERFLOW);
      });
      expect(found).toEqual({});
    });

    test('without its style sheet it says the same, readable, within 320 px', async () => {
      const found = await faults(mails, async (mail) => {
        await open(mail, { viewport: PHONE });
        const seen = await page.evaluate(SEEN_TEXT);
        await page.evaluate(WITHOUT_STYLE_SHEETS);
        const same = words(await page.evaluate(SEEN_TEXT)) === words(seen);
        const [pale, overflow] = [await page.evaluate(PALE_TEXTS), await page.evaluate(OVERFLOW)];
        return [...(same ? [] : ['other text']), ...(pale as unknown[]), ...(overflow as unknown[])];
      });
      expect(found).toEqual({});
    });

    test('amounts stand behind what they are for', async () => {
      await open(specimen('complete', language));
      expect(await page.evaluate(AMOUNTS_AFTER_NAMES)).toEqual([true, true, true]);
    });
  });

  test('a brand’s colours can be read too, in light and dark', async () => {
    const accents = ['#000000', '#ffffff', '#ffd400', '#767676', '#0b3d91', '#e4002b'];
    const mails = [{}, ...accents.map((accent) => ({ accent, background: '#ffffff' }))].map(inColours);
    expect(await faults(mails, paleTexts)).toEqual({});
  });

  /** As browsers write `#rrggbb`. */
  const asRgb = (colour: string) =>
    `rgb(${[1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(', ')})`;

  const words = (text: unknown) => String(text).replace(/\s+/g, ' ').trim();

  test('where pictures are off their texts stand in their places', async () => {
    await open(specimen('everything', 'en'), { viewport: PHONE });
    const pictures = (await page.evaluate(PICTURES)) as { alt: string; loaded: boolean; height: number }[];
    expect(pictures.map(({ alt }) => alt)).toEqual([
      'Potter & Daughters',
      'Stoneware mug, speckled white',
      'Washed linen napkins, set of four',
      'Olive wood serving board',
    ]);
    for (const { loaded, height } of pictures) {
      expect(loaded).toBe(false);
      expect(height).toBeGreaterThan(10);
      expect(height).toBeLessThan(80);
    }
  });

  test('in dark mode the whole mail is dark', async () => {
    await open(specimen('everything', 'en'), { dark: true });
    const ground = (selector: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).backgroundColor`);
    expect([await ground('body'), await ground('td.c')]).toEqual(
      [DARK_COLOURS.background, DARK_COLOURS.card].map(asRgb),
    );
  });
});
