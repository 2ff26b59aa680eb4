import { describe, expect, test } from 'vitest';
import { MESSAGE_KEYS } from '#contract/message-keys.ts';
import type { OrderEventInput } from '#contract/order-event.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { languageFor, languages } from '#email/messages/catalog.ts';
import { renderEmail } from '#email/render-email.ts';
import { asType, inLanguage, SAMPLE_BRANDS, SAMPLES } from '#email/samples.ts';
import { columnsOf } from '#email/text/plain-text.ts';
import { attributes, visibleText } from './markup.ts';
import { checked } from './orders.ts';

const samples: readonly (readonly [string, OrderEventInput])[] = Object.entries(SAMPLES).flatMap(
  ([name, sample]) =>
    EMAIL_TYPES.map((emailType) => [`${name} as ${emailType}`, asType(sample, emailType)] as const),
);

const placeholders = new Set(Object.values(MESSAGE_KEYS).flatMap(({ placeholders }) => placeholders));
const unresolved = new RegExp(`\\{(?:${[...placeholders].join('|')})\\}|undefined|\\[object|NaN`, 'g');

/** English messages of several words. */
const englishSentences = Object.values(languageFor('en').messages).filter(
  (message): message is string => typeof message === 'string' && / /.test(message) && !message.includes('{'),
);

describe.each(languages.map(({ tag, direction }) => ({ tag, direction })))('$tag', ({ tag, direction }) => {
  test('says every sample of every type', () => {
    for (const [name, sample] of samples) {
      const mail = renderEmail(checked(inLanguage(sample, tag)), SAMPLE_BRANDS)!;
      const shown = [mail.subject, mail.text, ...visibleText(mail.html)].join('\n');
      const given = JSON.stringify(sample);

      expect(attributes(mail.html, 'lang')[0], name).toBe(tag);
      expect(attributes(mail.html, 'dir')[0], name).toBe(direction);
      const left = (shown.match(unresolved) ?? []).filter((piece) => !given.includes(piece));
      expect(left, name).toEqual([]);
      const inEnglish = englishSentences.filter((sentence) => shown.includes(sentence));
      if (tag !== 'en') expect(inEnglish, name).toEqual([]);
    }
  });

  test('keeps the sentences of the text part within a narrow window', () => {
    for (const emailType of EMAIL_TYPES) {
      const order = checked(inLanguage(asType(SAMPLES.complete, emailType), tag));
      const { text } = renderEmail(order, SAMPLE_BRANDS)!;
      const tooWide = text.split('\n').filter((line) => columnsOf(line) > 78);
      expect(tooWide, emailType).toEqual([]);
    }
  });
});

test('from right to left an item says its count and its price on lines of their own', () => {
  const { text } = renderEmail(checked(inLanguage(SAMPLES.arabic, 'ar')), SAMPLE_BRANDS)!;
  const lines = text.split('\n').map((line) => line.replaceAll(/[\u2066-\u2069]/g, ''));
  const count = lines.findIndex((line) => line.startsWith('  الكمية: '));
  expect(lines[count]).toMatch(/^ {2}الكمية: \p{Nd}+$/u);
  expect(lines[count + 1]).toMatch(/\p{Nd}.*د\.ك\.\u200f$/u);
});

const UNDATED = { estimatedDelivery: undefined, estimatedDeliveryUntil: undefined };

test('no language says of a part of an order that the order was shipped', () => {
  const { shipment } = SAMPLES.partialShipment;
  const undated = { ...shipment!, ...UNDATED };
  for (const { tag, messages } of languages) {
    for (const [key, partial] of [
      ['shipped.preheaderPartialExpected', shipment],
      ['shipped.preheaderPartial', undated],
    ] as const) {
      const order = checked({ ...inLanguage(SAMPLES.partialShipment, tag), shipment: partial });
      const { html } = renderEmail({ ...order, ...UNDATED }, SAMPLE_BRANDS)!;
      const preheader = visibleText(html).slice(1, 6).join(' ');
      for (const piece of messages[key].split(/\{\w+\}/))
        expect(preheader, `${tag} ${key}`).toContain(piece.trim());
    }
  }
});
