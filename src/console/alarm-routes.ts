import { Hono } from 'hono';
import type { AlarmStates } from '#app/operator-ports.ts';
import { answerOf } from '#app/unavailable.ts';
import { alarmsPage } from './alarms-page.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';
import { readRunbook } from './runbook.ts';

/** The alarms with the runbook's text, where there is one. */
export function alarmRoutes(
  site: Site,
  alarms: AlarmStates,
  { environment, runbook }: { readonly environment: string; readonly runbook?: string | undefined },
): Hono {
  const read = runbook === undefined ? undefined : readRunbook(runbook);
  return new Hono().get(PATHS.alarms, async (c) => {
    const states = await answerOf('CloudWatch', alarms.read());
    return c.html(alarmsPage(site, states, { runbook: read, environment }));
  });
}
