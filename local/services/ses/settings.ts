import type { HappeningKind, Outcome } from './outcomes.ts';

/** What AWS decides for an account, and what the world beyond SES does with a mail. */
export interface SesSettings {
  /** Recipients a second, as `GetAccount` reports it. Bursts of one second's worth pass. Default 500. */
  readonly maxSendRate: number;
  /** Recipients in any 24 hours; the mailbox simulator's addresses do not count. Default 1,000,000. */
  readonly max24HourSend: number;
  /** `false` is the sandbox: every recipient must be verified too. Default true. */
  readonly productionAccess: boolean;
  /** What AWS thinks of the account: `PROBATION` is under review, `SHUTDOWN` has its sending paused by AWS. Default HEALTHY. */
  readonly enforcementStatus: 'HEALTHY' | 'PROBATION' | 'SHUTDOWN';
  /** `false`: the account's sending is paused, and every mail is refused. Default true. */
  readonly sendingEnabled: boolean;
  /** What a new account starts on is ESSENTIALS; the prices here are those of NONE, à la carte. Default NONE. */
  readonly pricingPlan: 'NONE' | 'ESSENTIALS' | 'PRO' | 'ENTERPRISE';
  /** Bytes of one message. Default 40 MB, as SES v2 allows. */
  readonly maxMessageBytes: number;
  /** The account's own choice, for mails without a configuration set that chooses. Default: both, as new accounts have it. */
  readonly suppressedReasons: readonly ('BOUNCE' | 'COMPLAINT')[];
  /**
   * When each event is published: a list of delays in milliseconds after acceptance, one for every copy. An empty list
   * loses the event, two entries duplicate it; larger ones make it late or let another overtake it.
   */
  readonly eventDelaysMs: (kind: HappeningKind, random: () => number) => readonly number[];
  /**
   * When the copies of an event are published that happens `delayMs` after acceptance, as delays after acceptance too. Unlike
   * with `eventDelaysMs`, the event's own time stays. It may answer differently from mail to mail. Default: at once, once.
   */
  readonly publicationsMs: (delayMs: number, random: () => number) => readonly number[];
  /** What becomes of a mail to an address that is no simulator address. Default: it is delivered. */
  readonly outcomeOf: (address: string) => Outcome;
}

/** An account with production access, whose mails are delivered within tens of milliseconds. */
export const DEFAULT_SES_SETTINGS: SesSettings = {
  maxSendRate: 500,
  max24HourSend: 1_000_000,
  productionAccess: true,
  enforcementStatus: 'HEALTHY',
  sendingEnabled: true,
  pricingPlan: 'NONE',
  maxMessageBytes: 40 * 1024 * 1024,
  suppressedReasons: ['BOUNCE', 'COMPLAINT'],
  eventDelaysMs: (kind, random) => [TYPICAL_DELAY_MS[kind] * (0.5 + random())],
  publicationsMs: (delayMs) => [delayMs],
  outcomeOf: () => 'delivered',
};

/**
 * Mean delays, of which half to one and a half is drawn. On AWS a delivery takes about a second, and a complaint a day: here they keep
 * their order, not their size.
 */
const TYPICAL_DELAY_MS: Readonly<Record<HappeningKind, number>> = {
  Send: 0,
  SuppressedBounce: 0,
  SuppressedComplaint: 0,
  Reject: 5,
  Delivery: 25,
  DeliveryDelay: 8,
  HardBounce: 25,
  SimulatedSuppression: 25,
  SoftBounce: 25,
  AutoReply: 80,
  Complaint: 80,
};
