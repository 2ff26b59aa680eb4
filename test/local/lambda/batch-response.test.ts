import { expect, test } from 'vitest';
import { failedMessages } from '#local/services/lambda/batch-response.ts';

const failing = (...ids: unknown[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

test.each([
  ['nothing', null, []],
  ['an object without failures', {}, []],
  ['an unknown field', { done: true }, []],
  ['no failures', { batchItemFailures: null }, []],
  ['an empty list', failing(), []],
  ['one of its messages', failing('b'), ['b']],
  ['all of its messages', failing('a', 'b', 'c'), ['a', 'b', 'c']],
  ['a message of another batch', failing('a', 'x'), ['a', 'b', 'c']],
  ['an empty identifier', failing(''), ['a', 'b', 'c']],
  ['an identifier that is null', failing(null), ['a', 'b', 'c']],
  ['another key', { batchItemFailures: [{ id: 'a' }] }, ['a', 'b', 'c']],
  ['a failure that is null', { batchItemFailures: [null] }, ['a', 'b', 'c']],
  ['failures that are no list', { batchItemFailures: 'a' }, ['a', 'b', 'c']],
  ['a text', 'done', ['a', 'b', 'c']],
  ['a list', ['a'], ['a', 'b', 'c']],
])('an answer with %s', (_what, answer, failed) => {
  expect([...failedMessages(JSON.stringify(answer), ['a', 'b', 'c'])]).toEqual(failed);
});
