import { describe, expect, test } from 'vitest';
import { columns, columnsOf, heading, paragraph, table } from '#email/text/plain-text.ts';

const LTR = { direction: 'ltr', colon: ': ' } as const;
const RTL = { direction: 'rtl', colon: ': ' } as const;

describe('columns of a text', () => {
  test.each([
    ['Größe', 5],
    ['ご注文番号', 10],
    ['メール（３）ー', 14],
    ['🎁', 2],
    ['\u2068A\u2069', 1],
    ['e\u0301', 1],
  ])('%s has %i', (text, width) => {
    expect(columnsOf(text)).toBe(width);
  });

  test('amounts end at one edge, whatever the labels are written in', () => {
    for (const label of ['Total', 'Größe', '合計', '送料（税込）']) {
      expect(columnsOf(columns(label, '￥1,200', LTR))).toBe(64);
    }
  });

  test('values of a table begin below each other', () => {
    const lines = table(
      [
        ['注文', 'A'],
        ['Date', 'B'],
        ['ご注文番号', 'C'],
      ],
      LTR,
    ).split('\n');
    expect(lines.map((line) => columnsOf(line))).toEqual([14, 14, 14]);
  });

  test('a heading is underlined to its end', () => {
    expect(heading('ご注文')).toBe('ご注文\n======');
  });

  test('from right to left a colon stands where nothing can be lined up', () => {
    expect(columns('الإجمالي', '5', RTL)).toBe('الإجمالي: 5');
    expect(table([['الإجمالي', '5']], RTL)).toBe('الإجمالي: 5');
  });
});

describe('lines of a paragraph', () => {
  const lines = (text: string) => paragraph(text).split('\n');

  test('end between words', () => {
    const text = 'An order was placed. '.repeat(10).trim();
    expect(lines(text).join(' ')).toBe(text);
    expect(Math.max(...lines(text).map(columnsOf))).toBeLessThanOrEqual(64);
  });

  test('keep a link or an address whole', () => {
    const link = `https://shop.example.com/${'a'.repeat(80)}`;
    expect(lines(`See ${link} for more.`)).toEqual(['See', link, 'for more.']);
  });

  test('end anywhere in Chinese and Japanese, but for signs that belong to their neighbour', () => {
    const text = 'このご注文（番号：A-1）に関するお知らせです。'.repeat(7);
    for (let shift = 0; shift < 40; shift++) {
      const shifted = 'あ'.repeat(shift) + text;
      expect(lines(shifted).join('')).toBe(shifted);
      for (const line of lines(shifted)) {
        expect(columnsOf(line)).toBeLessThanOrEqual(64);
        expect(line).not.toMatch(/^[、。：）]|（$/);
      }
    }
  });

  test('do not end at a no-break space', () => {
    expect(lines(`${'a'.repeat(60)} w\u00a0drodze`)).toEqual(['a'.repeat(60), 'w\u00a0drodze']);
  });
});
