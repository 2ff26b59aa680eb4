import type { CostMetricName } from './cost-metrics.ts';

/** `message` of the log line that is a report: everything else of the line is a {@link CostReport}. */
export const COST_REPORT_MESSAGE = 'Cost report';

/** `message` of the log lines that say what one service cost, from which the dashboard draws. */
export const SERVICE_COST_MESSAGE = 'Cost of a service';

/** What one service cost in the month so far. */
export interface ServiceCost {
  /** Cost Explorer's name, such as `Amazon Simple Email Service`. */
  readonly service: string;
  readonly usd: number;
  /** `list-price`: Cost Explorer shows none of it under our tag, so it was computed from what the account counts. */
  readonly origin: 'billed' | 'list-price';
}

/** One thing that would make the emails cheaper. Nobody does it but a person. */
export interface Advice {
  /** Which rule found it, such as `ses-plan`. */
  readonly rule: string;
  readonly text: string;
  /** USD a month. */
  readonly savingUsd: number;
}

/** What is told once when it comes true, and again only after it was over. */
export type CostCrossing = 'budget' | 'rise';

/** The cost function's daily finding, as it stands in its log. What is absent is not known, and `unknown` says why. */
export interface CostReport {
  readonly environment: string;
  /** Such as `2026-11`. Months and days are UTC's. */
  readonly month: string;
  /** Day of the report. */
  readonly asOf: string;
  readonly budgetUsd: number;
  readonly totalUsd?: number;
  readonly byService: readonly ServiceCost[];
  /** Whether AWS still calls some of the figures estimated, as it does until a month is closed. */
  readonly estimated: boolean;
  readonly forecastUsd?: number;
  /** Last month as a whole. */
  readonly lastMonthUsd?: number;
  /** The month's whole days against as many of last month. */
  readonly comparison?: {
    readonly days: number;
    readonly usd: number;
    readonly lastMonthUsd: number;
    readonly risePercent?: number;
  };
  /** Emails sent in the month so far. */
  readonly emails?: number;
  readonly perEmailUsd?: number;
  /** What holds now; the alarms know which of it has been told. */
  readonly crossed: readonly CostCrossing[];
  readonly told: readonly CostCrossing[];
  readonly advice: readonly Advice[];
  /** What could not be learned, why, and what to do about it. */
  readonly unknown: readonly string[];
  /** The reason for which the check failed, such as `tag-inactive`; absent where it did not. */
  readonly failure?: string;
}

/** The metrics that a report is written as. */
export type CostFigures = Readonly<Partial<Record<CostMetricName, number>>>;
