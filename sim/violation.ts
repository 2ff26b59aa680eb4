/** The invariants of the delivery protocol, by the number a violation is reported under. */
export const INVARIANTS = {
  1: 'one mail for each email while its events reach us',
  2: 'a message is deleted only when its email is settled',
  3: 'no order is lost',
  4: 'a final send state stays, attempts grow, and only the holder of an attempt writes it',
  5: 'the status is the highest rank of the events delivered',
  6: 'a batch reports exactly its bad records',
  7: 'a redrive breaks nothing',
  8: 'the sender keeps to the send rate, and ends its calls before it is killed',
  9: 'no personal data in logs, metrics, tags and dead-letter attributes',
  10: 'once the faults stop, everything comes to an end, and no sender leaves its claim behind',
  11: 'support’s wishes are met once: a resend reaches the address asked for, and what was erased never comes back',
} as const;

export type InvariantNumber = keyof typeof INVARIANTS;

/** An invariant does not hold. Ends the run. */
export class Violation extends Error {
  readonly invariant: InvariantNumber;
  /** The email concerned; empty where it concerns none. */
  readonly emailId: string;

  constructor(invariant: InvariantNumber, emailId: string, message: string) {
    super(message);
    this.name = 'Violation';
    this.invariant = invariant;
    this.emailId = emailId;
  }
}
