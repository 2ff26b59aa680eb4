import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { expect, test } from 'vitest';
import { attributes } from '../markup.ts';
import {
  everySampleAndType,
  everyTypeAndLanguage,
  SAMPLE_NAMES,
  type Specimen,
  specimen,
} from './every-email.ts';

const specimens: readonly Specimen[] = [...everyTypeAndLanguage(), ...everySampleAndType()];

/** Outlook on Windows lays out by these alone; HTML calls them deprecated, and browsers know them for ever. */
const FOR_OUTLOOK = ['align', 'cellpadding', 'cellspacing', 'valign', 'width'];

const validator = new HtmlValidate(
  new StaticConfigLoader({ root: true, extends: ['html-validate:standard'] }),
);

test('every mail is valid HTML but for what Outlook needs', async () => {
  const problems: string[] = [];
  const samples = SAMPLE_NAMES.map((sample) => specimen(sample, 'en'));
  for (const { name, email } of [...everyTypeAndLanguage(), ...samples]) {
    const { results } = await validator.validateString(email.html);
    for (const { ruleId, message, line } of results.flatMap(({ messages }) => messages)) {
      const attribute = ruleId === 'no-deprecated-attr' && /^Attribute "(\w+)"/.exec(message)?.[1];
      if (!attribute || !FOR_OUTLOOK.includes(attribute)) problems.push(`${name}: line ${line}: ${message}`);
    }
  }
  expect(problems).toEqual([]);
});

test('every link is https or opens a mail, and every picture is https', () => {
  for (const { name, email } of specimens) {
    const schemes = (attribute: string) => [
      ...new Set(attributes(email.html, attribute).map((url) => url.replace(/:.*/s, ''))),
    ];
    expect(['https', 'mailto'], name).toEqual(expect.arrayContaining(schemes('href')));
    expect(['https'], name).toEqual(expect.arrayContaining(schemes('src')));
  }
});

test('nothing is loaded but pictures, and nothing runs', () => {
  for (const { name, email } of specimens) {
    const tags = [...email.html.matchAll(/<([a-z][a-z0-9]*)[\s>]/g)].map(([, tag]) => tag);
    const active = ['link', 'iframe', 'object', 'embed', 'form', 'input', 'button', 'svg', 'video', 'base'];
    expect(
      tags.filter((tag) => active.includes(tag!)),
      name,
    ).toEqual([]);
    expect(email.html.match(/<script(?! type="application\/ld\+json">)/g), name).toBeNull();
  }
});

test('every picture says what it shows, and how wide it is', () => {
  for (const { name, email } of specimens) {
    for (const [picture] of email.html.matchAll(/<img[^>]*>/g)) {
      expect(picture, name).toMatch(/ alt="[^"]/);
      expect(picture, name).toMatch(/ width="\d+"/);
    }
  }
});

test('Gmail shows all of a hundred lines', () => {
  const { email } = specimen('hundredItems', 'en');
  expect(Buffer.byteLength(email.html)).toBeLessThanOrEqual(102_000);
  expect(email.html.match(/<img /g)!.length).toBeGreaterThanOrEqual(100);
});

test('no mail is longer than Gmail shows', () => {
  for (const { name, email } of specimens) expect(Buffer.byteLength(email.html), name).toBeLessThan(102_001);
});
