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

/** How long others do not get what one person looks at. A look that breaks off gives it back after that. */
const LOOK_SECONDS = 30;
/** Long enough to move or delete what was taken. */
const WORK_SECONDS = 120;

/** More than anybody looks through; beyond it, SQS's own redrive of all is the tool. */
export const MAX_LETTERS = 1_000;

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
): Promise<{ readonly moved: number; readonly missing: readonly string[] }> {
  await audit.record({ action: 'redrive', ...operator, target: { queue, ids } });
  if (ids === 'all') {
    const task = await answerOf(QUEUE, letters.startMove(queue));
    if (task) {
      for (;;) {
        const { moved, running, failure } = await answerOf(QUEUE, task.look());
        onProgress(moved);
        if (failure) throw new Error(`SQS stopped moving the messages: ${failure}`);
        if (!running) return { moved, missing: [] };
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
  const taken = await answerOf(QUEUE, letters.take(queue, MAX_LETTERS, WORK_SECONDS));
  const left = new Map(taken.map((letter) => [letter.id, letter]));
  const done: string[] = [];
  try {
    for (const letter of taken) {
      if (ids !== 'all' && !ids.includes(letter.id)) continue;
      if (!(await act(letter))) continue;
      done.push(letter.id);
      left.delete(letter.id);
    }
  } finally {
    await letters.release(queue, [...left.values()]);
  }
  return { done, missing: ids === 'all' ? [] : ids.filter((id) => !done.includes(id)) };
}
