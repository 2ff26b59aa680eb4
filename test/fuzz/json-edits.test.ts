import { expect, test } from 'vitest';
import { editedJson } from '../../fuzz/json-edits.ts';

test('repeats of repeats grow a document no further than every limit is passed by far', () => {
  const repeatAll = { kind: 'repeat', at: 0, times: 201 } as const;
  const text = editedJson({ note: 'x'.repeat(20) }, [repeatAll, repeatAll, repeatAll, repeatAll]);
  expect(text.length).toBeGreaterThan(2 ** 20);
  expect(text.length).toBeLessThan(2 ** 23);
});
