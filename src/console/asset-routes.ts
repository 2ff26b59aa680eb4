import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { PATHS } from './paths.ts';

const ASSETS = [
  // Later files override earlier ones.
  [
    PATHS.style,
    ['base', 'frame', 'content', 'narrow', 'faults', 'preview', 'forms', 'overview'].map(
      (part) => `style/${part}.css`,
    ),
    'text/css; charset=utf-8',
  ],
  [PATHS.script, ['console.js'], 'text/javascript; charset=utf-8'],
  [PATHS.icon, ['icon.svg'], 'image/svg+xml'],
] as const;

/** The console's own files. There is nothing from elsewhere. */
export function assetRoutes(): Hono {
  const routes = new Hono();
  for (const [path, files, contentType] of ASSETS) {
    const content = files.map(read).join('\n');
    routes.get(path, (c) => c.body(content, 200, { 'content-type': contentType }));
  }
  return routes;
}

const read = (file: string) => readFileSync(new URL(`assets/${file}`, import.meta.url), 'utf8');
