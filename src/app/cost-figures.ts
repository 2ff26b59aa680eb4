import { COST_METRICS } from '#contract/cost-metrics.ts';
import type { CostFigures, CostReport } from '#contract/cost-report.ts';
import { alarmingRise } from '#domain/spend.ts';

/** The report's figures as metrics; what it does not know is not among them. */
export function costFigures({
  totalUsd,
  forecastUsd,
  perEmailUsd,
  comparison,
}: Pick<CostReport, 'totalUsd' | 'forecastUsd' | 'perEmailUsd' | 'comparison'>): CostFigures {
  const figures = {
    [COST_METRICS.total]: totalUsd,
    [COST_METRICS.forecast]: forecastUsd,
    [COST_METRICS.perEmail]: perEmailUsd,
    [COST_METRICS.lastMonth]: comparison?.lastMonthUsd,
    // Without a comparison nothing rose: an alarm of last month must not stay.
    [COST_METRICS.rise]: totalUsd === undefined ? undefined : alarmingRise(comparison),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}
