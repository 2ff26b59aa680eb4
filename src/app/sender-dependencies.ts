import type { Brands } from '#contract/brand.ts';
import type { Pace } from './pace.ts';
import type {
  Clock,
  Digest,
  FeedbackHealth,
  Log,
  Mailer,
  Metrics,
  OrderPacking,
  OrderQueue,
  Randomness,
  SendLedger,
} from './ports.ts';

/** What the sender works with for one message. */
export interface SenderDependencies {
  readonly brands: Brands;
  readonly ledger: SendLedger;
  readonly mailer: Mailer;
  readonly queue: OrderQueue;
  readonly feedback: FeedbackHealth;
  readonly pace: Pace;
  /** This environment's share of the account's send rate. */
  readonly sendsPerSecond: number;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly digest: Digest;
  readonly packing: OrderPacking;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Milliseconds until the function is killed. */
  remainingMs(): number;
}

/** `done`: the message may be deleted. `kept`: it must come again. */
export type MessageOutcome = 'done' | 'kept';
