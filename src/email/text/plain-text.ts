import type { Words } from '../messages/words.ts';

/** How a language sets its lines. */
type Setting = Pick<Words, 'direction' | 'colon'>;

/** Columns in a line of the text part: narrow enough for every client, even when quoted in an answer. */
const WIDTH = 64;

export const RULE = '-'.repeat(WIDTH);

/** Scripts whose characters take two columns. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u30ff\uff01-\uff60\uffe0-\uffe6]/gu;

/** They take no column of their own. */
const UNSEEN = /[\p{M}\u200b-\u200f\u2066-\u2069\u061c]/gu;

/** How many columns a text takes where every character has the same width. */
export function columnsOf(text: string): number {
  // Most text is Latin.
  if (/^[ -~]*$/.test(text)) return text.length;
  const seen = text.replace(UNSEEN, '');
  return [...seen].length + (seen.match(WIDE)?.length ?? 0);
}

/** A heading that stands out without any formatting. */
export const heading = (text: string) => `${text}\n${'='.repeat(Math.min(WIDTH, columnsOf(text)))}`;

/**
 * Text at the left, an amount at the right edge; the amount on a line of its own when both do not fit. From right to left
 * nothing can be lined up by spaces, since each line's direction is the reader's program's choice: there a colon stands between.
 */
export function columns(left: string, right: string, { direction, colon }: Setting): string {
  if (direction === 'rtl') return left + colon + right;
  const gap = WIDTH - columnsOf(left) - columnsOf(right);
  return gap >= 2
    ? left + ' '.repeat(gap) + right
    : `${left}\n${' '.repeat(Math.max(0, WIDTH - columnsOf(right)))}${right}`;
}

/** Labels at the left, values below each other. */
export function table(rows: readonly (readonly [string, string])[], { direction, colon }: Setting): string {
  if (direction === 'rtl') return rows.map(([label, value]) => label + colon + value).join('\n');
  const width = Math.max(...rows.map(([label]) => columnsOf(label))) + 3;
  return rows.map(([label, value]) => label + ' '.repeat(width - columnsOf(label)) + value).join('\n');
}

/** Chinese and Japanese signs that may not begin a line, and those that may not end one. */
const CLOSING = '、。，．！？：；）】」』〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ';
const OPENING = '（【「『〈《';

const BREAKABLE = '[\\p{Script=Han}\\u3000-\\u30ff\\uff01-\\uff60]';

/** Where a line may end: after a space, and before or after any Chinese or Japanese character, which know no spaces. */
const BREAK = new RegExp(
  `(?<= )|(?<![${OPENING}])(?:(?<=${BREAKABLE})|(?=${BREAKABLE}))(?![${CLOSING} ])`,
  'u',
);

/** Breaks a sentence into lines. A word longer than a line stays whole, so that links and addresses can be used. */
export function paragraph(text: string): string {
  const lines = [''];
  for (const piece of text.split(BREAK)) {
    const line = lines.at(-1)!;
    if (line === '' || columnsOf((line + piece).trimEnd()) <= WIDTH) lines[lines.length - 1] = line + piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Paragraphs with an empty line between them; absent ones leave none. */
export const blocks = (...paragraphs: readonly (string | undefined)[]) =>
  `${paragraphs.filter((text) => text !== undefined && text !== '').join('\n\n')}\n`;
