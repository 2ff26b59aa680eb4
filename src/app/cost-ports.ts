import type { CostCrossing, CostFigures } from '#contract/cost-report.ts';
import type { CostFacts } from '#domain/cost-advice/facts.ts';
import type { DailyCounts } from '#domain/daily-counts.ts';
import type { DayCost } from '#domain/spend.ts';
import type { Answer } from './ports.ts';

/** Every capability from outside that the daily look at the costs needs, on one page. */

/** Days from `start` on, `end` not included; in UTC, such as `2026-11-01`. */
export interface DaySpan {
  readonly start: string;
  readonly end: string;
}

/** What AWS billed under our cost-allocation tag. */
export type BilledCosts =
  | {
      readonly kind: 'costs';
      readonly days: readonly DayCost[];
      /** AWS may still change some of it. */
      readonly estimated: boolean;
      /** Whether the costs are of this environment alone: its tag must be activated too. */
      readonly ownEnvironment: boolean;
    }
  | { readonly kind: 'other-currency'; readonly currency: string }
  | { readonly kind: 'throttled' | 'refused' | 'unavailable'; readonly code: string };

/** The account's bill. Each request costs a cent. */
export interface Bills {
  /** One request, unless AWS splits the answer into pages. */
  costs(span: DaySpan): Promise<BilledCosts>;
  /** What AWS does with our tag: asked only where it shows no costs under it. */
  tagStatus(): Promise<'active' | 'inactive' | 'never-seen' | 'not-told'>;
}

/** What the account counts, by day (or hour) and by what. A count that could not be read is undefined. */
export interface AccountCounts {
  readonly emails: DailyCounts | undefined;
  readonly costChecks: DailyCounts | undefined;
  readonly senderRuns: DailyCounts | undefined;
  readonly orderMessages: DailyCounts | undefined;
  readonly logBytes: DailyCounts | undefined;
  readonly tableWriteUnits: DailyCounts | undefined;
  /** Of each hour of the last two weeks, of the table and of its index. */
  readonly hourlyWriteUnits: readonly (readonly number[])[] | undefined;
}

export interface UsageCounts {
  read(span: DaySpan): Promise<Answer<AccountCounts>>;
}

/** What the account has, that costs or could cost. What could not be learned is absent, and `unknown` names it. */
export interface AccountSetup
  extends Pick<
    CostFacts,
    | 'sesPlan'
    | 'nextSesPlan'
    | 'deliverabilityManager'
    | 'dedicatedIps'
    | 'onDemand'
    | 'itemBytes'
    | 'dashboards'
    | 'customMetrics'
  > {
  /** Such as `SES account settings (AccessDeniedException)`. */
  readonly unknown: readonly string[];
}

export interface AccountInspector {
  inspect(): Promise<AccountSetup>;
}

/** The alarms of the costs, which remember what has been told. */
export interface CostAlarms {
  /** What is in alarm now. */
  told(): Promise<readonly CostCrossing[]>;
}

/** Where people hear of costs. */
export interface CostAlerts {
  /** `subject` is ASCII and has at most 100 characters, as SNS takes it. */
  publish(alert: { readonly subject: string; readonly text: string }): Promise<void>;
}

/** The costs' metrics. */
export interface CostMetrics {
  put(figures: CostFigures): void;
}
