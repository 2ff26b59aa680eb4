import { Hono } from 'hono';
import { alarmRoutes } from './alarm-routes.ts';
import { application } from './application.ts';
import { assetRoutes } from './asset-routes.ts';
import { costRoutes } from './cost-routes.ts';
import { deadLetterRoutes } from './dead-letter-routes.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { emailRoutes } from './email-routes.ts';
import { eraseRoutes } from './erase-routes.ts';
import { faultsRoutes } from './faults-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { letterActionRoutes } from './letter-action-routes.ts';
import { messagePage } from './message-page.ts';
import type { Site } from './page.ts';
import { previewRoutes } from './preview-routes.ts';
import { resendRoutes } from './resend-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { suppressionRoutes, unsuppressRoutes } from './suppression-routes.ts';

/** The web console. Its pages show addresses and orders to whoever asks, so it must be served on loopback only. */
export function createConsole(deps: ConsoleDependencies): Hono {
  const { inbox, faults, costs, brands, changes, letters, clock, alarms, search, suppressed } = deps;
  const site: Site = {
    environment: deps.environment,
    hasOrders: true,
    canChange: changes !== undefined,
    hasDeadLetters: letters !== undefined,
    hasAlarms: alarms !== undefined,
    hasSearch: search !== undefined,
    hasSuppression: suppressed !== undefined,
    hasInbox: inbox !== undefined,
    hasFaults: faults !== undefined,
    hasCosts: costs !== undefined,
    hasPreview: brands !== undefined,
  };
  const pages = [
    assetRoutes(),
    emailRoutes(site, deps),
    ...(changes ? [resendRoutes(site, changes, deps), eraseRoutes(site, changes, deps)] : []),
    ...(letters ? [deadLetterRoutes(site, letters, clock)] : []),
    ...(letters && changes ? [letterActionRoutes(site, changes, letters)] : []),
    ...(alarms ? [alarmRoutes(site, alarms, deps)] : []),
    ...(search ? [searchRoutes(site, search, clock)] : []),
    ...(suppressed ? [suppressionRoutes(site, suppressed)] : []),
    ...(changes ? [unsuppressRoutes(site, changes)] : []),
    ...(inbox ? [inboxRoutes(site, inbox, deps.publishCommand)] : []),
    ...(faults ? [faultsRoutes(site, faults)] : []),
    ...(costs ? [costRoutes(site, costs)] : []),
    ...(brands ? [previewRoutes(site, brands)] : []),
    ...(changes ? [] : [onlyReading(site)]),
  ];
  return application(site, deps.log, pages, deps.explain);
}

/** Whoever posts what a console that may change things offers, from a page of before a restart. */
function onlyReading(site: Site): Hono {
  return new Hono().post('*', (c) => c.html(messagePage(site, ONLY_READING), 403));
}

const ONLY_READING = {
  title: 'Not done',
  what: 'This console only reads, so nothing was changed.',
  nextStep: 'Start it again with --allow-changes, if you may change things here.',
};
