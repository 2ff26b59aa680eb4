import type { CostMetrics } from '#app/cost-ports.ts';
import type { Clock } from '#app/ports.ts';
import { COST_METRIC_NAMESPACE, COST_METRICS } from '#contract/cost-metrics.ts';
import { emfLine } from './emf-line.ts';

/** The costs as metrics, by one line of the log. CloudWatch has no unit for money. */
export function emfCostMetrics(
  environmentSuffix: string,
  clock: Clock,
  write: (line: string) => void,
): CostMetrics {
  return {
    put(figures) {
      if (Object.keys(figures).length === 0) return;
      write(emfLine(COST_METRIC_NAMESPACE, environmentSuffix, clock.now(), figures, unitOf));
    },
  };
}

const unitOf = (name: string) => (name === COST_METRICS.rise ? 'Percent' : 'None');
