import { Hono } from 'hono';
import type { EmailSearch } from '#app/operator-ports.ts';
import type { Clock } from '#app/ports.ts';
import { searchEmails } from '#app/search-emails.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';
import { searchPage } from './search-page.ts';

/** Emails that one page shows. */
const LIMIT = 100;

const FIELDS = ['address', 'status', 'since', 'until'] as const;

/** Finds emails by address, by status, by time. */
export function searchRoutes(site: Site, search: EmailSearch, clock: Pick<Clock, 'now'>): Hono {
  return new Hono().get(PATHS.search, async (c) => {
    const value = (name: (typeof FIELDS)[number]) => (c.req.query(name) ?? '').trim();
    const form = {
      address: value('address'),
      status: value('status'),
      since: value('since'),
      until: value('until'),
    };
    // Nothing is asked before somebody does.
    if (FIELDS.every((name) => c.req.query(name) === undefined))
      return c.html(searchPage(site, form, undefined));
    const wishes = {
      limit: LIMIT,
      ...(form.address && { address: form.address }),
      ...(form.status && { statuses: [form.status] }),
      ...(form.since && { since: form.since }),
      ...(form.until && { until: form.until }),
    };
    const result = await searchEmails(wishes, search, clock.now());
    return c.html(searchPage(site, form, result), result.kind === 'found' ? 200 : 400);
  });
}
