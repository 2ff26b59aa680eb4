/** A colour as `#rrggbb`. */
export type Colour = string;

/** The mails' own colours, where a brand names none. */
export const COLOURS = {
  background: '#f4f4f2',
  card: '#ffffff',
  text: '#1c1c1a',
  muted: '#6b6b66',
  line: '#e7e7e3',
} as const;

/** The same in dark mode. */
export const DARK_COLOURS = {
  background: '#111110',
  card: '#1c1c1b',
  text: '#f2f2ef',
  muted: '#a6a6a0',
  line: '#363634',
} as const;

/** WCAG 2.2, success criterion 1.4.3 (AA), for text of any size. */
export const READABLE = 4.5;

/** The contrast ratio of two colours as WCAG 2.2 defines it: 1 for equal ones, 21 for black on white. */
export function contrast(one: Colour, other: Colour): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** Relative luminance, from 0 (black) to 1 (white). */
function luminance(colour: Colour): number {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;

/** What can be read on a colour: white or the mails' own dark, whichever stands out more. */
export const textOn = (colour: Colour): Colour =>
  contrast(colour, COLOURS.card) >= contrast(colour, COLOURS.text) ? COLOURS.card : COLOURS.text;
