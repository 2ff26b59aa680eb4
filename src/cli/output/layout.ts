import { stripVTControlCharacters } from 'node:util';

/** Everything fits a terminal of this width, but for ids and addresses that are longer by themselves. */
export const WIDTH = 80;

/** Breaks a text between words; each line begins with `indent`. */
export function wrapped(text: string, indent = '', width = WIDTH): string {
  return text
    .split('\n')
    .map((line) => wrappedLine(line, indent, width))
    .join('\n');
}

function wrappedLine(text: string, indent: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((one) => `${indent}${one}`.trimEnd()).join('\n');
}

/** Columns, two spaces apart, as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Such as `2026-11-24 12:00:05`, in UTC. */
export function moment(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** `1 email`, `2 emails`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

const lengthOf = (text: string) => stripVTControlCharacters(text).length;
