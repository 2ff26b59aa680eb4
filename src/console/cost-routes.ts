import { Hono } from 'hono';
import type { CostReader } from '#app/read-costs.ts';
import { costPage } from './cost-page.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';

/** What the emails cost. */
export function costRoutes(site: Site, costs: CostReader): Hono {
  const routes = new Hono();

  routes.get(PATHS.cost, async (c) => c.html(costPage(site, await costs.read())));

  routes.post(PATHS.costAgain, async (c) => {
    await costs.askAgain();
    return c.redirect(PATHS.cost, 303);
  });
  return routes;
}
