import { AwsError } from '#local/gateway/aws-error.ts';
import { sendStateOf, statusOf } from './checks.ts';
import { NAMES, queueArn, type SimulatedCloud } from './cloud.ts';
import type { Write } from './dynamodb/table-store.ts';
import { emailIdInKey, emailIdInMessage, emailIdInTags, kindOfEvent } from './email-in.ts';
import type { Call, Host } from './network.ts';
import type { Run } from './run.ts';
import { REFUSED_RECIPIENT } from './shop.ts';
import { Violation } from './violation.ts';

/** SES lets one second's worth through at once; of less than this, two environments in step are too much. */
const STEADY_RATE = 10;

/** Sees what the cloud is asked for and what it does, notes it, and has it checked. */
export class Watch {
  readonly #run: Run;
  /** Calls that SES itself throttled. */
  throttledBySes = 0;
  /** Whose call the cloud is at work on. Set once the network is there. */
  caller: () => Host | undefined = () => undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Watches messages arrive in the queues. */
  queues({ queues }: SimulatedCloud): void {
    const { checks } = this.#run;
    const send = queues.send.bind(queues);
    queues.send = (arn, message, senderId) => {
      const { body, attributes = {} } = message;
      if (arn === queueArn(NAMES.feedbackQueue)) {
        const email = checks.feedbackArrived(body);
        this.#run.note(email?.emailId ?? '', `feedback arrives: ${kindOfEvent(body)}`);
      } else if (arn === queueArn(NAMES.orderDeadLetters)) {
        const email = checks.deadLettered(body, attributes);
        this.#run.note(email?.emailId ?? '', `dead letter: ${attributes.reason?.StringValue}`);
      } else if (arn === queueArn(NAMES.orderQueue)) {
        checks.asked(emailIdInMessage(body));
      }
      return send(arn, message, senderId);
    };
  }

  /** Watches SES take mails, and makes it refuse some. */
  ses({ ses: { sender }, table }: SimulatedCloud): void {
    const { checks } = this.#run;
    const send = sender.send.bind(sender);
    sender.send = (request, context) => {
      const [to = ''] = request.to;
      if (this.#isBlocked()) throw new AwsError('AccountSuspendedException', 'The account is suspended.');
      if (to.includes(`-${REFUSED_RECIPIENT}-`))
        throw new AwsError('MessageRejected', 'Email address is on no list.');
      try {
        const messageId = send(request, context);
        const email = checks.accepted(request.tags, messageId);
        this.#run.onMail();
        this.#run.note(email?.emailId ?? '', `SES takes attempt ${email?.acceptances.at(-1)?.attempt}`);
        if (email) checks.addressed(email, to, table.item(email.emailId));
        return messageId;
      } catch (error) {
        if ((error as AwsError).code === 'TooManyRequestsException') this.#throttled();
        throw error;
      }
    };
  }

  /** The table was written. */
  wrote(write: Write): void {
    const { key, after } = write;
    const caller = this.caller();
    this.#run.note(
      key,
      `${caller?.name} writes ${sendStateOf(after) ?? 'no send state'}, attempt ${after.attempt?.N ?? '-'}, shown as ${statusOf(after)}`,
    );
    this.#run.checks.wrote(write, caller);
  }

  /** A call leaves its host. */
  called({ host, service, operation, body, fault }: Call): void {
    const emailId =
      service === 'ses' ? emailIdInTags(body) : service === 'dynamodb' ? emailIdInKey(body) : '';
    this.#run.note(emailId, `${host.name} calls ${service} ${operation}${fault ? `: ${fault}` : ''}`);
    if (service === 'ses') this.#run.checks.calledSes(host, emailId);
    if (service === 'dynamodb') this.#run.checks.calledTable(host, body, fault !== undefined);
  }

  #throttled(): void {
    this.throttledBySes++;
    const { faults, sendRate } = this.#run.options;
    if (faults === 'none' && sendRate >= STEADY_RATE)
      this.#run.checks.found(
        new Violation(
          8,
          '',
          `The sender was faster than the account's ${sendRate} mails a second: SES throttled it.`,
        ),
      );
  }

  #isBlocked(): boolean {
    const { accountBlocked } = this.#run.options;
    const at = this.#run.elapsed();
    return accountBlocked !== undefined && at >= accountBlocked.from && at < accountBlocked.to;
  }
}
