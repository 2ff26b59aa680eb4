import { readFileSync } from 'node:fs';
import { mailDocument } from './mail-document.ts';
import type { Look } from './preview-paths.ts';

/**
 * A mail as it looks in one colour scheme, whatever the reader's own is, or with its pictures not loaded. The samples'
 * pictures lead nowhere, so drawings of ours take their place and nothing is fetched; a brand's own logo is.
 */
export function previewDocument(mail: string, look: Look): string {
  return mailDocument(
    look === 'no-pictures' ? inScheme(withoutPictures(mail), 'light') : pictured(mail, look),
  );
}

const pictured = (mail: string, scheme: 'light' | 'dark') => inScheme(withDrawings(mail), scheme);

/** Only the head is changed: no data stands there that could look like this. */
function inScheme(mail: string, scheme: 'light' | 'dark'): string {
  const end = mail.indexOf('</head>');
  const head = mail
    .slice(0, end)
    .replaceAll('(prefers-color-scheme:dark)', scheme === 'dark' ? '(min-width:0)' : '(max-width:0)')
    .replaceAll('content="light dark"', `content="${scheme}"`)
    .replace('color-scheme:light dark', `color-scheme:${scheme}`);
  return head + mail.slice(end);
}

const PICTURE = /(<img\b[^>]*? src=")(https:\/\/[^"]*)"/g;

const withoutPictures = (mail: string) => mail.replace(PICTURE, '$1data:,"');

const withDrawings = (mail: string) =>
  mail.replace(PICTURE, (whole, before: string, url: string) => {
    const drawing = drawingOf(url);
    return drawing ? `${before}${drawing}"` : whole;
  });

const DRAWINGS = new Map(
  ['mug', 'napkins', 'board', 'logo', 'item'].map((name) => [name, dataUrl(`assets/pictures/${name}.svg`)]),
);

/** By the picture's file name; undefined for a picture that is really somewhere. */
function drawingOf(url: string): string | undefined {
  const [, name] = /^https:\/\/shop\.example\.com\/.*?(\w+)\.png/.exec(url) ?? [];
  return name === undefined ? undefined : (DRAWINGS.get(name) ?? DRAWINGS.get('item'));
}

function dataUrl(file: string): string {
  const svg = readFileSync(new URL(file, import.meta.url));
  return `data:image/svg+xml;base64,${svg.toString('base64')}`;
}
