import { html } from 'hono/html';
import type { Markup } from './page.ts';

/** One bar of a chart. */
export interface Bar {
  /** What it stands for, such as `14:00`. */
  readonly label: string;
  readonly value: number;
}

const HEIGHT = 64;
const PITCH = 10;
const WIDTH = 8;
/** Something that happened is seen, however much more happened at other times. */
const LEAST = 2;

/**
 * Bars with a line at their foot. The numbers are in the title of each bar and, for whoever cannot see them, in the description:
 * the most, and when.
 */
export function barChart(title: string, bars: readonly Bar[], tone: 'plain' | 'good' | 'bad'): Markup {
  const most = Math.max(...bars.map(({ value }) => value));
  const sum = bars.reduce((total, { value }) => total + value, 0);
  const peak = bars.find(({ value }) => value === most);
  const description =
    sum === 0 ? 'none' : `${number(sum)} in all, at most ${number(most)} at ${peak!.label} UTC`;
  const width = bars.length * PITCH;
  return html`<figure class="card chart">
<figcaption>${title} <span class="minor">${sum === 0 ? 'none' : `at most ${number(most)} an hour`}</span></figcaption>
<svg class="${tone}" viewBox="0 0 ${width} ${HEIGHT + 1}" role="img" aria-label="${title}: ${description}" preserveAspectRatio="none">
${bars.map((bar, n) => barOf(bar, n, most))}<rect class="foot" x="0" y="${HEIGHT}" width="${width}" height="1"></rect>
</svg>
<div class="minor ends" aria-hidden="true"><span>${bars[0]?.label}</span><span>${bars.at(-1)?.label} UTC</span></div>
</figure>
`;
}

function barOf({ label, value }: Bar, n: number, most: number): Markup | undefined {
  if (value <= 0) return undefined;
  const height = Math.max(LEAST, Math.round((value / most) * HEIGHT * 10) / 10);
  return html`<rect x="${n * PITCH + 1}" y="${HEIGHT - height}" width="${WIDTH}" height="${height}" rx="1.5"><title>${label} UTC: ${number(value)}</title></rect>`;
}

const number = (value: number) => value.toLocaleString('en-US');
