/** A kind of usage that AWS bills, under the names that Cost Explorer groups by. */
export interface UsageKind {
  /** The dimension SERVICE, such as `Amazon Simple Queue Service`. */
  readonly service: string;
  /** The dimension USAGE_TYPE without the region's prefix, such as `Requests-Tier1`. */
  readonly usageType: string;
  /** What a quantity of 1 is: `request`, `GB-second`, `GB-month`, `metric-month` … */
  readonly unit: string;
}

/** One use: what, through which call, of what, and how much. */
export interface Use {
  readonly kind: UsageKind;
  /** The dimension OPERATION: the API action, such as `SendMessage`, or what AWS calls the charge where no call causes it. */
  readonly operation: string;
  /** Name of the queue, topic, function, table …; what a line of the bill is traced to. */
  readonly resource: string;
  /** In the kind's unit. @default 1 */
  readonly quantity?: number;
}

/** How much of one kind was used in a span of days. */
export interface UsageLine extends Omit<UsageKind, 'unit'> {
  readonly unit: string;
  readonly operation: string;
  readonly resource: string;
  readonly quantity: number;
}

/** Whole days in UTC, as Cost Explorer's TimePeriod has them. */
export interface DaySpan {
  /** Such as `2026-11-01`. */
  readonly start: string;
  /** Not included. */
  readonly end: string;
}

/**
 * Something that is used for as long as it is there. Its amount is in the kind's unit where that is so much a month, such as the
 * GB of `GB-month`; of any other unit it is how much an hour.
 */
export type Holding = Omit<Use, 'quantity'>;

/** Takes note of what is used. It may be told within a transaction that is undone later: what AWS did, it bills. */
export interface UsageSink {
  count(use: Use): void;
  /** From now on there is so much more of something, or less. */
  change(holding: Holding, by: number): void;
}

/** What the account has used, in units. It knows no money: prices are given to whoever makes a bill of it. */
export interface Meter extends UsageSink {
  /**
   * Everything used in the span, one line for each kind, operation and resource, in their order. What costs by time (storage,
   * alarms, idle polling) is used from the first start of the account until now, whether or not the local cloud runs.
   */
  usage(span: DaySpan): UsageLine[];
  /** What is there now of all that costs by time. */
  held(): UsageLine[];
}

/** Says what a line costs in USD, without allowances. Given from outside: this cloud knows units, its owner knows prices. */
export type Pricing = (line: UsageLine) => number;

/** Notes nothing: for worlds in which nobody asks. */
export const NO_METER: Meter = { count() {}, change() {}, usage: () => [], held: () => [] };
