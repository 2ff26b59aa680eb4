/** CloudWatch namespace of what the emails cost. */
export const COST_METRIC_NAMESPACE = 'EmailNotification/Costs';

/**
 * The metrics, written once a day; what is not known is not written. The only dimension is `Environment`. CloudWatch bills a
 * custom metric by the hours in which it is sent ("Amazon CloudWatch pricing"), so each of these costs a twenty-fourth of a
 * usual one. What the services cost one by one is in the log, which a dashboard draws just as well.
 */
export const COST_METRICS = {
  /** USD of the month so far. */
  total: 'TotalCost',
  /** USD of the whole month, as it looks today. */
  forecast: 'ForecastCost',
  /** USD of the same days of last month. */
  lastMonth: 'LastMonthCost',
  /** USD of one email, over the month's whole days. */
  perEmail: 'CostPerEmail',
  /** By how many percent the month is dearer than the same days of last month; 0 while the difference is below the floor. */
  rise: 'CostRise',
} as const;

export type CostMetricName = (typeof COST_METRICS)[keyof typeof COST_METRICS];

/** A rise of more percent than this is told. */
export const RISE_LIMIT_PERCENT = 50;

/** And only one of at least so many USD: half as much again of a few cents pages nobody. */
export const RISE_FLOOR_USD = 1;
