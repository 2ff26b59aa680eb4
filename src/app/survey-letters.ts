import { lookAtLetters } from './dead-letters.ts';
import {
  DEAD_LETTER_QUEUES,
  type DeadLetter,
  type DeadLetterQueue,
  type DeadLetters,
} from './operator-ports.ts';
import { answerOf } from './unavailable.ts';

/** The dead letters of one queue, as far as they were looked at. */
export interface QueueOfLetters {
  readonly queue: DeadLetterQueue;
  readonly letters: readonly DeadLetter[];
  /** All that are there, those included that somebody has in hand. Approximate. */
  readonly count: number;
}

/** Looks into every queue, at most `limit` messages each. They stay there. Throws `Unavailable` where SQS does not answer. */
export function surveyLetters(letters: DeadLetters, limit: number): Promise<readonly QueueOfLetters[]> {
  return Promise.all(
    DEAD_LETTER_QUEUES.map(async (queue) => {
      const { waiting, held } = await answerOf('the dead-letter queue', letters.depth(queue));
      const found = await lookAtLetters(queue, limit, letters);
      return { queue, letters: found, count: Math.max(waiting + held, found.length) };
    }),
  );
}
