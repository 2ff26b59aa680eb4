import { html } from 'hono/html';
import type { Markup } from './page.ts';

/** A point in time, to the second. Text that is no time is shown as it is. */
export function moment(iso: string): Markup {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return html`${iso}`;
  const utc = date.toISOString();
  return html`<time datetime="${utc}">${utc.slice(0, 10)} ${utc.slice(11, 16)}<span class="seconds">${utc.slice(16, 19)}</span> UTC</time>`;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A span of time with its two largest units, such as `3 min 20 s`; below a minute to the hundredth of a second. */
export function duration(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(2)} s`;
  const first = UNITS.findIndex(([, size]) => milliseconds >= size);
  const [unit, size] = UNITS[first]!;
  const [nextUnit, nextSize] = UNITS[first + 1]!;
  const whole = Math.floor(milliseconds / size);
  const rest = Math.floor((milliseconds % size) / nextSize);
  return `${whole} ${unit}${rest > 0 ? ` ${rest} ${nextUnit}` : ''}`;
}
