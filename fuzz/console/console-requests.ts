import fc from 'fast-check';
import { hostileKey, hostileText } from '../hostile-text.ts';
import { SECRET } from './console-world.ts';

/** A request to the console, before it is put on a wire. */
export interface ConsoleRequest {
  /** Over a socket, byte by byte, or given to the application. */
  readonly via: 'socket' | 'application';
  readonly method: string;
  readonly target: string;
  /** `own` is the host that it is served on. */
  readonly host: string;
  /** `own` is the console's own; absent: no such header. */
  readonly origin: string | undefined;
  readonly site: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** What there is, or what looks like it. */
export const KNOWN_WORDS: readonly string[] = [
  SECRET,
  `${SECRET}#ORDER_CONFIRMATION`,
  '<b>"',
  '<b>"#ORDER_CONFIRMATION',
  ...[
    'hostile',
    'message-1',
    '0100-message-1',
    'orders',
    'feedback',
    'default',
    'en',
    'zq9@example.com',
    '..',
    '.',
  ],
];

const known = fc.constantFrom(...KNOWN_WORDS);

const word = fc.oneof({ weight: 2, arbitrary: known }, { weight: 3, arbitrary: hostileText });

const encode = (text: string) => encodeURIComponent(text.toWellFormed());

/** A word in a path or query: encoded as it should be, twice, or not at all. */
const encoded = fc
  .tuple(
    word,
    fc.constantFrom<(text: string) => string>(
      encode,
      encode,
      encode,
      (text) => encode(encode(text)),
      (text) => text.replaceAll(/[^\x21-\x7e]/g, '%'),
      (text) => encode(text).toLowerCase().replaceAll('%2f', '/'),
    ),
  )
  .map(([text, how]) => how(text));

/** Addresses to read, a word in place of each `*`. A test holds them to the console's routes, and the forms below too. */
export const PATHS: readonly string[] = [
  ...[
    '/',
    '/orders/*',
    '/orders?id=*',
    '/orders/*?await=*',
    '/resend?email=*',
    '/mail-as-sent?email=*',
    '/erase?order=*',
  ],
  ...['/dead-letters', '/dead-letters/letter?queue=*&id=*', '/dead-letters/discard?queue=*&id=*', '/alarms'],
  ...['/search?address=*', '/search?status=*&since=*', '/search?since=*&until=*', '/suppression?from=*'],
  ...[
    '/suppression/remove?address=*',
    '/inbox',
    '/inbox?before=*',
    '/inbox/*',
    '/inbox/*/document',
    '/inbox/*/source',
    '/inbox/*/text',
    '/inbox/*/headers',
    '/inbox/*/tags',
  ],
  ...[
    '/inbox/*/*',
    '/faults',
    '/cost',
    '/emails',
    '/emails/*/*/*/*',
    '/emails/*/*/*/*/*',
    '/emails/plain/everything/confirmation/*',
    '/emails/plain/everything/confirmation/*/*',
  ],
  ...['/app.css', '/console.js', '/icon.svg'],
  ...['/*', '/*/*', '/*?*=*', '/orders/sample', '/dead-letters/redrive', '/cost/again', '/faults/off'],
];

const knownPath = fc
  .tuple(fc.constantFrom(...PATHS), fc.array(encoded, { minLength: 5, maxLength: 5 }))
  .map(([path, words]) => words.reduce((filled, each) => filled.replace('*', () => each), path));

const ODD_TARGETS = [
  ...[
    '//evil.example.com',
    '///evil.example.com/',
    '/\\evil.example.com',
    '\\\\evil',
    '/orders\\..\\x',
    'orders',
    '*',
    '',
  ],
  ...[
    'http://evil.example.com/',
    'http://127.0.0.1/',
    'https://localhost/inbox',
    'evil.example.com:443',
    'file:///etc/passwd',
  ],
  ...[
    '/..',
    '/../../etc/passwd',
    '/orders/../inbox',
    '/%2e%2e/%2e%2e/etc',
    '/orders/%2e%2e%2finbox',
    '/orders/..%5c..',
  ],
  ...[
    '/%',
    '/%zz',
    '/%00',
    '/%ff%fe',
    '/orders/%E0%A4%A',
    '/orders/%',
    '/inbox/%00',
    '/app.css/',
    '/app.css%00.html',
  ],
  ...[
    '/?',
    '/?%',
    '/orders?id',
    '/orders?id=%',
    '/orders?id=a&id=b',
    '/orders?__proto__[id]=1',
    '/search?address[]=x',
    '/#x',
  ],
  ...[
    `/orders/${'a'.repeat(12_000)}`,
    `/?${'a=1&'.repeat(3_000)}`,
    `/${'../'.repeat(2_000)}`,
    '/orders/ a',
    '/orders/\tb',
  ],
];

const target = fc.oneof(
  { weight: 5, arbitrary: knownPath },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_TARGETS) },
);

/** Where its forms go. */
export const POSTS: readonly string[] = [
  ...[
    '/orders/sample',
    '/resend',
    '/erase',
    '/dead-letters/redrive',
    '/dead-letters/discard',
    '/suppression/remove',
  ],
  ...['/faults', '/faults/off', '/cost/again'],
];

const FIELDS = [
  ...[
    'email',
    'to',
    'by',
    'why',
    'reason',
    'despite-held',
    'order',
    'suppression',
    'queue',
    'id',
    'all',
    'address',
  ],
  ...['kill', 'events.duplicate', '__proto__', 'constructor', 'toString', '__proto__[by]', 'by[]'],
];

const field = fc.tuple(
  fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...FIELDS) }, { weight: 1, arbitrary: hostileKey }),
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('yes', 'anna', 'orders') },
    { weight: 3, arbitrary: word },
  ),
);

const FORM = 'application/x-www-form-urlencoded';

/** A form in one of the ways in which one can be sent, whole or not. */
const form = fc
  .tuple(
    fc.array(field, { maxLength: 8 }),
    fc.constantFrom<
      (fields: readonly (readonly [string, string])[]) => readonly [string | undefined, string]
    >(
      (fields) => [FORM, urlEncoded(fields)],
      (fields) => [FORM, urlEncoded(fields)],
      (fields) => [FORM, urlEncoded(fields)],
      (fields) => [`${FORM}; charset=utf-16`, urlEncoded(fields)],
      (fields) => ['multipart/form-data; boundary=x', multipart(fields)],
      (fields) => ['multipart/form-data; boundary=x', multipart(fields).slice(0, -9)],
      (fields) => ['multipart/form-data', multipart(fields)],
      () => ['multipart/form-data; boundary=x', 'no form at all'],
      (fields) => ['application/json', JSON.stringify(Object.fromEntries(fields))],
      (fields) => ['text/plain', urlEncoded(fields)],
      (fields) => [undefined, urlEncoded(fields)],
      () => [FORM, `by=anna&why=x&${'a=1&'.repeat(100_000)}`],
      () => [FORM, '%ff%fe=%&%=%zz&==&&\u0000=\u0000'],
    ),
  )
  .map(([fields, how]) => how(fields));

const urlEncoded = (fields: readonly (readonly [string, string])[]) =>
  fields.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');

const multipart = (fields: readonly (readonly [string, string])[]) =>
  `${fields.map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--x--\r\n`;

const host = fc.oneof(
  { weight: 8, arbitrary: fc.constant('own') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        'evil.example.com',
        'localhost.evil.example.com',
        '127.0.0.1.evil.example.com',
        '127.0.0.1@evil.example.com',
      ],
      ...[
        '169.254.169.254',
        '0.0.0.0',
        '[::]',
        '2130706433',
        '0x7f.1',
        'localhost.',
        '',
        ' ',
        'localhost:8025:80',
      ],
      ...[
        'localhost/',
        'localhost#',
        'localhost?x',
        '[::1',
        '127.1',
        '127.0.0.1\t',
        'LOCALHOST',
        '[::1]:8025',
        'a b',
      ],
    ),
  },
);

const origin = fc.oneof(
  { weight: 5, arbitrary: fc.constant('own') },
  { weight: 2, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'null',
      'http://evil.example.com',
      'https://localhost',
      'http://localhost.evil.example.com',
      '',
    ),
  },
);

const site = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('same-origin', 'same-site', 'cross-site', 'none', 'SAME-ORIGIN', 'x'),
  },
);

const via = fc.constantFrom('application' as const, 'application' as const, 'socket' as const);

const reading = fc.record({
  via,
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD'),
  target,
  host,
  origin: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: origin }),
  site,
  contentType: fc.constant(undefined),
  body: fc.constant(''),
});

const changing = fc
  .record({
    via,
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constant('POST') },
      { weight: 1, arbitrary: fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'post', 'X') },
    ),
    target: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...POSTS) }, { weight: 1, arbitrary: target }),
    host,
    origin,
    site,
    form,
  })
  .map(({ form: [contentType, body], ...request }) => ({ ...request, contentType, body }));

/** What a page in somebody's browser, a script, or a person at the keyboard may send. */
export const consoleRequest: fc.Arbitrary<ConsoleRequest> = fc.oneof(
  { weight: 3, arbitrary: reading },
  { weight: 2, arbitrary: changing },
);
