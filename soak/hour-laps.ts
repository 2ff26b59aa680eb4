import type { Random } from '../sim/random.ts';
import type { HourOptions } from './hour-options.ts';
import type { Publication } from './hour-traffic.ts';

/** What goes wrong in a part of the hour. */
export type Trouble =
  | { readonly kind: 'kill' }
  | { readonly kind: 'restart'; readonly signal: 'SIGTERM' | 'SIGINT' }
  /** `killed`: in the middle of it the process is killed and started on the full disk. */
  | { readonly kind: 'fullDisk'; readonly killed: boolean };

/** A part of the hour: what the shop publishes in it, and what goes wrong meanwhile. */
export interface Lap {
  readonly publications: readonly Publication[];
  readonly trouble: Trouble;
  /** The trouble comes once so many of the publications are acknowledged, and so many mails have been sent since. */
  readonly afterAcknowledged: number;
  readonly afterMails: number;
  /** How long a full disk stays full, in milliseconds. */
  readonly lastsMs: number;
}

/** The last part of the hour has no trouble, so that memory can be watched: this share of the publications. */
const STEADY_SHARE = 0.35;

/** Divides the hour into a lap for each trouble, in an order that is drawn, and a steady part at its end. */
export function drawLaps(publications: readonly Publication[], options: HourOptions, random: Random) {
  const troubles = drawTroubles(options, random);
  const troubled = troubles.length === 0 ? 0 : Math.round(publications.length * (1 - STEADY_SHARE));
  const size = Math.ceil(troubled / troubles.length);
  const laps = troubles.map((trouble, n): Lap => {
    const share = publications.slice(n * size, Math.min((n + 1) * size, troubled));
    return {
      publications: share,
      trouble,
      // A disk that is full early refuses the rest of the lap's publishes.
      afterAcknowledged: random.integer(0, Math.floor(share.length / 2)),
      afterMails: random.integer(0, Math.floor(share.length / 2)),
      lastsMs: random.integer(500, 4_000),
    };
  });
  return { laps, steady: publications.slice(troubled) };
}

function drawTroubles({ kills, restarts, fullDisks }: HourOptions, random: Random): Trouble[] {
  const troubles: Trouble[] = [
    ...Array.from({ length: kills }, (): Trouble => ({ kind: 'kill' })),
    ...Array.from({ length: restarts }, (_, n): Trouble => {
      return { kind: 'restart', signal: n % 2 === 0 ? 'SIGTERM' : 'SIGINT' };
    }),
    ...Array.from({ length: fullDisks }, (_, n): Trouble => ({ kind: 'fullDisk', killed: n % 2 === 1 })),
  ];
  return troubles
    .map((trouble) => ({ trouble, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ trouble }) => trouble);
}
