import {
  billingClient,
  inspectingClient,
  metricsClient,
  tableClient,
  topicClient,
} from '#adapters/aws/clients.ts';
import { systemClock } from '#adapters/system/clock.ts';
import { writeLine } from '#adapters/system/standard-output.ts';
import { COST_ENVIRONMENT } from '#contract/environment.ts';
import { createCostCheck } from './cost-check.ts';
import { readEnvironment } from './settings.ts';

/** Once a day: what the emails cost. Whatever it is invoked with means the same. */
export const handler = createCostCheck(readEnvironment(COST_ENVIRONMENT), {
  bills: billingClient(),
  metrics: metricsClient(),
  ses: inspectingClient(),
  table: tableClient(),
  topics: topicClient(),
  clock: systemClock,
  write: writeLine,
});
