import { expect, test } from 'vitest';
import { editedJson } from '../../fuzz/json-edits.ts';

test('what is repeated within a document that was repeated grows in one of its copies', () => {
  const repeated = (at: number) => ({ kind: 'repeat', at, times: 201 }) as const;
  // Nothing but the innermost value is small enough to be repeated once more.
  const text = editedJson([['x'.repeat(1_000)]], [repeated(1), repeated(2), repeated(2), repeated(2)]);
  expect(text.length).toBeLessThan(2 ** 23);
});

test('repeats of repeats grow a document no further than every limit is passed by far', () => {
  const repeatAll = { kind: 'repeat', at: 0, times: 201 } as const;
  const text = editedJson({ note: 'x'.repeat(20) }, [repeatAll, repeatAll, repeatAll, repeatAll]);
  expect(text.length).toBeGreaterThan(2 ** 20);
  expect(text.length).toBeLessThan(2 ** 23);
});
