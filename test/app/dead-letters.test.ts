import { expect, test } from 'vitest';
import { discardLetters, lookAtLetters, redriveLetters } from '#app/dead-letters.ts';
import type { AuditEntry, DeadLetter, DeadLetters } from '#app/operator-ports.ts';

const letter = (id: string): DeadLetter => ({
  ...{ id, body: '{}', sentAt: '2026-11-24T12:00:00.000Z', attributes: {}, handle: `handle-${id}` },
});

/** A queue in memory. `broken`: what fails. */
function queue(ids: readonly string[], broken: { moveBack?: string; audit?: boolean; gone?: string } = {}) {
  const waiting = new Map(ids.map((id) => [id, letter(id)]));
  const hidden = new Set<string>();
  const moved: string[] = [];
  const trail: AuditEntry[] = [];
  const letters: DeadLetters = {
    depth: async () => ({ waiting: waiting.size - hidden.size, held: hidden.size }),
    async take(_queue, limit) {
      const taken = [...waiting.values()].filter(({ id }) => !hidden.has(id)).slice(0, limit);
      for (const { id } of taken) hidden.add(id);
      return taken;
    },
    async release(_queue, released) {
      for (const { id } of released) hidden.delete(id);
    },
    async moveBack(_queue, { id }) {
      if (id === broken.moveBack) throw new Error('the connection is lost');
      waiting.delete(id);
      hidden.delete(id);
      moved.push(id);
    },
    startMove: async () => undefined,
    async discard(_queue, { id }) {
      if (id === broken.gone) return 'gone';
      hidden.delete(id);
      return waiting.delete(id) ? 'discarded' : 'gone';
    },
  };
  const audit = {
    async record(entry: AuditEntry) {
      if (broken.audit) throw new Error('the log is not there');
      trail.push(entry);
    },
  };
  const clock = { now: () => 0, sleep: async () => {} };
  return { deps: { letters, audit, clock }, letters, moved, trail, hidden, left: () => [...waiting.keys()] };
}

const anna = { by: 'anna' };

test('a look takes nothing away', async () => {
  const { letters, left, hidden } = queue(['1', '2', '3']);
  expect(await lookAtLetters('orders', 2, letters)).toHaveLength(2);
  expect({ left: left(), hidden: hidden.size }).toEqual({ left: ['1', '2', '3'], hidden: 0 });
});

test('what is named is moved, the rest stays in reach', async () => {
  const { deps, moved, left, hidden } = queue(['1', '2', '3']);
  expect(await redriveLetters('orders', ['2', '9'], anna, deps)).toEqual({ moved: 1, missing: ['9'] });
  expect({ moved, left: left(), hidden: hidden.size }).toEqual({ moved: ['2'], left: ['1', '3'], hidden: 0 });
});

test('a connection lost in the middle leaves the rest in reach, and repeating it completes it', async () => {
  const broken = { moveBack: '2' };
  const { deps, moved, left, hidden } = queue(['1', '2', '3'], broken);
  await expect(redriveLetters('orders-undelivered', 'all', anna, deps)).rejects.toThrow('did not answer');
  expect({ moved, left: left(), hidden: hidden.size }).toEqual({ moved: ['1'], left: ['2', '3'], hidden: 0 });
  broken.moveBack = 'none';
  await redriveLetters('orders-undelivered', 'all', anna, deps);
  expect({ moved, left: left() }).toEqual({ moved: ['1', '2', '3'], left: [] });
});

test('two operators at once: each message is moved by one', async () => {
  const { deps, moved } = queue(['1', '2', '3']);
  const results = await Promise.all([
    redriveLetters('orders', ['1', '2', '3'], anna, deps),
    redriveLetters('orders', ['1', '2', '3'], { by: 'ben' }, deps),
  ]);
  expect(moved.sort()).toEqual(['1', '2', '3']);
  expect(results.reduce((sum, one) => sum + one.moved, 0)).toBe(3);
});

test('what cannot be written down is not done', async () => {
  const { deps, left } = queue(['1'], { audit: true });
  await expect(discardLetters('orders', 'all', anna, deps)).rejects.toThrow('log');
  await expect(redriveLetters('orders', 'all', anna, deps)).rejects.toThrow('log');
  expect(left()).toEqual(['1']);
});

test('who discards what, and why, is written down; what is gone is reported', async () => {
  const { deps, trail } = queue(['1', '2'], { gone: '2' });
  const result = await discardLetters('orders', ['1', '2'], { by: 'anna', why: 'test orders' }, deps);
  expect(result).toEqual({ done: ['1'], missing: ['2'] });
  expect(trail).toEqual([
    { action: 'discard', by: 'anna', why: 'test orders', target: { queue: 'orders', ids: ['1', '2'] } },
  ]);
});

const many = Array.from({ length: 2_345 }, (_, n) => `${n}`);

test('all means all, however many there are', async () => {
  const discarded = queue(many);
  expect((await discardLetters('orders', 'all', anna, discarded.deps)).done).toHaveLength(many.length);
  expect(discarded.left()).toEqual([]);
  const redriven = queue(many);
  expect(await redriveLetters('orders-undelivered', 'all', anna, redriven.deps)).toMatchObject({
    moved: many.length,
  });
});

test('one is found behind any number of others, which stay in reach', async () => {
  const { deps, moved, left, hidden } = queue(many);
  expect(await redriveLetters('orders', ['2222'], anna, deps)).toEqual({ moved: 1, missing: [] });
  expect({ moved, left: left().length, hidden: hidden.size }).toEqual({
    moved: ['2222'],
    left: many.length - 1,
    hidden: 0,
  });
});

test('where SQS stops moving them, that is told with its reason and how far it came', async () => {
  const { deps } = queue(['1']);
  const look = async () => ({ moved: 3, running: false, failure: 'AccessDenied' });
  const letters = { ...deps.letters, startMove: async () => ({ look }) };
  expect(await redriveLetters('orders', 'all', anna, { ...deps, letters })).toEqual({
    ...{ moved: 3, missing: [], failure: 'AccessDenied' },
  });
});
