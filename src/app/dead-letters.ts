import type { AuditTrail, DeadLetter, DeadLetterQueue, DeadLetters } from './operator-ports.ts';
import type { Clock } from './ports.ts';
import { answerOf } from './unavailable.ts';

export interface DeadLetterDependencies {
  readonly letters: DeadLetters;
  readonly audit: AuditTrail;
  readonly clock: Clock;
}

/** Who does it, and why. */
export interface Operator {
  readonly by: string;
  readonly why?: string;
}

/** What came of moving or deleting dead letters. */
export interface LettersDone {
  readonly done: readonly string[];
  /** Asked for by id, and not there: gone, or in somebody else's hands at this moment. */
  readonly missing: readonly string[];
}

/** What came of sending them on their way again. */
export interface LettersMoved {
  readonly moved: number;
  /** As of {@link LettersDone}. */
  readonly missing: readonly string[];
  /** Why SQS stopped before all were moved, in its own words. */
  readonly failure?: string;
}

/** How long others do not get what one person looks at. A look that breaks off gives it back after that. */
const LOOK_SECONDS = 30;
/** Long enough to move or delete what was taken. */
const WORK_SECONDS = 120;

/** More than anybody looks through at once. */
export const MAX_LETTERS = 1_000;

/** Few enough to be dealt with before others get them again, also over a slow connection. */
const AT_ONCE = 100;

const POLL_MS = 500;

/** What is among a queue's dead letters, at most `limit`. They stay there. */
export async function lookAtLetters(
  queue: DeadLetterQueue,
  limit: number,
  letters: DeadLetters,
): Promise<readonly DeadLetter[]> {
  const taken = await answerOf(QUEUE, letters.take(queue, limit, LOOK_SECONDS));
  await answerOf(QUEUE, letters.release(queue, taken));
  return taken;
}

/**
 * Sends a queue's dead letters on their way again: all, or those with the ids. Each order still becomes one mail, whatever
 * happened to it before, so this is safe at any time. Throws `Unavailable` where SQS does not answer; asking again is safe.
 */
export async function redriveLetters(
  queue: DeadLetterQueue,
  ids: readonly string[] | 'all',
  operator: Operator,
  { letters, audit, clock }: DeadLetterDependencies,
  onProgress: (moved: number) => void = () => {},
): Promise<LettersMoved> {
  await audit.record({ action: 'redrive', ...operator, target: { queue, ids } });
  if (ids === 'all') {
    const task = await answerOf(QUEUE, letters.startMove(queue));
    if (task) {
      for (;;) {
        const { moved, running, failure } = await answerOf(QUEUE, task.look());
        onProgress(moved);
        if (!running) return { moved, missing: [], ...(failure !== undefined && { failure }) };
        await clock.sleep(POLL_MS);
      }
    }
  }
  let moved = 0;
  const { missing } = await withLetters(queue, ids, letters, async (letter) => {
    await answerOf(QUEUE, letters.moveBack(queue, letter));
    moved++;
    onProgress(moved);
    return true;
  });
  return { moved, missing };
}

/** Deletes dead letters for good. Throws `Unavailable` where SQS does not answer; asking again is safe. */
export async function discardLetters(
  queue: DeadLetterQueue,
  ids: readonly string[] | 'all',
  operator: Operator,
  { letters, audit }: Omit<DeadLetterDependencies, 'clock'>,
  onProgress: (discarded: number) => void = () => {},
): Promise<LettersDone> {
  await audit.record({ action: 'discard', ...operator, target: { queue, ids } });
  let discarded = 0;
  return await withLetters(queue, ids, letters, async (letter) => {
    if ((await answerOf(QUEUE, letters.discard(queue, letter))) === 'gone') return false;
    discarded++;
    onProgress(discarded);
    return true;
  });
}

const QUEUE = 'the dead-letter queue';

/** Takes the letters, acts on the wanted ones, and gives the others back whatever happens. */
async function withLetters(
  queue: DeadLetterQueue,
  ids: readonly string[] | 'all',
  letters: DeadLetters,
  act: (letter: DeadLetter) => Promise<boolean>,
): Promise<LettersDone> {
  const left = new Map<string, DeadLetter>();
  const done: string[] = [];
  const missing = () => (ids === 'all' ? [] : ids.filter((id) => !done.includes(id)));
  try {
    for (let isLast = false; !isLast; ) {
      const taken = await answerOf(QUEUE, letters.take(queue, AT_ONCE, WORK_SECONDS));
      // One that was taken before has come back after its time: the queue has been gone through.
      isLast = taken.length < AT_ONCE || taken.every(({ id }) => left.has(id));
      for (const letter of taken) left.set(letter.id, letter);
      for (const letter of taken) {
        if (ids !== 'all' && !ids.includes(letter.id)) continue;
        if (!(await act(letter))) continue;
        done.push(letter.id);
        left.delete(letter.id);
      }
      if (ids !== 'all' && missing().length === 0) isLast = true;
    }
  } finally {
    await letters.release(queue, [...left.values()]);
  }
  return { done, missing: missing() };
}
