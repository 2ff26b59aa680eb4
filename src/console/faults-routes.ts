import { Hono } from 'hono';
import { changeFaults, clearFaults, readFaults } from '#app/change-faults.ts';
import type { Faults } from '#app/ports.ts';
import { faultsPage } from './faults-page.ts';
import { formValues } from './form-field.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';

/** The switches of what goes wrong on purpose. */
export function faultsRoutes(site: Site, faults: Faults): Hono {
  const routes = new Hono();

  routes.get(PATHS.faults, async (c) => c.html(faultsPage(site, await readFaults(faults))));

  routes.post(PATHS.faults, async (c) => {
    const value = await formValues(c.req);
    await changeFaults(faults, (name) => value(name) || undefined);
    return c.redirect(PATHS.faults, 303);
  });

  routes.post(PATHS.faultsOff, async (c) => {
    await clearFaults(faults);
    return c.redirect(PATHS.faults, 303);
  });
  return routes;
}
