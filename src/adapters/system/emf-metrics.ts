import type { Clock, Metrics } from '#app/ports.ts';
import { METRIC_NAMESPACE, type MetricName } from '#contract/metrics.ts';
import { emfLine } from './emf-line.ts';

/** Counts that are written when a batch ends. */
export interface BatchMetrics extends Metrics {
  /** Writes what was counted since the last time; nothing where nothing was. */
  flush(): void;
}

/**
 * Metrics as one log line per batch, from which CloudWatch makes metrics without a call ("Embedded metric format"). Our
 * own few lines, not a library's: a library's line carries a dimension of its own and costs a third more log bytes per mail.
 */
export function emfMetrics(
  environmentSuffix: string,
  clock: Clock,
  write: (line: string) => void,
): BatchMetrics {
  let counts: Partial<Record<MetricName, number>> = {};
  return {
    count(name) {
      counts[name] = (counts[name] ?? 0) + 1;
    },
    flush() {
      const names = Object.keys(counts);
      if (names.length > 0)
        write(emfLine(METRIC_NAMESPACE, environmentSuffix, clock.now(), counts, () => 'Count'));
      counts = {};
    },
  };
}
