import { expect, test } from 'vitest';
import { parseAmount } from '#domain/money.ts';
import { formatsFor } from '#email/formats.ts';
import { languageFor } from '#email/messages/catalog.ts';

/** No-break spaces as spaces, and without the marks that keep an amount's direction: they differ from one ICU to the next. */
const readable = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u200f', '');

test.each([
  ['en-US', 'USD', '$1,234.50', '12,345', 'October 8, 2024', 'October 8 – 12, 2024'],
  ['en-GB', 'GBP', '£1,234.50', '12,345', '8 October 2024', '8 – 12 October 2024'],
  ['de-DE', 'EUR', '1.234,50 €', '12.345', '8. Oktober 2024', '8.–12. Oktober 2024'],
  ['de-CH', 'CHF', "CHF 1'234.50", "12'345", '8. Oktober 2024', '8.–12. Oktober 2024'],
  ['fr-FR', 'EUR', '1 234,50 €', '12 345', '8 octobre 2024', '8–12 octobre 2024'],
  ['fr-CA', 'CAD', '1 234,50 $', '12 345', '8 octobre 2024', '8–12 octobre 2024'],
  ['es-ES', 'EUR', '1234,50 €', '12.345', '8 de octubre de 2024', '8–12 de octubre de 2024'],
  ['es-MX', 'MXN', '$1,234.50', '12,345', '8 de octubre de 2024', '8–12 de octubre de 2024'],
  ['it-IT', 'EUR', '1234,50 €', '12.345', '8 ottobre 2024', '08–12 ottobre 2024'],
  ['pt-BR', 'BRL', 'R$ 1.234,50', '12.345', '8 de outubro de 2024', '8 – 12 de outubro de 2024'],
  ['pt-PT', 'EUR', '1234,50 €', '12 345', '8 de outubro de 2024', '8–12 de outubro de 2024'],
  ['nl-NL', 'EUR', '€ 1.234,50', '12.345', '8 oktober 2024', '8–12 oktober 2024'],
  ['pl-PL', 'PLN', '1234,50 zł', '12 345', '8 października 2024', '8–12 października 2024'],
  ['sv-SE', 'SEK', '1 234,50 kr', '12 345', '8 oktober 2024', '8–12 oktober 2024'],
  ['ja-JP', 'USD', '$1,234.50', '12,345', '2024年10月8日', '2024/10/08～2024/10/12'],
  ['zh-CN', 'CNY', '¥1,234.50', '12,345', '2024年10月8日', '2024/10/8 – 2024/10/12'],
  ['ar-EG', 'EGP', '١٬٢٣٤٫٥٠ ج.م.', '١٢٬٣٤٥', '٨ أكتوبر ٢٠٢٤', '٨–١٢ أكتوبر ٢٠٢٤'],
  ['ar-AE', 'AED', '1,234.50 د.إ.', '12,345', '8 أكتوبر 2024', '8–12 أكتوبر 2024'],
  // Amounts as the customer writes them, days in the language of the words.
  ['ca-ES', 'EUR', '1.234,50 €', '12.345', '8 de octubre de 2024', '8–12 de octubre de 2024'],
  ['nb-NO', 'NOK', '1 234,50 kr', '12 345', '8 October 2024', '8–12 October 2024'],
  ['zh-TW', 'TWD', '$1,234.50', '12,345', 'October 8, 2024', 'October 8 – 12, 2024'],
])('amounts, counts and days of %s', (locale, currency, money, count, day, days) => {
  const formats = formatsFor(locale, languageFor(locale).tag, currency);
  expect(readable(formats.money(parseAmount('1234.5')))).toBe(money);
  expect(readable(formats.count(12_345))).toBe(count);
  expect(formats.day('2024-10-08')).toBe(day);
  // Some languages set the dash between thin spaces.
  expect(formats.days('2024-10-08', '2024-10-12').replaceAll('\u2009', ' ')).toBe(days);
});

test('the sign of a Latin symbol stays at its place in an amount that runs from right to left', () => {
  const inLocale = (locale: string, currency: string) =>
    formatsFor(locale, languageFor(locale).tag, currency).money(parseAmount('5'));
  expect(inLocale('ar-EG', 'USD')).toBe('\u200f٥٫٠٠\u00a0US$\u200e');
  expect(inLocale('ar-AE', 'CAD')).toBe('\u200f5.00\u00a0CA$\u200e');
  expect(inLocale('ar-EG', 'EUR')).toBe('\u200f٥٫٠٠\u00a0€');
  expect(inLocale('de-AT', 'CAD')).toBe('CA$\u00a05,00');
});
