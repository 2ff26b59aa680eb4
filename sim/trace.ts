import { createHash } from 'node:crypto';
import type { Timers } from '#local/world.ts';

/** What happened in a run, in virtual time: a hash over all of it, and the history of each email. */
export class Trace {
  readonly #timers: Timers;
  readonly #startAt: number;
  readonly #hash = createHash('sha256');
  readonly #histories = new Map<string, string[]>();
  readonly #remembers: boolean;
  #events = 0;

  /**
   * @param startAt what is shown as time zero; milliseconds since the epoch
   * @param remembers whether there are histories; without, the hash alone
   */
  constructor(timers: Timers, startAt: number, remembers: boolean) {
    this.#timers = timers;
    this.#startAt = startAt;
    this.#remembers = remembers;
  }

  get events(): number {
    return this.#events;
  }

  /** @param subject the email's id; empty for what concerns no email */
  note(subject: string, what: string): void {
    this.#events++;
    const line = `${this.#elapsed()}  ${what}`;
    this.#hash.update(`${subject} ${line}\n`);
    if (!this.#remembers) return;
    const history = this.#histories.get(subject);
    if (history) history.push(line);
    else this.#histories.set(subject, [line]);
  }

  history(subject: string): readonly string[] {
    return this.#histories.get(subject) ?? [];
  }

  /** Of everything noted so far. */
  hash(): string {
    return this.#hash.copy().digest('hex').slice(0, 16);
  }

  /** Since the start of the run, such as `1d 02:03:04.005`. */
  #elapsed(): string {
    const elapsed = this.#timers.now() - this.#startAt;
    return elapsed < 0 ? 'before' : duration(elapsed);
  }
}

/** Such as `02:03:04.005`, with days in front where there are any. */
export function duration(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  const part = (unit: number, of: number, digits: number) =>
    String(Math.floor(whole / unit) % of).padStart(digits, '0');
  const days = Math.floor(whole / 86_400_000);
  const time = `${part(3_600_000, 24, 2)}:${part(60_000, 60, 2)}:${part(1_000, 60, 2)}.${part(1, 1000, 3)}`;
  return days > 0 ? `${days}d ${time}` : time;
}
