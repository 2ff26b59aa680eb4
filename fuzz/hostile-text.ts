import fc from 'fast-check';

/**
 * Stands in everything that is planted: in each personal value, and in each piece of markup. Wherever it comes out again as a tag,
 * as an attribute, in a log or in an error, something was let through.
 */
export const MARK = 'zq9';

/** What breaks out of markup, if it is not escaped. */
const MARKUP = [
  `<${MARK}>`,
  `"><${MARK} ${MARK}=1>`,
  `' ${MARK}='`,
  `" ${MARK}="`,
  `</script><${MARK}>`,
  `</title><${MARK}>`,
  `</style><${MARK}>`,
  `--><${MARK}>`,
  `]]><${MARK}/>`,
  `<img src=x onerror=${MARK}()>`,
  `&lt;${MARK}&gt;`,
  `javascript:${MARK}()`,
  `\u2028</script><${MARK}>\u2029`,
];

/** What breaks out of a header or a line. */
const LINES = [
  `${MARK}\r\nBcc: ${MARK}@evil.example.com`,
  `${MARK}\nX-${MARK}: 1\n\n<${MARK}>`,
  `${MARK}\r\r\n`,
  `${MARK}@example.com, ${MARK}2@evil.example.com`,
  `${MARK}@example.com\u0000.evil.example.com`,
  `"${MARK}" <${MARK}@evil.example.com>`,
  `=?utf-8?q?${MARK}=0d=0aBcc:_x@evil.example.com?=`,
  `${MARK}\u0085\u2028${MARK}`,
];

/** What templates, formats, shells, paths and databases read something into. */
const LANGUAGES = [
  `{{${MARK}}}`,
  `\${${MARK}}`,
  `{customerName}{shop}{${MARK}}`,
  `%s%n%x${MARK}`,
  `'; DROP TABLE ${MARK}; --`,
  `$(touch ${MARK})`,
  `../../../etc/${MARK}`,
  `..%2f..%2f${MARK}`,
  `%00${MARK}`,
  `http://169.254.169.254/${MARK}`,
  `https://${MARK}@example.com`,
  `https://example.com/${MARK}"><${MARK}>`,
  `data:text/html,<${MARK}>`,
];

/** Names that every object has. */
const PROTOTYPE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];

/** What Unicode makes look like, turn round, or be, something else. */
const UNICODE = [
  `\u202e${MARK}\u2066`,
  `${MARK}\ud800`,
  `\udfff${MARK}`,
  `\u0430\u0440\u0440\u04cf\u0435 ${MARK}`,
  `\ufeff${MARK}`,
  `${MARK}\u200b\u200d\u00ad`,
  `Z\u0351\u036b\u0343\u036a\u0302${MARK}`,
  `\u{e0041}\u{e007f}${MARK}`,
  `${MARK}\ufffe\uffff`,
  `\u212a\u0130\ufb03\u1e9e${MARK}`,
  '\u0000',
  `${MARK}\u0007\u001b[31m`,
  `\u007f\u009f${MARK}`,
];

/** What is nothing, or only looks like something. */
const NEARLY_NOTHING = [
  '',
  ' ',
  '\u00a0',
  '\u3164',
  '.',
  '..',
  '#',
  '0',
  '-0',
  'NaN',
  'null',
  'undefined',
  'true',
  '[object Object]',
];

/** Around every limit of the contracts, and far beyond. */
const LENGTHS = [36, 37, 64, 65, 128, 129, 200, 201, 254, 255, 500, 501, 2_000, 2_001, 10_000, 100_000];

/** What patterns with nested repetition take for ever to refuse, and what else is long. */
const UNITS = [
  'a',
  `${MARK} `,
  '@',
  'a@',
  'a.',
  '.',
  ' ',
  '\t',
  '<',
  '&',
  '9',
  '1,',
  '-',
  '/',
  '漢',
  '😀',
  '\u202e',
  '\n',
  '%',
  '"',
  '{',
];

const long = fc
  .tuple(
    fc.constantFrom(...UNITS),
    fc.constantFrom(...LENGTHS),
    fc.constantFrom('', MARK, '!', '@example.com'),
  )
  .map(
    ([unit, length, end]) =>
      unit.repeat(Math.ceil(length / unit.length)).slice(0, Math.max(0, length - end.length)) + end,
  );

const short = fc.constantFrom(
  ...MARKUP,
  ...LINES,
  ...LANGUAGES,
  ...PROTOTYPE_KEYS,
  ...UNICODE,
  ...NEARLY_NOTHING,
);

/** Any code units: halves of surrogate pairs too. Most in the first 256, where what means something is. */
const anything = fc.string({
  unit: fc.oneof(fc.nat({ max: 0xff }), fc.nat({ max: 0xffff })).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});

/** Text that somebody means harm with, or that nobody thought of. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: short },
  { weight: 2, arbitrary: fc.array(short, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: long },
  { weight: 2, arbitrary: anything },
);

/** Text that may be a key. */
export const hostileKey: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PROTOTYPE_KEYS) },
  { weight: 1, arbitrary: hostileText },
);
