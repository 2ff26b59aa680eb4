import { Hono } from 'hono';
import type { Log } from '#app/ports.ts';
import type { Brands } from '#contract/brand.ts';
import { application } from './application.ts';
import { assetRoutes } from './asset-routes.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';
import { previewRoutes } from './preview-routes.ts';

/** The console's preview of every email by itself, for whoever works on the mails and runs nothing else. */
export function createPreviewSite(brands: Brands, log: Log): Hono {
  const site: Site = {
    hasOrders: false,
    canChange: false,
    hasDeadLetters: false,
    hasAlarms: false,
    hasSearch: false,
    hasSuppression: false,
    hasInbox: false,
    hasFaults: false,
    hasCosts: false,
    hasPreview: true,
  };
  const start = new Hono().get(PATHS.overview, (c) => c.redirect(PATHS.preview, 303));
  return application(site, log, [assetRoutes(), start, previewRoutes(site, brands)]);
}
