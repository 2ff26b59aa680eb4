import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { MAIL_DOCUMENT_HEADERS } from '#console/security-headers.ts';
import { EmailsArgumentsError, readEmailsArguments } from '../../bin/emails/arguments.ts';
import { writePreview } from '../../bin/emails/write-preview.ts';

function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'preview-'));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

/** A list that leads to a page, which leads back and to a mail. */
const site = new Hono()
  .get('/emails', (c) =>
    c.html(
      '<head>\n<link href="/app.css"><script type="module" src="/console.js"></script>\n</head><a href="/emails/shop/en">',
    ),
  )
  .get('/emails/shop/en', (c) =>
    c.html(
      '<a href="/">Start</a><a href="/emails">List</a><a href="#text">Text</a><iframe src="/emails/shop/en/dark">',
    ),
  )
  .get('/emails/shop/en/dark', (c) =>
    c.html(
      '<html><head><title>Mail</title></head><a href="https://shop.example.com/">',
      200,
      MAIL_DOCUMENT_HEADERS,
    ),
  )
  .get('/app.css', (c) => c.body('body{}', 200, { 'content-type': 'text/css' }));

test('the preview becomes files that lead to each other', async () => {
  using temporary = temporaryFolder();
  const { folder } = temporary;
  const said = await writePreview(site, folder);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(
    files.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name))).sort(),
  ).toEqual(['app.css', 'emails/shop/en.html', 'emails/shop/en/dark.html', 'index.html']);
  expect(said).toMatch(/^Wrote 4 files, 0 MB\. Open .*index\.html$/);

  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  expect(read('index.html')).toBe('<head>\n<link href="app.css"></head><a href="emails/shop/en.html">');
  expect(read('emails/shop/en.html')).toBe(
    '<a href="../../index.html">Start</a><a href="../../index.html">List</a><a href="#text">Text</a><iframe src="en/dark.html">',
  );
  expect(read('emails/shop/en/dark.html')).toMatch(
    /^<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; [^"]*"><title>/,
  );
});

test('a page that leads nowhere ends the writing', async () => {
  using temporary = temporaryFolder();
  const broken = new Hono().get('/emails', (c) => c.html('<a href="/emails/gone">'));
  await expect(writePreview(broken, temporary.folder)).rejects.toThrow('/emails/gone answered 404');
});

test.each([
  [[], { port: 8026, writeTo: undefined }],
  [['--port', '0'], { port: 0, writeTo: undefined }],
  [['--write', 'preview'], { port: 8026, writeTo: 'preview' }],
])('the arguments %j', (argv, expected) => {
  expect(readEmailsArguments(argv)).toEqual(expected);
});

test.each([
  [['--port', '65536'], '--port is "65536". Allowed: --port NUMBER'],
  [['--port', 'x'], '--port is "x"'],
  [['--write', ''], '--write is empty'],
  [['--wirte', 'x'], 'The arguments are "--wirte x". Allowed: '],
  [['folder'], 'The arguments are "folder"'],
])('the arguments %j are refused in words', (argv, message) => {
  expect(() => readEmailsArguments(argv)).toThrow(EmailsArgumentsError);
  expect(() => readEmailsArguments(argv)).toThrow(message);
});
