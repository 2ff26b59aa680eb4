/** Characters in a line of the text part: narrow enough for every client, even when quoted in an answer. */
const WIDTH = 64;

export const RULE = '-'.repeat(WIDTH);

/** A heading that stands out without any formatting. */
export const heading = (text: string) => `${text}\n${'='.repeat(Math.min(WIDTH, text.length))}`;

/** Text at the left, an amount at the right edge; the amount on a line of its own when both do not fit. */
export function columns(left: string, right: string): string {
  const gap = WIDTH - left.length - right.length;
  return gap >= 2 ? left + ' '.repeat(gap) + right : `${left}\n${right.padStart(WIDTH)}`;
}

/** Breaks a sentence at spaces. A word longer than a line stays whole, so that links and addresses can be used. */
export function paragraph(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Paragraphs with an empty line between them; absent ones leave none. */
export const blocks = (...paragraphs: readonly (string | undefined)[]) =>
  `${paragraphs.filter((text) => text !== undefined && text !== '').join('\n\n')}\n`;
