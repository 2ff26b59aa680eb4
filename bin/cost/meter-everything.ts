import { COST_METRIC_NAMESPACE } from '#contract/cost-metrics.ts';
import { resourceNames } from '#contract/names.ts';
import type { LocalCloud } from '#local/local-cloud.ts';
import type { UsageLine } from '#local/meter/usage.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { ENVIRONMENT_SUFFIX, type Metered, type MeteredPipeline } from './metered-pipeline.ts';
import type { Metering } from './month.ts';
import { SCENARIOS, type ScenarioName } from './scenarios.ts';

/** What everything that is told of was metered to use. */
export interface MeteredAll extends Metering {
  readonly scenarios: Readonly<Record<ScenarioName, Metered>>;
  /** Custom metrics that any of it has written, by the hours in which they have data where all of it goes on all month. */
  readonly customMetricMonths: number;
}

/**
 * Runs every scenario, the happy path first: what it writes is written all day.
 *
 * @param runs of each that are counted
 */
export async function meterEverything(pipeline: MeteredPipeline, runs?: number): Promise<MeteredAll> {
  const { tens, alone, bounce, duplicate, poison } = SCENARIOS;
  const happy = { tens: await pipeline.measure(tens, runs), alone: await pipeline.measure(alone, runs) };
  const ofEmails = customMetrics(pipeline.cloud);
  const scenarios = {
    ...happy,
    bounce: await pipeline.measure(bounce, runs),
    duplicate: await pipeline.measure(duplicate, runs),
    poison: await pipeline.measure(poison, runs),
  };
  const dailyCheck = await pipeline.measureFunction(resourceNames(ENVIRONMENT_SUFFIX).costFunction);
  const all = customMetrics(pipeline.cloud);
  const ofChecks = all.filter((metric) => metric.startsWith(COST_METRIC_NAMESPACE));
  const customMetricMonths = all.length - ofChecks.length + ofChecks.length / 24;
  const standing = [
    ...pipeline.cloud.meter.held().filter(({ usageType }) => !isStored(usageType)),
    // A metric costs by the hours in which it is written: of mails in every one, of the daily check in one a day.
    ...ofEmails.map((metric) => metricMonths(metric, 1)),
    ...ofChecks.map((metric) => metricMonths(metric, 1 / 24)),
  ];
  return { scenarios, ...happy, standing, dailyCheck, customMetricMonths };
}

/** Bytes that are kept grow with the emails. */
const isStored = (usageType: string) => usageType.endsWith('ByteHrs');

function customMetrics({ cloudWatch }: LocalCloud): string[] {
  return cloudWatch.metrics
    .list()
    .filter(({ namespace }) => !namespace.startsWith('AWS/'))
    .map(({ namespace, name }) => `${namespace} ${name}`);
}

function metricMonths(resource: string, quantity: number): UsageLine {
  return { ...USAGE.customMetric, operation: 'MetricStorage', resource, quantity };
}
