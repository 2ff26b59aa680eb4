import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Log } from '#app/ports.ts';
import { type ExplainFailure, failureMessage } from './failure-message.ts';
import { UnreadableForm } from './form-field.ts';
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
  app.use(
    bodyLimit({
      maxSize: MAX_FORM_BYTES,
      onError: (c) => c.html(messagePage(site, TOO_LONG), 413),
    }),
  );
  for (const routes of pages) app.route('/', routes);
  app.notFound((c) => c.html(messagePage(site, NO_PAGE), 404));
  app.onError(async (error, c) => {
    if (error instanceof UnreadableForm) return c.html(messagePage(site, NO_FORM), 400);
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

/** Far above the longest form, whose fields have at most some hundred characters each. */
const MAX_FORM_BYTES = 64 * 1024;

const TOO_LONG = {
  title: 'Not done',
  what: 'The form is longer than any of the console’s, so it was not read.',
  nextStep: 'Go back with the browser, and fill in less.',
};

const NO_FORM = {
  title: 'Not done',
  what: 'The form could not be read, so nothing was done.',
  nextStep: 'Open the page anew, and send its form from there.',
};
