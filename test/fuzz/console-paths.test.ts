import { expect, test } from 'vitest';
import { consoleUnderTest } from '#test/console/console-fixture.ts';
import { KNOWN_WORDS, PATHS, POSTS } from '../../fuzz/console/console-requests.ts';
import { openConsole } from '../../fuzz/console/console-world.ts';

/** The console's routes by method, without what stands before all of them; one for each word of a list such as `:view{text|tags}`. */
const routes = (method: string) => [
  ...new Set(
    consoleUnderTest()
      .app.routes.filter((route) => route.method === method)
      .flatMap(({ path }) => eachOf(path)),
  ),
];

function eachOf(route: string): string[] {
  const [list, words = ''] = /:\w+\{([\w|]+)\}\??/.exec(route) ?? [];
  return list === undefined ? [route] : words.split('|').map((word) => route.replace(list, word));
}

/** Whether a path with a word in place of each `*` comes to the route, and not by a word that happens to be right. */
function leadsTo(route: string, path: string): boolean {
  const [steps, asked] = [route.split('/'), path.replace(/\?.*/, '').split('/')];
  return steps.length === asked.length && steps.every((step, n) => step.startsWith(':') || step === asked[n]);
}

const PAGES = routes('GET');

/** The paths to a route, with what words there are in up to two places. */
const pathsTo = (route: string) =>
  PATHS.filter((path) => leadsTo(route, path)).flatMap((path) =>
    path.split('*').length > 3
      ? []
      : KNOWN_WORDS.flatMap((one) => KNOWN_WORDS.map((two) => filled(path, one, two))),
  );

const filled = (path: string, ...words: readonly string[]) =>
  words.reduce((rest, word) => rest.replace('*', () => encodeURIComponent(word)), path);

test.each(PAGES)(
  '%s is among the paths that are asked for, and words are known that find it',
  async (route) => {
    const paths = new Set(pathsTo(route));
    expect(paths.size).toBeGreaterThan(0);
    const { app, close } = await openConsole();
    try {
      for (const path of paths) {
        const { status } = await app.request(path, { headers: { host: 'localhost' } });
        if (status === 200) return;
      }
    } finally {
      await close();
    }
    expect.fail(`None of ${paths.size} paths to it finds anything, such as ${[...paths][0]}`);
  },
);

test('every form of the console is among those that are sent, and no other', () => {
  expect([...POSTS].sort()).toEqual(routes('POST').sort());
});
