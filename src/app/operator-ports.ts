import type { DeliveryStatus, EmailType, ProblemStatus } from '#contract/tracking-item.ts';

/** Every capability from outside that only people's tools need, the command line and the console; the others are in ports.ts. */

/** From `since` on, up to and including `until`. ISO 8601, UTC. */
export interface TimeSpan {
  readonly since: string;
  readonly until: string;
}

/** One email that a search found. */
export interface FoundEmail {
  readonly emailId: string;
  readonly orderId: string;
  readonly emailType: EmailType;
  readonly status: DeliveryStatus;
  /** Of an address: when the email was first known. Of a problem: when its status was reached. ISO 8601, UTC. */
  readonly at: string;
}

/** What a search answers: the newest first. */
export interface Search {
  readonly emails: readonly FoundEmail[];
  /** Whether there may be more than the limit let through. */
  readonly more: boolean;
  /** Requests made to the table. */
  readonly requests: number;
}

/** Searches whose costs depend on what they find, never on how full the table is. */
export interface EmailSearch {
  /** Emails to an address, as it is written and in lower case. */
  byAddress(address: string, span: TimeSpan, limit: number): Promise<Search>;
  /** Emails that reached one of the statuses in the span and still have it. */
  byProblem(statuses: readonly ProblemStatus[], span: TimeSpan, limit: number): Promise<Search>;
}
