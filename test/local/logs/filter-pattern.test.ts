import { describe, expect, test } from 'vitest';
import { compileFilterPattern } from '#local/services/logs/filter-pattern.ts';

const JSON_LINE = JSON.stringify({
  level: 'ERROR',
  status: 503,
  ok: false,
  user: { id: 'u-1', mail: null },
  tags: ['a', 'b'],
});

describe('filter patterns', () => {
  test.each<[string, string, boolean]>([
    ['', 'anything', true],
    ['ERROR', 'an ERROR here', true],
    ['ERROR', 'an error here', false],
    ['ERROR timeout', 'ERROR: timeout', true],
    ['ERROR timeout', 'ERROR: other', false],
    ['"a b"', 'x a b y', true],
    ['"a b"', 'a x b', false],
    ['?ERROR ?WARN', 'WARN', true],
    ['?ERROR ?WARN', 'INFO', false],
    ['ERROR ?WARN', 'ERROR', true],
    ['ERROR -timeout', 'ERROR timeout', false],
    ['-timeout', 'fine', true],
    ['{ $.level = "ERROR" }', JSON_LINE, true],
    ['{ $.level = ERROR }', JSON_LINE, true],
    ['{ $.level != "ERROR" }', JSON_LINE, false],
    ['{ $.missing != "ERROR" }', JSON_LINE, false],
    ['{ $.level = "E*R" }', JSON_LINE, true],
    ['{ $.level = "E.R" }', JSON_LINE, false],
    ['{ $.status >= 500 && $.status < 600 }', JSON_LINE, true],
    ['{ $.status = 503 }', JSON_LINE, true],
    ['{ $.status > 503 }', JSON_LINE, false],
    ['{ $.level = "INFO" || $.status = 503 }', JSON_LINE, true],
    ['{ ($.level = "INFO" || $.status = 503) && $.ok IS TRUE }', JSON_LINE, false],
    ['{ $.ok IS FALSE }', JSON_LINE, true],
    ['{ $.user.mail IS NULL }', JSON_LINE, true],
    ['{ $.user.id = "u-1" }', JSON_LINE, true],
    ['{ $.user[\'id\'] = "u-1" }', JSON_LINE, true],
    ['{ $.tags[1] = "b" }', JSON_LINE, true],
    ['{ $.user EXISTS }', JSON_LINE, true],
    ['{ $.nobody NOT EXISTS }', JSON_LINE, true],
    ['{ $.__proto__ EXISTS }', JSON_LINE, false],
    ['{ $.level = "ERROR" }', 'level ERROR', false],
    ['{ $.level = "ERROR" }', '{"level":"ERROR"', false],
  ])('%s on %s', (pattern, line, expected) => {
    expect(compileFilterPattern(pattern)(line)).toBe(expected);
  });

  test.each(['{ $.level', '{ level = "a" }', '{ $.level ~ "a" }', '{ $.a > "b" }', '{ $.a = 1 } x'])(
    '%s cannot be read',
    (pattern) => {
      expect(() => compileFilterPattern(pattern)).toThrow(/^Invalid filter pattern/);
    },
  );

  test.each(['[a, b]', '%regex%'])('%s is not emulated', (pattern) => {
    expect(() => compileFilterPattern(pattern)).toThrow(/is not emulated/);
  });
});
