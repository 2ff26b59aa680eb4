import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Hono } from 'hono';

/** Where the preview begins. */
const START = '/emails';

/** Files that are written at the same time. */
const AT_ONCE = 64;

/**
 * Writes a site's pages, and all that they lead to, as files that open without a server.
 *
 * @returns a line that says what was written
 */
export async function writePreview(site: Hono, folder: string): Promise<string> {
  const known = new Set([START]);
  const waiting = [START];
  let bytes = 0;
  while (waiting.length > 0) {
    const files = await Promise.all(
      waiting.splice(0, AT_ONCE).map((address) => writeOne(site, address, folder)),
    );
    for (const { size, links } of files) {
      bytes += size;
      for (const link of links) {
        if (!known.has(link)) waiting.push(link);
        known.add(link);
      }
    }
  }
  const first = path.join(folder, fileName(START));
  return `Wrote ${known.size} files, ${(bytes / 1e6).toFixed(0)} MB. Open ${path.resolve(first)}`;
}

async function writeOne(site: Hono, address: string, folder: string) {
  const { content, links } = await fileAt(site, address);
  const target = path.join(folder, fileName(address));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, content);
  return { size: Buffer.byteLength(content), links: new Set(links) };
}

async function fileAt(site: Hono, address: string) {
  const response = await site.request(address);
  if (!response.ok) throw new TypeError(`${address} answered ${response.status}`);
  const content = await response.text();
  if (!response.headers.get('content-type')?.startsWith('text/html')) return { content, links: [] };
  const policy = response.headers.get('content-security-policy') ?? '';
  return policy.startsWith('sandbox')
    ? { content: withPolicy(content, policy), links: [] }
    : { content: withRelativeLinks(withoutScript(content), address), links: linksOf(content) };
}

/** The site's own links; data is escaped, so it has no `href="/`. */
const LINK = / (href|src)="(\/[^"#]*)"/g;

const linksOf = (page: string) =>
  [...withoutScript(page).matchAll(LINK)].map(([, , address]) => address!).filter((one) => one !== '/');

/** Files may not load module scripts, and the preview needs none. */
const withoutScript = (page: string) => page.replace(/<script [^>]*><\/script>\n/, '');

function withRelativeLinks(page: string, address: string): string {
  const here = path.posix.dirname(fileName(address));
  return page.replace(LINK, (_, attribute, target: string) => {
    const file = fileName(target === '/' ? START : target);
    return ` ${attribute}="${path.posix.relative(here, file)}"`;
  });
}

/** What the server says of a mail in a header, the mail says itself: nothing it brings may run. Frames are sandboxed beside. */
function withPolicy(mail: string, policy: string): string {
  const allowed = policy.split('; ').filter((one) => !/^(sandbox|frame-ancestors) /.test(one));
  return mail.replace(
    '<head>',
    `<head><meta http-equiv="Content-Security-Policy" content="${allowed.join('; ')}">`,
  );
}

/** `/emails` is the first page; other pages get the ending that a browser goes by. */
function fileName(address: string): string {
  if (address === START) return 'index.html';
  const name = address.slice(1);
  return path.posix.extname(name) === '' ? `${name}.html` : name;
}
