import { Hono } from 'hono';
import { publishSampleOrder } from '#app/publish-sample-order.ts';
import { readEmailsOfOrder, readRecentEmails } from '#app/read-emails.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { orderPage } from './order-page.ts';
import { overviewPage } from './overview-page.ts';
import type { Site } from './page.ts';
import { orderPath, PATHS } from './paths.ts';

/** Emails on the first page. */
const RECENT_EMAILS = 50;

type EmailDependencies = Pick<ConsoleDependencies, 'emails' | 'recent' | 'samples' | 'publishCommand'>;

/** The overview, an order's page, and the publishing of samples. */
export function emailRoutes(
  site: Site,
  { emails, recent, samples, publishCommand }: EmailDependencies,
): Hono {
  const routes = new Hono();
  const order = async (orderId: string) => orderPage(site, orderId, await readEmailsOfOrder(orderId, emails));

  routes.get(PATHS.overview, async (c) => {
    const shown = recent && { recent: await readRecentEmails(recent, RECENT_EMAILS) };
    return c.html(overviewPage(site, { ...shown, canPublish: samples !== undefined, publishCommand }));
  });

  routes.get(PATHS.orderSearch, async (c) => {
    const orderId = (c.req.query('id') ?? '').trim();
    if (orderId === '') return c.redirect(PATHS.overview, 303);
    const path = orderPath(orderId);
    // Two ids have no path of their own: their page is here.
    return path.startsWith(`${PATHS.orderSearch}?`) ? c.html(await order(orderId)) : c.redirect(path, 303);
  });

  routes.get('/orders/:orderId', async (c) => c.html(await order(c.req.param('orderId'))));

  if (samples) {
    routes.post(PATHS.sampleOrders, async (c) => {
      const orderId = await publishSampleOrder(samples);
      return c.redirect(orderPath(orderId), 303);
    });
  }
  return routes;
}
