import type { Advice } from '#contract/cost-report.ts';
import type { SesPlan } from '../list-price-costs.ts';

/** What the account's own numbers say, scaled to a month. Whatever is not known is undefined, and a rule that needs it is silent. */
export interface CostFacts {
  readonly emails?: number | undefined;
  readonly sesPlan?: SesPlan | undefined;
  /** The plan that begins with next month, where a change was asked for. */
  readonly nextSesPlan?: SesPlan | undefined;
  /** What Cost Explorer shows of SES. */
  readonly sesUsd?: number | undefined;
  readonly deliverabilityManager?: boolean | undefined;
  /** Standard dedicated IP addresses of the account. */
  readonly dedicatedIps?: number | undefined;
  /** Invocations of the sender. */
  readonly senderRuns?: number | undefined;
  /** Messages that the sender finished. */
  readonly orderMessages?: number | undefined;
  /** Written by the sender and the feedback function. */
  readonly logBytes?: number | undefined;
  readonly onDemand?: boolean | undefined;
  /** Write units of the table alone. */
  readonly tableWriteUnits?: number | undefined;
  /** Write units of each recent hour, of the table and of its index. */
  readonly hourlyWriteUnits?: readonly (readonly number[])[] | undefined;
  /** Mean size of an item of the table, as DynamoDB counts it every six hours. */
  readonly itemBytes?: number | undefined;
  /** Of the whole account: the free ones are shared. */
  readonly dashboards?: number | undefined;
  /** Metrics in our namespaces that were written in the last hours. */
  readonly customMetrics?: number | undefined;
}

/** Finds one way to spend less, or nothing. */
export type AdviceRule = (facts: CostFacts) => Advice | undefined;

/** Amounts as a reader takes them in: `$1.20`, and `$0.00125` where a cent is too coarse. */
export function dollars(usd: number): string {
  const digits = usd !== 0 && Math.abs(usd) < 0.01 ? 5 : 2;
  return `${usd < 0 ? '−' : ''}$${Math.abs(usd).toFixed(digits)}`;
}
