import { Hono } from 'hono';
import { assetRoutes } from './asset-routes.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { emailRoutes } from './email-routes.ts';
import { failureMessage } from './failure-message.ts';
import { faultsRoutes } from './faults-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { messagePage } from './message-page.ts';
import type { Site } from './page.ts';
import { refusalOf } from './request-guards.ts';
import { securityHeaders } from './security-headers.ts';

/** The web console. Its pages show addresses and orders to whoever asks, so it must be served on loopback only. */
export function createConsole(deps: ConsoleDependencies): Hono {
  const site: Site = {
    environment: deps.environment,
    hasInbox: deps.inbox !== undefined,
    hasFaults: deps.faults !== undefined,
  };
  const app = new Hono();

  app.use(securityHeaders);
  app.use(async (c, next) => {
    const what = refusalOf(c);
    if (what === undefined) return await next();
    return c.html(messagePage(site, { title: 'Refused', what, nextStep: OPEN_DIRECTLY }), 403);
  });

  app.route('/', assetRoutes());
  app.route('/', emailRoutes(site, deps));
  if (deps.inbox) app.route('/', inboxRoutes(site, deps.inbox, deps.publishCommand));
  if (deps.faults) app.route('/', faultsRoutes(site, deps.faults));

  app.notFound((c) => c.html(messagePage(site, NO_PAGE), 404));
  app.onError((error, c) => {
    const { message, status } = failureMessage(error, deps.log);
    return c.html(messagePage(site, message), status);
  });
  return app;
}

const OPEN_DIRECTLY = 'Open the console by its address, such as http://127.0.0.1:8025, and go on from there.';

const NO_PAGE = {
  title: 'No such page',
  what: 'The console has no page at this address.',
  nextStep: 'Check the address, or search for an order by its id.',
};
