import type { EventFaults } from './settings.ts';

/** Longer than any two events of a mail are apart, so that what is held back arrives after what follows it. */
const HELD_BACK_MS = 200;

/** Copies of one event are up to so far apart. */
const APART_MS = 100;

/**
 * When an event that happens `delayMs` after its mail's acceptance is published: one delay for each copy, none for a lost one.
 */
export function publicationsOf(
  { duplicate, reorder, lateMs, lost }: EventFaults,
  delayMs: number,
  random: () => number,
): readonly number[] {
  const hits = (share: number) => share > 0 && random() < share;
  if (hits(lost)) return [];
  const heldBackMs = hits(reorder) ? HELD_BACK_MS * (1 + random()) : 0;
  const first = delayMs + lateMs + heldBackMs;
  return hits(duplicate) ? [first, first + APART_MS * random()] : [first];
}
