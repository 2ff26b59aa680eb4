/** How the hour is run. */
export interface HourOptions {
  /** Everything random comes from it. */
  readonly seed: number;
  /** Orders that the shop takes in the hour. */
  readonly orders: number;
  /** How often the process is killed (SIGKILL) and started again. */
  readonly kills: number;
  /** How often it is told to stop (SIGTERM, SIGINT) and started again. */
  readonly restarts: number;
  /** How often the disk under its state is full for a while. */
  readonly fullDisks: number;
  /** Whether it is judged what the process keeps in memory. It is inspected for that, which few publications are not worth. */
  readonly watchesMemory: boolean;
}

/**
 * A busy hour of a shop with 100,000 orders a day: twice the day's mean of 4,167 an hour. (An assumption, since shops differ: a
 * peak hour of a twelfth of the day.)
 */
export const BUSY_HOUR: HourOptions = {
  seed: 1,
  orders: 8_334,
  kills: 20,
  restarts: 4,
  fullDisks: 6,
  watchesMemory: true,
};

/** Some minutes of it, for the test suite. */
export const SHORT_HOUR: HourOptions = {
  seed: 1,
  orders: 300,
  kills: 2,
  restarts: 1,
  fullDisks: 1,
  watchesMemory: false,
};
