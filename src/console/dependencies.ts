import type {
  AlarmStates,
  DeadLetters,
  EmailSearch,
  HourlyCounts,
  SuppressionListing,
} from '#app/operator-ports.ts';
import type { Clock, EmailReader, Faults, Inbox, Log, OrderPacking, RecentEmails } from '#app/ports.ts';
import type { SampleOrderDependencies } from '#app/publish-sample-order.ts';
import type { CostReader } from '#app/read-costs.ts';
import type { Brands } from '#contract/brand.ts';
import type { Changes } from './changes.ts';
import type { ExplainFailure } from './failure-message.ts';

/** What the console needs from outside. What is absent is not offered. */
export interface ConsoleDependencies {
  /** The environment's suffix, such as `dev`, shown on every page. */
  readonly environment: string;
  readonly emails: EmailReader;
  /** Absent: nothing can be changed from the console. */
  readonly changes?: Changes;
  /** Reads the orders kept with their emails. With `brands`, each mail is shown as it was sent. */
  readonly packing?: Pick<OrderPacking, 'unpack'>;
  /** Absent where only an order's id finds its emails. */
  readonly search?: EmailSearch;
  /** Absent where the account's list must not be read. */
  readonly suppressed?: SuppressionListing;
  /** Absent where the queues must not be looked into. */
  readonly letters?: DeadLetters;
  /** Absent where nothing counts. */
  readonly hourly?: HourlyCounts;
  /** Absent where there are no alarms. */
  readonly alarms?: AlarmStates;
  /** The runbook as Markdown, with a section for each alarm. */
  readonly runbook?: string | undefined;
  /** Absent for a deployed table, which must not be scanned: the first page then offers the search alone. */
  readonly recent?: RecentEmails;
  /** Absent where nobody keeps the mails, as on AWS: there is no inbox then. */
  readonly inbox?: Inbox;
  /** Absent where nothing can go wrong on purpose, as on AWS: there are no switches then. */
  readonly faults?: Faults;
  /** Absent where the account's bill must not be asked for: there is no page of costs then. */
  readonly costs?: CostReader;
  /** Absent where the console must not publish: there is no button then. */
  readonly samples?: SampleOrderDependencies;
  /** Who mails are previewed from. Absent: there is no preview. */
  readonly brands?: Brands;
  /** A command line that publishes an order, to copy from the pages that are still empty. */
  readonly publishCommand: string;
  /** Puts a failure into words: undefined where it knows none. Absent: by its code alone. */
  readonly explain?: ExplainFailure;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}
