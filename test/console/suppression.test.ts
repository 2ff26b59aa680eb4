import { expect, test } from 'vitest';
import { body, consoleUnderTest, posted, SUPPRESSED_PER_PAGE } from './console-fixture.ts';

const SUPPRESSED = { address: 'customer@example.com', reason: 'BOUNCE', since: '2026-11-20T08:00:00.000Z' };
const OPERATOR = { by: 'anna', why: 'the mailbox is back' };
const REMOVE = `/suppression/remove?address=${encodeURIComponent(SUPPRESSED.address)}`;

test('the list says why and since when, and leads to the removal', async () => {
  const page = await body(consoleUnderTest({ suppressed: [SUPPRESSED] }).app, '/suppression');
  expect(page).toContain('customer@example.com');
  expect(page).toContain('a bounce');
  expect(page).toContain(`href="${REMOVE}"`);
});

test('a list longer than a page is read page by page, to its end', async () => {
  const suppressed = Array.from({ length: 2 * SUPPRESSED_PER_PAGE + 1 }, (_, n) => ({
    ...SUPPRESSED,
    address: `a${n}@example.com`,
  }));
  const { app } = consoleUnderTest({ suppressed });
  const seen: string[] = [];
  let path: string | undefined = '/suppression';
  for (let pages = 0; path !== undefined && pages < 9; pages++) {
    const page = await body(app, path);
    seen.push(...[...page.matchAll(/class="name">([^<]+)</g)].map(([, address]) => address!));
    path = page.match(/href="(\/suppression\?from=[^"]+)">More addresses/)?.[1];
  }
  expect(seen).toEqual(suppressed.map(({ address }) => address));
});

test('a list that ends with its page offers no more, and only the first page calls the list empty', async () => {
  const suppressed = Array.from({ length: SUPPRESSED_PER_PAGE }, () => SUPPRESSED);
  expect(await body(consoleUnderTest({ suppressed }).app, '/suppression')).not.toContain('More addresses');
  const { app } = consoleUnderTest();
  expect(await body(app, '/suppression')).toContain('No address is suppressed');
  const later = await body(app, '/suppression?from=9');
  expect(later).not.toContain('No address is suppressed');
  expect(later).toContain('To the first addresses');
});

test('a place in the list that SES does not know any more leads back to its beginning', async () => {
  const { deps } = consoleUnderTest();
  const gone = Object.assign(new Error('The NextToken is not valid.'), { name: 'InvalidNextTokenException' });
  const suppressed = { ...deps.suppressed!, page: () => Promise.reject(gone) };
  const { app } = consoleUnderTest({}, { suppressed });
  const response = await app.request('/suppression?from=old');
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('href="/suppression"');
  expect((await app.request('/suppression')).status).toBe(503);
});

test('an address is taken off after a question, and that is written down without it', async () => {
  const { app, world } = consoleUnderTest({ suppressed: [SUPPRESSED] });
  expect(await body(app, REMOVE)).toContain('SES will mail it again');
  const form = posted({ address: SUPPRESSED.address, ...OPERATOR });
  expect(await body(app, '/suppression/remove', form)).toContain('SES mails the address again.');
  expect(world.suppressed).toEqual([]);
  expect(world.audited).toEqual([
    { action: 'remove-suppression', ...OPERATOR, target: { addressDigest: 'digest of 20' } },
  ]);
  const again = posted({ address: SUPPRESSED.address, ...OPERATOR });
  expect(await body(app, '/suppression/remove', again)).toContain('was not on the list');
});

test.each(['', 'nobody', '<b>@'])('%j is no address', async (address) => {
  const { app, world } = consoleUnderTest({ suppressed: [SUPPRESSED] });
  expect((await app.request(`/suppression/remove?address=${encodeURIComponent(address)}`)).status).toBe(400);
  expect((await app.request('/suppression/remove', posted({ address, ...OPERATOR }))).status).toBe(400);
  expect(world.audited).toEqual([]);
});

test('a console that only reads shows the list, and offers no more', async () => {
  const { app } = consoleUnderTest({ suppressed: [SUPPRESSED] }, { changes: undefined });
  expect(await body(app, '/suppression')).not.toContain('/suppression/remove');
  expect((await app.request(REMOVE)).status).toBe(404);
});
