import { AwsError } from '../../gateway/aws-error.ts';
import type { Timers } from '../../world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const BUCKET_MS = 60 * 1000;

/**
 * The account's two limits. Both count recipients, and as on AWS a mail to several passes while anything is left, so the
 * balance may go below zero. The day is counted in minutes and rolls with them.
 */
export class SendLimits {
  readonly #timers: Timers;
  readonly #maxSendRate: number;
  readonly #max24HourSend: number;
  /** Recipients by minute, oldest first. */
  readonly #minutes = new Map<number, number>();
  #sentLast24Hours = 0;
  #tokens: number;
  #refilledAt: number;

  constructor(timers: Timers, limits: { maxSendRate: number; max24HourSend: number }) {
    this.#timers = timers;
    this.#maxSendRate = limits.maxSendRate;
    this.#max24HourSend = limits.max24HourSend;
    this.#tokens = this.#capacity();
    this.#refilledAt = timers.now();
  }

  /** Counts mails accepted earlier, when the local cloud starts with their state. */
  restore(acceptedAt: number, recipients: number): void {
    this.#count(acceptedAt, recipients);
  }

  sentLast24Hours(): number {
    this.#forget();
    return this.#sentLast24Hours;
  }

  /** Takes one mail's share, or refuses it and takes nothing. `quotaRecipients` leaves out the simulator's addresses. */
  take(recipients: number, quotaRecipients: number): void {
    this.#refill();
    if (this.#tokens < 1) {
      throw new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.', { status: 429 });
    }
    if (quotaRecipients > 0 && this.sentLast24Hours() >= this.#max24HourSend) {
      throw new AwsError('LimitExceededException', 'Daily message quota exceeded.');
    }
    this.#tokens -= recipients;
    this.#count(this.#timers.now(), quotaRecipients);
  }

  #capacity(): number {
    return Math.max(1, this.#maxSendRate);
  }

  #refill(): void {
    const now = this.#timers.now();
    const gained = ((now - this.#refilledAt) / 1000) * this.#maxSendRate;
    this.#tokens = Math.min(this.#capacity(), this.#tokens + Math.max(0, gained));
    this.#refilledAt = now;
  }

  #count(at: number, recipients: number): void {
    const minute = Math.floor(at / BUCKET_MS);
    this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + recipients);
    this.#sentLast24Hours += recipients;
  }

  #forget(): void {
    const oldest = Math.floor((this.#timers.now() - DAY_MS) / BUCKET_MS);
    for (const [minute, recipients] of this.#minutes) {
      if (minute > oldest) return;
      this.#minutes.delete(minute);
      this.#sentLast24Hours -= recipients;
    }
  }
}
