import { Checks } from './checks.ts';
import { EmailCases } from './email-case.ts';
import type { RunOptions } from './options.ts';
import { Random } from './random.ts';
import type { ShopOrder } from './shop.ts';
import { Trace } from './trace.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The first order's time, milliseconds since the epoch. */
export const STARTS_AT = Date.parse('2026-11-24T00:00:00Z');

/** After the last fault, so that what it broke is noticed while faults could still happen. */
const AFTER_LAST_FAULT_MS = 2 * 60_000;

/** Somebody who watches a run without taking part. */
export interface Onlooker {
  /**
   * Whether what happened to each email is remembered, to be told where an invariant does not hold: some 2 KB for each.
   * @default true
   */
  readonly remembers?: boolean;
  /** SES took a mail. */
  readonly onMail?: () => void;
}

/** What all parts of one run share: what was drawn, its time, and what is known and noted of it. */
export class Run {
  readonly options: RunOptions;
  readonly time: VirtualTime;
  readonly trace: Trace;
  readonly cases = new EmailCases();
  readonly checks: Checks;
  readonly faultsEndAt: number;
  readonly onMail: () => void;

  constructor(
    options: RunOptions,
    time: VirtualTime,
    orders: readonly ShopOrder[],
    { remembers = true, onMail = () => {} }: Onlooker,
  ) {
    this.options = options;
    this.onMail = onMail;
    this.time = time;
    this.trace = new Trace(time, STARTS_AT, remembers);
    this.checks = new Checks(this.cases, () => time.now());
    this.faultsEndAt = STARTS_AT + endOfFaults(options, orders);
  }

  /** Randomness of its own for each part, so that one more draw in one place moves no other. */
  random(name: string): Random {
    return new Random(`${name} ${this.options.seed}`);
  }

  readonly faulty = (): boolean => {
    const now = this.time.now();
    return this.options.faults === 'all' && now >= STARTS_AT && now < this.faultsEndAt;
  };

  /** Since the first order's time, in milliseconds. */
  elapsed(): number {
    return this.time.now() - STARTS_AT;
  }

  /** Runs `then` so many milliseconds after the first order's time. */
  at(milliseconds: number, then: () => void): void {
    this.time.schedule(STARTS_AT + milliseconds - this.time.now(), then);
  }

  /** @param emailId empty for what concerns no email */
  note(emailId: string, what: string): void {
    this.trace.note(emailId, what);
  }
}

function endOfFaults(
  { eventsLost, eventsLate, feedbackOutage, accountBlocked, redrives }: RunOptions,
  orders: readonly ShopOrder[],
): number {
  const asked = orders.flatMap(({ publishes, wishes }) => [...publishes, ...wishes].map(({ at }) => at));
  const spans = [eventsLost, eventsLate, feedbackOutage, accountBlocked].map((span) => span?.to ?? 0);
  const last = [...spans, ...redrives, ...asked].reduce((latest, at) => Math.max(latest, at), 0);
  return last + AFTER_LAST_FAULT_MS;
}
