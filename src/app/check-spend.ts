import { COST_REPORT_MESSAGE, type CostReport, SERVICE_COST_MESSAGE } from '#contract/cost-report.ts';
import { costAlert } from './cost-alert.ts';
import { costFigures } from './cost-figures.ts';
import type { CostAlarms, CostAlerts, CostMetrics } from './cost-ports.ts';
import { type CostSources, currentCosts } from './current-costs.ts';
import type { Log } from './ports.ts';

export interface CheckSpendDependencies extends CostSources {
  readonly alarms: CostAlarms;
  readonly alerts: CostAlerts;
  readonly metrics: CostMetrics;
  readonly log: Log;
  /** Name of the one that people find the costs on. */
  readonly dashboard: string;
}

/** Costs could not be learned. The report in the log says why; whoever runs the check must fail, so that people are told. */
export class CostCheckFailed extends Error {
  readonly reason: string;

  constructor({ failure, unknown }: CostReport) {
    super(`The cost check failed (${failure}). ${unknown[0] ?? ''}`.trim());
    this.name = 'CostCheckFailed';
    this.reason = failure ?? 'unknown';
  }
}

/**
 * Finds out what the emails cost, and tells people what is new about it.
 *
 *   alarms read ── report logged ── mail, where something crossed and its alarm is quiet ── metrics ──▶ the alarms change
 *
 * In this order: a run that breaks off anywhere leaves the alarms as they were, and the next one mails. Throws
 * {@link CostCheckFailed} where the costs are not known, and whatever fails on the way to the mail.
 */
export async function checkSpend(deps: CheckSpendDependencies): Promise<CostReport> {
  const told = await deps.alarms.told();
  const report = await currentCosts(deps, told);
  writeDown(report, deps.log);
  const news = report.crossed.filter((crossing) => !told.includes(crossing));
  if (news.length > 0) await deps.alerts.publish(costAlert(report, news, deps.dashboard));
  deps.metrics.put(costFigures(report));
  if (report.failure) throw new CostCheckFailed(report);
  return report;
}

function writeDown(report: CostReport, log: Log): void {
  const { failure, byService, asOf } = report;
  const write = failure ? log.error : log.info;
  write(COST_REPORT_MESSAGE, { ...report });
  for (const service of byService) log.info(SERVICE_COST_MESSAGE, { asOf, ...service });
}
