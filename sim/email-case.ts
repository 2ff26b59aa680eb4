import type { Expected } from './expected-status.ts';

/** One mail that SES took. */
interface Acceptance {
  readonly attempt: number;
  /** Milliseconds since the epoch, as all times here. */
  readonly at: number;
  readonly claimedAt: number;
}

/** All that the simulation itself knows of one order's email, apart from what the system under test says. */
export interface EmailCase {
  readonly emailId: string;
  readonly orderId: string;
  /** A malformed order never becomes a mail. */
  readonly malformed: boolean;
  /** Support asked for it. */
  readonly isResend: boolean;
  /** How often a message that asks for it came into the order queue. A resend of which none came waits to be asked for again. */
  asked: number;
  readonly acceptances: Acceptance[];
  /** When each attempt was claimed. */
  readonly claimedAt: Map<number, number>;
  /** When the first event of each attempt came into the feedback queue. */
  readonly evidenceAt: Map<number, number>;
  /** What the events that came into the feedback queue say. */
  readonly facts: Expected[];
  /** When its messages came into the dead-letter queue with a reason. */
  deadLetteredAt: number | undefined;
}

const ORDER_ID = /SIM-\d+/;

/** The order that a text is about, be it readable or not. */
export function orderIdIn(text: string): string | undefined {
  return ORDER_ID.exec(text)?.[0];
}

export const orderIdOf = (number: number) => `SIM-${number}`;
export const emailIdOfOrder = (orderId: string) => `${orderId}#ORDER_CONFIRMATION`;

/** All cases of a run, by their email. */
export class EmailCases {
  readonly #byEmailId = new Map<string, EmailCase>();

  /** The email of an order that a shop is going to publish. */
  add(orderId: string, malformed: boolean): EmailCase {
    return this.#add({ emailId: emailIdOfOrder(orderId), orderId, malformed, isResend: false });
  }

  /** An email that support has made. */
  addResend(emailId: string): EmailCase {
    return this.#add({ emailId, orderId: orderIdIn(emailId)!, malformed: false, isResend: true });
  }

  #add(email: Pick<EmailCase, 'emailId' | 'orderId' | 'malformed' | 'isResend'>): EmailCase {
    const added: EmailCase = {
      ...email,
      asked: 0,
      acceptances: [],
      claimedAt: new Map(),
      evidenceAt: new Map(),
      facts: [],
      deadLetteredAt: undefined,
    };
    this.#byEmailId.set(email.emailId, added);
    return added;
  }

  find(emailId: string): EmailCase | undefined {
    return this.#byEmailId.get(emailId);
  }

  all(): Iterable<EmailCase> {
    return this.#byEmailId.values();
  }
}
