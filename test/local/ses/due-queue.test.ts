import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DueQueue } from '#local/services/ses/due-queue.ts';

test('hands out in order of time, and in order of arrival at the same time', () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 });
  fc.assert(
    fc.property(
      times,
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 60 }),
      (dueAts, now, limit) => {
        const queue = new DueQueue<{ dueAt: number; arrival: number }>();
        const items = dueAts.map((dueAt, arrival) => ({ dueAt, arrival }));
        for (const item of items) queue.push(item);
        const inOrder = items.toSorted((a, b) => a.dueAt - b.dueAt || a.arrival - b.arrival);
        const due = inOrder.filter(({ dueAt }) => dueAt <= now).slice(0, limit);
        expect(queue.take(now, limit)).toEqual(due);
        expect(queue.nextDueAt()).toBe(inOrder[due.length]?.dueAt);
        expect(queue.take(Number.POSITIVE_INFINITY, 100)).toEqual(inOrder.slice(due.length));
      },
    ),
  );
});
