import { queueClient, sendingClient, tableClient } from '#adapters/aws/clients.ts';
import { sha256Digest } from '#adapters/system/randomness.ts';
import { BATCH_SIZE } from '#contract/timing.ts';
import { AwsError } from '#local/gateway/aws-error.ts';
import type { ReceivedMessage } from '#local/services/sqs/received-message.ts';
import { createFeedbackRecorder } from '../src/handlers/feedback-recorder.ts';
import { createSender } from '../src/handlers/sender.ts';
import { Checks, sendStateOf, statusOf } from './checks.ts';
import {
  CONNECTION,
  ENVIRONMENT_SUFFIX,
  FROM_ADDRESS,
  NAMES,
  queueArn,
  queueUrl,
  type SimulatedCloud,
  simulatedCloud,
} from './cloud.ts';
import type { Write } from './dynamodb/table-store.ts';
import { EmailCases, emailIdOfOrder, orderIdIn } from './email-case.ts';
import { Environment } from './environment.ts';
import { EventChannel } from './event-channel.ts';
import { type Call, Network } from './network.ts';
import { discardUnreadable, redriveAll } from './operator.ts';
import type { RunOptions } from './options.ts';
import { useOwnEnvironment } from './own-environment.ts';
import { Random } from './random.ts';
import {
  drawOrders,
  drawStray,
  orphanEvent,
  RECIPIENT_KINDS,
  REFUSED_RECIPIENT,
  type ShopOrder,
} from './shop.ts';
import { SimulatedFunction } from './simulated-function.ts';
import { Trace } from './trace.ts';
import { Violation } from './violation.ts';
import { replaceGlobals } from './virtual-globals.ts';
import { VirtualTime } from './virtual-time.ts';

/** What came of a run. */
export interface RunResult {
  readonly violation: Violation | undefined;
  /** Of the email concerned, where there is a violation of one. */
  readonly history: readonly string[];
  /** Over everything that was traced: equal seeds give equal hashes. */
  readonly traceHash: string;
  readonly traceEvents: number;
  readonly virtualMs: number;
  /** Orders by the send state they ended in. */
  readonly endStates: Readonly<Record<string, number>>;
  readonly mails: number;
  /** Mails beyond the first of their email, every one explained by events that SES withheld. */
  readonly duplicates: number;
  /** How often an operator had to redrive the dead letters after the faults had stopped. */
  readonly redrives: number;
  /** Calls that SES itself throttled. */
  readonly throttledBySes: number;
}

const STARTS_AT = Date.parse('2026-11-24T00:00:00Z');
const HOUR = 3_600_000;

/** In which feedback of earlier emails is recorded, before the first order and the first fault. */
const EARLIER_MS = HOUR;

/**
 * Everything comes to an end so soon after the last fault, or waits for a person: twenty receives, three hours apart while
 * feedback has a backlog that nobody clears.
 */
const REST_WITHIN_MS = 72 * HOUR;

/** SES lets one second's worth through at once; of less than this, two environments in step are too much. */
const STEADY_RATE = 10;

/** A daily quota that is used up may send orders to the dead letters more than once. */
const MAX_REDRIVES = 12;

/** Runs one simulation. The machine's clock, randomness and settings are out of its reach meanwhile. */
export async function simulate(options: RunOptions): Promise<RunResult> {
  const restoreEnvironment = await useOwnEnvironment();
  const time = new VirtualTime(STARTS_AT - EARLIER_MS);
  const restoreGlobals = replaceGlobals(time, new Random(`globals ${options.seed}`));
  try {
    return await new Simulation(options, time).run();
  } finally {
    restoreGlobals();
    restoreEnvironment();
  }
}

class Simulation {
  readonly #options: RunOptions;
  readonly #time: VirtualTime;
  readonly #trace: Trace;
  readonly #cases = new EmailCases();
  readonly #checks: Checks;
  readonly #cloud: SimulatedCloud;
  readonly #network: Network;
  readonly #channel: EventChannel;
  readonly #functions: readonly SimulatedFunction[];
  readonly #faultsEndAt: number;
  #publishesLeft = 0;
  #throttledBySes = 0;

  constructor(options: RunOptions, time: VirtualTime) {
    this.#options = options;
    this.#time = time;
    this.#trace = new Trace(time, STARTS_AT);
    this.#checks = new Checks(this.#cases, () => time.now());
    const orders = drawOrders(options, this.#random('orders'));
    this.#faultsEndAt = STARTS_AT + endOfFaults(options, orders);
    this.#channel = new EventChannel({
      timers: time,
      random: this.#random('events'),
      options,
      startedAt: STARTS_AT,
      onLost: (event) => this.#note(emailIdIn(event), 'an event of SES is lost'),
    });
    this.#cloud = simulatedCloud({
      timers: time,
      random: this.#random('cloud'),
      ses: {
        maxSendRate: options.sendRate,
        max24HourSend: options.dailyQuota,
        eventDelaysMs: this.#channel.delays,
        outcomeOf: (address) => RECIPIENT_KINDS[address.split('-')[1] as keyof typeof RECIPIENT_KINDS],
      },
      eventChannel: (topics) => this.#channel.to(topics),
      onWrite: (write) => this.#wrote(write),
      onLog: (line) => this.#checks.found(new Violation(3, '', `The local cloud says: ${line}`)),
    });
    this.#network = new Network({
      timers: time,
      random: this.#random('network'),
      options,
      gateway: () => this.#cloud.gateway,
      faulty: this.#faulty,
      onCall: (call) => this.#called(call),
    });
    this.#watchQueues();
    this.#watchSes();
    this.#functions = [this.#sender(), this.#feedback()];
    this.#scheduleOrders(orders);
    this.#scheduleStrays();
    for (const at of options.redrives) this.#at(at, () => this.#redrive());
    // Something has to happen then, or the run would not notice that the faults are over.
    this.#at(this.#faultsEndAt - STARTS_AT, () => this.#note('', 'the faults stop'));
  }

  async run(): Promise<RunResult> {
    for (const each of this.#functions) each.start();
    await this.#untilRest(this.#faultsEndAt + REST_WITHIN_MS);
    if (!this.#checks.violation) this.#checks.atRest(this.#cloud, true);
    let redrives = 0;
    while (!this.#checks.violation && this.#hasDeadLetters() && redrives < MAX_REDRIVES) {
      redrives++;
      discardUnreadable(this.#cloud);
      this.#redrive();
      await this.#untilRest(this.#time.now() + REST_WITHIN_MS);
    }
    if (!this.#checks.violation) this.#checks.atRest(this.#cloud, false);
    const result = this.#result(redrives);
    this.#cloud.close();
    return result;
  }

  #random(name: string): Random {
    return new Random(`${name} ${this.#options.seed}`);
  }

  readonly #faulty = () => {
    const now = this.#time.now();
    return this.#options.faults === 'all' && now >= STARTS_AT && now < this.#faultsEndAt;
  };

  /** Runs `then` so many milliseconds after the first order's time. */
  #at(milliseconds: number, then: () => void): void {
    this.#time.schedule(STARTS_AT + milliseconds - this.#time.now(), then);
  }

  #note(emailId: string, what: string): void {
    this.#trace.note(emailId, what);
  }

  /** Runs until nothing is under way, or reports what still is at `deadline`. */
  async #untilRest(deadline: number): Promise<void> {
    await this.#time.run(deadline, () => this.#checks.violation !== undefined || this.#isAtRest());
    if (this.#checks.violation || this.#isAtRest()) return;
    const [body] = this.#cloud.bodiesIn(NAMES.orderQueue);
    const emailId = body === undefined ? '' : emailIdOfOrder(orderIdIn(body) ?? '');
    this.#checks.found(
      new Violation(
        10,
        emailId,
        `Not everything is at rest ${REST_WITHIN_MS / HOUR} hours after the last fault.`,
      ),
    );
  }

  #isAtRest(): boolean {
    return (
      this.#publishesLeft === 0 &&
      this.#time.now() >= this.#faultsEndAt &&
      this.#channel.pending === 0 &&
      this.#functions.every(({ running }) => running === 0) &&
      [NAMES.orderQueue, NAMES.feedbackQueue].every(
        (name) => this.#cloud.queues.queue(queueArn(name)).index.size === 0,
      )
    );
  }

  /** Of valid orders: the malformed ones stay there for good. */
  #hasDeadLetters(): boolean {
    return [...this.#cases.all()].some(
      ({ emailId, malformed }) =>
        !malformed && !/ACCEPTED|REFUSED/.test(sendStateOf(this.#cloud.table.item(emailId)) ?? ''),
    );
  }

  #redrive(): void {
    this.#note('', 'an operator redrives the dead letters');
    redriveAll(this.#cloud);
  }

  #scheduleOrders(orders: readonly ShopOrder[]): void {
    const { topics, orderTopicArn, world } = this.#cloud;
    const shop = {
      kind: 'account',
      accountId: world.accountId,
      arn: `arn:aws:iam::${world.accountId}:user/shop`,
    } as const;
    for (const { orderId, malformed, orphan, publishes } of orders) {
      const email = this.#cases.add(orderId, malformed);
      if (orphan) this.#toFeedback(orphanEvent(orderId, STARTS_AT - EARLIER_MS));
      this.#publishesLeft += publishes.length;
      for (const { at, body } of publishes) {
        this.#at(at, () => {
          this.#publishesLeft--;
          email.published++;
          this.#note(email.emailId, 'its shop publishes the order');
          topics.publish(orderTopicArn, { message: body }, shop);
        });
      }
    }
  }

  #scheduleStrays(): void {
    const { orders, strayFeedback, orderRate } = this.#options;
    const random = this.#random('strays');
    for (let left = (orders / 1000) * strayFeedback; left > 0; left--)
      this.#at(random.between(0, (orders / orderRate) * 1000), () =>
        this.#toFeedback(drawStray(random).body),
      );
  }

  #toFeedback(body: string): void {
    const { topics, feedbackTopicArn, world } = this.#cloud;
    const ses = {
      kind: 'service',
      accountId: world.accountId,
      service: 'ses.amazonaws.com',
      sourceArn: 'arn:aws:ses:::',
    } as const;
    topics.publish(feedbackTopicArn, { message: body }, ses);
  }

  #watchQueues(): void {
    const { queues } = this.#cloud;
    const send = queues.send.bind(queues);
    queues.send = (arn, message, senderId) => {
      if (arn === queueArn(NAMES.feedbackQueue)) {
        const email = this.#checks.feedbackArrived(message.body);
        this.#note(email?.emailId ?? '', `feedback arrives: ${kindOf(message.body)}`);
      } else if (arn === queueArn(NAMES.orderDeadLetters)) {
        const email = this.#checks.deadLettered(message.body, message.attributes ?? {});
        this.#note(email?.emailId ?? '', `dead letter: ${message.attributes?.reason?.StringValue}`);
      }
      return send(arn, message, senderId);
    };
  }

  #watchSes(): void {
    const { sender } = this.#cloud.ses;
    const send = sender.send.bind(sender);
    sender.send = (request, context) => {
      if (this.#isBlocked()) throw new AwsError('AccountSuspendedException', 'The account is suspended.');
      if (request.to[0]!.includes(`-${REFUSED_RECIPIENT}-`))
        throw new AwsError('MessageRejected', 'Email address is on no list.');
      try {
        const messageId = send(request, context);
        const email = this.#checks.accepted(request.tags, messageId);
        this.#note(email?.emailId ?? '', `SES takes attempt ${email?.acceptances.at(-1)?.attempt}`);
        return messageId;
      } catch (error) {
        if ((error as AwsError).code === 'TooManyRequestsException') this.#throttled();
        throw error;
      }
    };
  }

  #throttled(): void {
    this.#throttledBySes++;
    if (this.#options.faults === 'none' && this.#options.sendRate >= STEADY_RATE)
      this.#checks.found(
        new Violation(
          8,
          '',
          `The sender was faster than the account's ${this.#options.sendRate} mails a second: SES throttled it.`,
        ),
      );
  }

  #isBlocked(): boolean {
    const { accountBlocked } = this.#options;
    const at = this.#time.now() - STARTS_AT;
    return accountBlocked !== undefined && at >= accountBlocked.from && at < accountBlocked.to;
  }

  #wrote(write: Write): void {
    const { key, after } = write;
    const caller = this.#network.caller;
    this.#note(
      key,
      `${caller?.name} writes ${sendStateOf(after) ?? 'no send state'}, attempt ${after.attempt?.N ?? '-'}, shown as ${statusOf(after)}`,
    );
    this.#checks.wrote(write, caller);
  }

  #called({ host, service, operation, body, fault }: Call): void {
    const emailId = service === 'sqs' ? '' : service === 'ses' ? emailIdIn(body) : keyIn(body);
    this.#note(emailId, `${host.name} calls ${service} ${operation}${fault ? `: ${fault}` : ''}`);
    if (service === 'ses') this.#checks.calledSes(host, emailId);
    if (service === 'dynamodb') this.#checks.calledTable(host, body, fault !== undefined);
  }

  #environment(name: string, random: Random): Environment {
    const skew = this.#options.clockSkewMs;
    return new Environment(name, {
      timers: this.#time,
      random,
      skewMs: random.between(-skew, skew),
      mayBeSlow: name.startsWith('sender'),
      onLine: (line) => this.#checks.line(line),
      onId: (environment, id) => this.#checks.drew(environment, id),
    });
  }

  #sender(): SimulatedFunction {
    const random = this.#random('sender');
    const settings = senderSettings(this.#options.concurrency);
    return new SimulatedFunction({
      ...this.#functionDeps('sender', NAMES.orderQueue),
      concurrency: this.#options.concurrency,
      windowMs: 0,
      create: (name) => {
        const environment = this.#environment(name, random);
        const handler = createSender(settings, {
          ses: this.#network.connect(sendingClient(CONNECTION), environment),
          sqs: this.#network.connect(queueClient(CONNECTION), environment),
          table: this.#network.connect(tableClient(CONNECTION), environment),
          clock: environment.clock,
          random: environment.random,
          digest: sha256Digest,
          write: environment.write,
        });
        return { environment, handler };
      },
      onEnded: (invocation) => {
        this.#noteEnd('sender', invocation);
        this.#checks.senderEnded(invocation);
      },
      onDelete: (message) => this.#deleting(message),
    });
  }

  #feedback(): SimulatedFunction {
    const random = this.#random('feedback');
    const settings = {
      ENVIRONMENT_SUFFIX,
      TRACKING_TABLE: NAMES.trackingTable,
      CONFIGURATION_SET: NAMES.configurationSet,
    };
    return new SimulatedFunction({
      ...this.#functionDeps('feedback', NAMES.feedbackQueue),
      concurrency: BATCH_SIZE,
      windowMs: 1_000,
      outage: this.#options.feedbackOutage,
      create: (name) => {
        const environment = this.#environment(name, random);
        const table = this.#network.connect(tableClient(CONNECTION), environment);
        return {
          environment,
          handler: createFeedbackRecorder(settings, {
            table,
            clock: environment.clock,
            write: environment.write,
          }),
        };
      },
      onEnded: (invocation) => {
        this.#noteEnd('feedback', invocation);
        this.#checks.feedbackEnded(invocation);
      },
      onDelete: () => {},
    });
  }

  #functionDeps(name: string, queueName: string) {
    return {
      name,
      timers: this.#time,
      random: this.#random(`invocations of ${name}`),
      options: this.#options,
      queues: this.#cloud.queues,
      queueArn: queueArn(queueName),
      faulty: this.#faulty,
      startedAt: STARTS_AT,
      onReceived: (environment: Environment, batch: readonly ReceivedMessage[]) => {
        for (const message of batch)
          this.#note(
            emailIdOfMessage(message),
            `${environment.name} receives it, receive ${message.receiveCount}`,
          );
      },
    };
  }

  #noteEnd(
    name: string,
    { environment, batch, failed, ranIntoTimeout }: Parameters<Checks['senderEnded']>[0],
  ): void {
    for (const message of batch) {
      const end = failed
        ? failed.has(message.messageId)
          ? 'keeps'
          : 'is done with'
        : ranIntoTimeout
          ? 'runs into its timeout with'
          : 'is killed with';
      this.#note(
        emailIdOfMessage(message),
        `${environment.name} ${end} the ${name === 'sender' ? 'order' : 'event'}`,
      );
    }
  }

  #deleting({ body, sentAt }: ReceivedMessage): void {
    const emailId = emailIdOfOrder(orderIdIn(body) ?? '');
    this.#checks.deleting(body, sentAt, this.#cloud.table.item(emailId));
  }

  #result(redrives: number): RunResult {
    const { violation } = this.#checks;
    const endStates: Record<string, number> = {};
    let mails = 0;
    let duplicates = 0;
    for (const { emailId, malformed, acceptances } of this.#cases.all()) {
      const state = malformed ? 'malformed' : (sendStateOf(this.#cloud.table.item(emailId)) ?? 'none');
      endStates[state] = (endStates[state] ?? 0) + 1;
      mails += acceptances.length;
      duplicates += Math.max(0, acceptances.length - 1);
    }
    return {
      violation,
      history: violation ? this.#trace.history(violation.emailId) : [],
      traceHash: this.#trace.hash(),
      traceEvents: this.#trace.events,
      virtualMs: this.#time.now() - STARTS_AT,
      endStates,
      mails,
      duplicates,
      redrives,
      throttledBySes: this.#throttledBySes,
    };
  }
}

function endOfFaults(
  { eventsLost, eventsLate, feedbackOutage, accountBlocked, redrives }: RunOptions,
  orders: readonly ShopOrder[],
): number {
  const published = orders.flatMap(({ publishes }) => publishes.map(({ at }) => at));
  const ends = [eventsLost, eventsLate, feedbackOutage, accountBlocked].map((span) => span?.to ?? 0);
  return (
    Math.max(
      ...ends,
      ...redrives,
      published.reduce((last, at) => Math.max(last, at), 0),
    ) +
    2 * 60_000
  );
}

function senderSettings(concurrency: number) {
  return {
    ENVIRONMENT_SUFFIX,
    TRACKING_TABLE: NAMES.trackingTable,
    ORDER_QUEUE_URL: queueUrl(NAMES.orderQueue),
    ORDER_DEAD_LETTERS_URL: queueUrl(NAMES.orderDeadLetters),
    FEEDBACK_QUEUE_URL: queueUrl(NAMES.feedbackQueue),
    FEEDBACK_DEAD_LETTERS_URL: queueUrl(NAMES.feedbackDeadLetters),
    FEEDBACK_UNDELIVERED_URL: queueUrl(NAMES.feedbackSubscriptionDeadLetters),
    CONFIGURATION_SET: NAMES.configurationSet,
    FROM_ADDRESS,
    SHOP_NAME: 'Example Shop',
    REPLY_TO_ADDRESS: '',
    SENDER_CONCURRENCY: String(concurrency),
  };
}

const KEY = /"Key":\{"emailId":\{"S":"([^"]+)"/;
const TAG = /"Name":"emailId","Value":"([\w-]+)"|"emailId":\["([\w-]+)"\]/;

const keyIn = (body: string) => KEY.exec(body)?.[1] ?? '';

/** Of a request to SES, or of one of its events. */
function emailIdIn(text: string): string {
  const found = TAG.exec(
    text.startsWith('{"eventType"') ? text : text.slice(text.lastIndexOf('"EmailTags"')),
  );
  const tag = found?.[1] ?? found?.[2];
  return tag === undefined ? '' : Buffer.from(tag, 'base64url').toString();
}

function emailIdOfMessage({ body }: ReceivedMessage): string {
  if (body.startsWith('{"eventType"')) return emailIdIn(body);
  const orderId = orderIdIn(body);
  return orderId === undefined ? '' : emailIdOfOrder(orderId);
}

const kindOf = (body: string) => /"eventType":"([\w ]+)"/.exec(body)?.[1] ?? 'a stray message';
