import { sendingClient, tableClient, topicClient } from '#adapters/aws/clients.ts';
import { dynamodbEmailArchive } from '#adapters/aws/dynamodb-email-archive.ts';
import { sesSuppressionList } from '#adapters/aws/ses-suppression-list.ts';
import { snsResendRequests } from '#adapters/aws/sns-resend-requests.ts';
import { eraseOrder } from '#app/erase-emails.ts';
import { resendEmail } from '#app/resend-email.ts';
import { Unavailable } from '#app/unavailable.ts';
import { connectionOf, NAMES, type SimulatedCloud } from './cloud.ts';
import { emailIdOfOrder } from './email-case.ts';
import { Environment } from './environment.ts';
import type { Network } from './network.ts';
import type { Run } from './run.ts';
import type { Wish } from './shop.ts';
import { Violation } from './violation.ts';

const SUPPORT = connectionOf('support');

/**
 * People who send an order's email again or erase it while everything else goes on: the use cases of the console and the command
 * line, over the same network with the same faults.
 */
export class SupportStaff {
  readonly #run: Run;
  readonly #deps: Parameters<typeof resendEmail>[1] & Parameters<typeof eraseOrder>[2];
  #busy = 0;

  constructor(run: Run, { orderTopicArn }: SimulatedCloud, network: Network) {
    this.#run = run;
    const desk = new Environment('support', {
      timers: run.time,
      random: run.random('support'),
      skewMs: 0,
      mayBeSlow: false,
      onLine: (line) => run.checks.line(line),
      onId: () => {},
    });
    this.#deps = {
      archive: dynamodbEmailArchive(network.connect(tableClient(SUPPORT), desk), NAMES.trackingTable),
      requests: snsResendRequests(network.connect(topicClient(SUPPORT), desk), orderTopicArn),
      suppressions: sesSuppressionList(network.connect(sendingClient(SUPPORT), desk)),
      // A line like those of the functions, so that what they must not hold is looked for in it too.
      audit: { record: async (entry) => run.checks.line(JSON.stringify(entry)) },
      clock: desk.clock,
    };
  }

  /** Wishes that are being seen to. */
  get busy(): number {
    return this.#busy;
  }

  /** Sees to one wish; an outage is told to the person, and that is that. */
  async seeTo(orderId: string, wish: Wish): Promise<void> {
    this.#busy++;
    const emailId = emailIdOfOrder(orderId);
    this.#run.note(emailId, `support is asked to ${wish.kind} it`);
    try {
      const { kind } = await this.#try(orderId, wish);
      this.#run.note(emailId, `support's wish to ${wish.kind} it ends as ${kind}`);
    } catch (error) {
      if (!(error instanceof Unavailable))
        this.#run.checks.found(new Violation(11, emailId, `Support's wish to ${wish.kind} failed: ${error}`));
      this.#run.note(emailId, `support's wish to ${wish.kind} it ends in an outage`);
    }
    this.#busy--;
  }

  #try(orderId: string, wish: Wish) {
    if (wish.kind === 'erase')
      return eraseOrder(orderId, { alsoFromSuppressionList: wish.unsuppress }, this.#deps);
    const { to, despiteHeld } = wish;
    return resendEmail(
      {
        orderId,
        emailType: 'ORDER_CONFIRMATION',
        by: 'support',
        reason: 'The customer asked for it',
        despiteHeld,
        ...(to !== undefined && { to }),
      },
      this.#deps,
    );
  }
}
