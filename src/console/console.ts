import type { Hono } from 'hono';
import { application } from './application.ts';
import { assetRoutes } from './asset-routes.ts';
import { costRoutes } from './cost-routes.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { emailRoutes } from './email-routes.ts';
import { faultsRoutes } from './faults-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import type { Site } from './page.ts';
import { previewRoutes } from './preview-routes.ts';

/** The web console. Its pages show addresses and orders to whoever asks, so it must be served on loopback only. */
export function createConsole(deps: ConsoleDependencies): Hono {
  const { inbox, faults, costs, brands } = deps;
  const site: Site = {
    environment: deps.environment,
    hasOrders: true,
    hasInbox: inbox !== undefined,
    hasFaults: faults !== undefined,
    hasCosts: costs !== undefined,
    hasPreview: brands !== undefined,
  };
  return application(site, deps.log, [
    assetRoutes(),
    emailRoutes(site, deps),
    ...(inbox ? [inboxRoutes(site, inbox, deps.publishCommand)] : []),
    ...(faults ? [faultsRoutes(site, faults)] : []),
    ...(costs ? [costRoutes(site, costs)] : []),
    ...(brands ? [previewRoutes(site, brands)] : []),
  ]);
}
