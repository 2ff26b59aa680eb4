import { expect, test } from 'vitest';
import { withParts } from '../../bin/security-page/parts.ts';

const PAGE = 'Before.\n\n<!-- keys -->\n\nold\n\n<!-- end keys -->\n\nAfter.\n';

test('a generated part is written between its comments, and nothing else is touched', () => {
  expect(withParts(PAGE, { keys: '$1 new' })).toBe(PAGE.replace('old', () => '$1 new'));
});

test.each(['<!-- keys -->', '<!-- end keys -->'])('a page that has lost %s is not written', (mark) => {
  expect(() => withParts(PAGE.replace(mark, ''), { keys: 'new' })).toThrow(`lost the comment ${mark}`);
});
