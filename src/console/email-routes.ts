import { type Context, Hono } from 'hono';
import { mailAsSent } from '#app/mail-as-sent.ts';
import { publishSampleOrder } from '#app/publish-sample-order.ts';
import { readEmail, readEmailsOfOrder, readRecentEmails } from '#app/read-emails.ts';
import { surveyDay } from '#app/survey-day.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { mailDocument } from './mail-document.ts';
import { messagePage } from './message-page.ts';
import { orderPage } from './order-page.ts';
import { overviewPage } from './overview-page.ts';
import type { Site } from './page.ts';
import { orderPath, PATHS } from './paths.ts';
import { MAIL_DOCUMENT_HEADERS } from './security-headers.ts';

/** Emails on the first page. */
const RECENT_EMAILS = 50;

type EmailDependencies = Pick<
  ConsoleDependencies,
  | 'emails'
  | 'recent'
  | 'hourly'
  | 'alarms'
  | 'letters'
  | 'clock'
  | 'samples'
  | 'publishCommand'
  | 'packing'
  | 'brands'
>;

/** The overview, an order's page, and the publishing of samples. */
export function emailRoutes(site: Site, deps: EmailDependencies): Hono {
  const { emails, recent, samples, publishCommand, packing, brands, clock } = deps;
  const routes = new Hono();
  const sources = packing && brands && { packing, brands };
  const order = async (c: Context, orderId: string) => {
    const found = await readEmailsOfOrder(orderId, emails);
    return c.html(orderPage(site, orderId, found, { sources, awaiting: c.req.query('await') }));
  };

  routes.get(PATHS.overview, async (c) => {
    const [day, newest] = await Promise.all([
      surveyDay(deps, clock.now()),
      recent && readRecentEmails(recent, RECENT_EMAILS),
    ]);
    const canPublish = samples !== undefined;
    return c.html(overviewPage(site, { day, ...(newest && { recent: newest }), canPublish, publishCommand }));
  });

  routes.get(PATHS.orderSearch, async (c) => {
    const orderId = (c.req.query('id') ?? '').trim();
    if (orderId === '') return c.redirect(PATHS.overview, 303);
    const path = orderPath(orderId);
    // Two ids have no path of their own: their page is here.
    return path.startsWith(`${PATHS.orderSearch}?`) ? await order(c, orderId) : c.redirect(path, 303);
  });

  routes.get('/orders/:orderId', (c) => order(c, c.req.param('orderId')));

  routes.get(PATHS.mailAsSent, async (c) => {
    const email = sources && (await readEmail(c.req.query('email') ?? '', emails));
    const made = email && mailAsSent(email, sources);
    if (made?.kind !== 'mail') return c.html(messagePage(site, NO_MAIL), 404);
    return c.html(mailDocument(made.mail.html), 200, MAIL_DOCUMENT_HEADERS);
  });

  if (samples) {
    routes.post(PATHS.sampleOrders, async (c) => {
      const orderId = await publishSampleOrder(samples);
      return c.redirect(orderPath(orderId), 303);
    });
  }
  return routes;
}

const NO_MAIL = {
  title: 'No such mail',
  what: 'There is no email of this id, or its order is not kept any more.',
  nextStep: 'Find it by the order’s id.',
};
