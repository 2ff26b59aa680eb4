import { Hono } from 'hono';
import { previewEmail } from '#app/preview-email.ts';
import type { Brands } from '#contract/brand.ts';
import { messagePage } from './message-page.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';
import { previewDocument } from './preview-document.ts';
import { previewListPage } from './preview-list-page.ts';
import { previewPage } from './preview-page.ts';
import { choiceOf, LOOKS } from './preview-paths.ts';
import { MAIL_DOCUMENT_HEADERS } from './security-headers.ts';

/** Every email as customers get it, made of samples. Needs nothing from outside. */
export function previewRoutes(site: Site, brands: Brands): Hono {
  const routes = new Hono();

  routes.get(PATHS.preview, (c) => c.html(previewListPage(site, brands)));

  routes.get('/emails/:brand/:sample/:type/:language', (c) => {
    const choice = choiceOf(c.req.param(), brands);
    const email = choice && previewEmail(choice, brands);
    return email
      ? c.html(previewPage(site, choice, email, brands))
      : c.html(messagePage(site, NO_PREVIEW), 404);
  });

  routes.get('/emails/:brand/:sample/:type/:language/:look', (c) => {
    const choice = choiceOf(c.req.param(), brands);
    const email = choice && previewEmail(choice, brands);
    const look = LOOKS.find((one) => one === c.req.param('look'));
    if (!email || !look) return c.html(messagePage(site, NO_PREVIEW), 404);
    return c.html(previewDocument(email.html, look), 200, MAIL_DOCUMENT_HEADERS);
  });
  return routes;
}

const NO_PREVIEW = {
  title: 'No such preview',
  what: 'There is no sample, type, language or brand of this name.',
  nextStep: 'Start from the list of all previews, in the navigation at the top.',
};
