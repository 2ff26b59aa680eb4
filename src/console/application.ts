import { Hono } from 'hono';
import type { Log } from '#app/ports.ts';
import { type ExplainFailure, failureMessage } from './failure-message.ts';
import { messagePage } from './message-page.ts';
import type { Site } from './page.ts';
import { refusalOf } from './request-guards.ts';
import { securityHeaders } from './security-headers.ts';

/** Pages under the same guards: strict headers, loopback only, and an answer to every failure. */
export function application(site: Site, log: Log, pages: readonly Hono[], explain?: ExplainFailure): Hono {
  const app = new Hono();
  app.use(securityHeaders);
  app.use(async (c, next) => {
    const what = refusalOf(c);
    if (what === undefined) return await next();
    return c.html(messagePage(site, { title: 'Refused', what, nextStep: OPEN_DIRECTLY }), 403);
  });
  for (const routes of pages) app.route('/', routes);
  app.notFound((c) => c.html(messagePage(site, NO_PAGE), 404));
  app.onError(async (error, c) => {
    const { message, status } = await failureMessage(error, log, explain);
    return c.html(messagePage(site, message), status);
  });
  return app;
}

const OPEN_DIRECTLY = 'Open the console by its address, such as http://127.0.0.1:8025, and go on from there.';

const NO_PAGE = {
  title: 'No such page',
  what: 'The console has no page at this address.',
  nextStep: 'Check the address, or go on from the navigation at the top.',
};
