import { expect, test } from 'vitest';
import { attributes } from '../markup.ts';
import { everySampleAndType, everyTypeAndLanguage } from './every-email.ts';

/** Gmail (its list of supported CSS) and Outlook on Windows (Word's engine) both know these. */
const KNOWN_EVERYWHERE = [
  'background-color',
  'border-bottom',
  'color',
  'display',
  'font-family',
  'font-size',
  'font-weight',
  'height',
  'letter-spacing',
  'line-height',
  'margin',
  'mso-hide',
  'mso-padding-alt',
  'padding',
  'padding-left',
  'padding-right',
  'text-decoration',
  'white-space',
  'width',
];

/** Not known to all, with what their absence does. */
const DISPENSABLE = {
  'border-radius': 'corners are square',
  'max-height': 'the preheader is hidden by two other ways as well',
  'max-width': 'Outlook has a table of its own around the card',
  overflow: 'as max-height',
  'overflow-wrap': 'a word longer than a line widens the card',
  'word-break': 'as overflow-wrap',
};

/** Lay out in ways that some client does not know, load something, or compute something. */
const UNSUPPORTED = /flex|grid|absolute|fixed|sticky|url\(|var\(|calc\(|expression|@import|@font-face/;

const html = [...everyTypeAndLanguage(), ...everySampleAndType()].map(({ name, email }) => ({
  name,
  html: email.html,
}));

const declarations = (style: string) =>
  style.split(';').map((declaration) => {
    const [property, value] = declaration.split(/:(.*)/s);
    return { property: property!, value: value ?? '' };
  });

test('inline styles are those that every client knows, or that can be done without', () => {
  const allowed = new Set([...KNOWN_EVERYWHERE, ...Object.keys(DISPENSABLE)]);
  for (const mail of html) {
    const styles = new Set(attributes(mail.html, 'style'));
    const all = [...styles].flatMap(declarations);
    expect(
      all.filter(({ property, value }) => !allowed.has(property) || value === '' || UNSUPPORTED.test(value)),
      mail.name,
    ).toEqual([]);
  }
});

const styleSheets = [
  ...new Set(
    html.flatMap((mail) => [...mail.html.matchAll(/^<style>([^<]*)<\/style>/gm)].map(([, sheet]) => sheet!)),
  ),
];

test('style sheets only add dark mode and narrow screens', () => {
  expect(styleSheets.length).toBeGreaterThan(0);
  for (const sheet of styleSheets) {
    expect(sheet).not.toMatch(UNSUPPORTED);
    const queries = sheet.match(/@[^{]*/g) ?? [];
    const known = ['@media (max-width:480px)', '@media (prefers-color-scheme:dark)'];
    expect(known).toEqual(expect.arrayContaining(queries.map((query) => query.trim())));
  }
});

/** Of a longer sheet Gmail takes none. */
const GMAIL_STYLE_SHEET = 8192;

test('style sheets are short and simple enough for Gmail', () => {
  for (const sheet of styleSheets) {
    expect(sheet.length).toBeLessThan(GMAIL_STYLE_SHEET);
    const selectors = [...sheet.matchAll(/(?:^|[{}])\s*([^{}@]+)\{/g)].flatMap(([, list]) =>
      list!.split(','),
    );
    expect(selectors.filter((selector) => !/^(:root|[a-z]+|\.[a-z]( a)?)$/.test(selector.trim()))).toEqual(
      [],
    );
  }
});
