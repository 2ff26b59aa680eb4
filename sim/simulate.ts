import { NAMES, queueArn, type SimulatedCloud, type SimulatedRoles, simulatedCloud } from './cloud.ts';
import { emailIdInMessage, emailIdInTags } from './email-in.ts';
import { EventChannel } from './event-channel.ts';
import { Functions } from './functions.ts';
import { Network } from './network.ts';
import { discardCopies, discardUnreadable, redriveAll } from './operator.ts';
import type { RunOptions } from './options.ts';
import { useOwnEnvironment } from './own-environment.ts';
import { Random } from './random.ts';
import { type RunResult, resultOf } from './result.ts';
import { type Onlooker, Run, STARTS_AT } from './run.ts';
import { drawOrders, drawStray, orphanEvent, RECIPIENT_KINDS, type ShopOrder } from './shop.ts';
import type { SimulatedFunction } from './simulated-function.ts';
import { SupportStaff } from './support-staff.ts';
import { Violation } from './violation.ts';
import { replaceGlobals } from './virtual-globals.ts';
import { VirtualTime } from './virtual-time.ts';
import { Watch } from './watch.ts';

const HOUR = 3_600_000;

/** In which feedback of earlier emails is recorded, before the first order and the first fault. */
const EARLIER_MS = HOUR;

/**
 * Everything comes to an end so soon after the last fault, or waits for a person: twenty receives, three hours apart while
 * feedback has a backlog that nobody clears.
 */
const REST_WITHIN_MS = 72 * HOUR;

/** A daily quota that is used up may send orders to the dead letters more than once. */
const MAX_REDRIVES = 12;

/**
 * Runs one simulation. The machine's clock, randomness and settings are out of its reach meanwhile.
 *
 * @param roles that the functions have; they may do everything without
 */
export async function simulate(
  options: RunOptions,
  roles: SimulatedRoles = {},
  onlooker: Onlooker = {},
): Promise<RunResult> {
  const restoreEnvironment = await useOwnEnvironment();
  const time = new VirtualTime(STARTS_AT - EARLIER_MS);
  const restoreGlobals = replaceGlobals(time, new Random(`globals ${options.seed}`));
  try {
    return await new Simulation(options, time, roles, onlooker).run();
  } finally {
    restoreGlobals();
    restoreEnvironment();
  }
}

class Simulation {
  readonly #run: Run;
  readonly #watch: Watch;
  readonly #channel: EventChannel;
  readonly #cloud: SimulatedCloud;
  readonly #functions: Functions;
  readonly #running: readonly SimulatedFunction[];
  readonly #support: SupportStaff;
  #publishesLeft = 0;

  constructor(options: RunOptions, time: VirtualTime, roles: SimulatedRoles, onlooker: Onlooker) {
    const orders = drawOrders(options, new Random(`orders ${options.seed}`));
    const run = new Run(options, time, orders, onlooker);
    this.#run = run;
    this.#watch = new Watch(run);
    this.#channel = this.#eventChannel();
    this.#cloud = this.#makeCloud(roles);
    const network = this.#makeNetwork();
    this.#watch.caller = () => network.caller;
    this.#watch.queues(this.#cloud);
    this.#watch.ses(this.#cloud);
    this.#functions = new Functions(run, this.#cloud, network);
    this.#running = [this.#functions.sender(), this.#functions.feedback()];
    this.#support = new SupportStaff(run, this.#cloud, network);
    this.#scheduleOrders(orders);
    this.#scheduleStrays();
    for (const at of options.redrives) run.at(at, () => this.#redrive());
    // Something has to happen then, or the run would not notice that the faults are over.
    run.at(run.faultsEndAt - STARTS_AT, () => run.note('', 'the faults stop'));
  }

  async run(): Promise<RunResult> {
    const { checks, faultsEndAt, time } = this.#run;
    for (const each of this.#running) each.start();
    await this.#untilRest(faultsEndAt + REST_WITHIN_MS);
    if (!checks.violation) checks.atRest(this.#cloud, true);
    let redrives = 0;
    while (!checks.violation && checks.hasUnsettled(this.#cloud) && redrives < MAX_REDRIVES) {
      redrives++;
      discardUnreadable(this.#cloud);
      this.#redrive();
      await this.#untilRest(time.now() + REST_WITHIN_MS);
    }
    if (!checks.violation) checks.atRest(this.#cloud, false);
    const result = resultOf(this.#run, this.#cloud, {
      redrives,
      throttledBySes: this.#watch.throttledBySes,
      mostReceives: this.#functions.mostReceives,
    });
    this.#cloud.close();
    return result;
  }

  #eventChannel(): EventChannel {
    return new EventChannel({
      timers: this.#run.time,
      random: this.#run.random('events'),
      options: this.#run.options,
      startedAt: STARTS_AT,
      onLost: (event) => this.#run.note(emailIdInTags(event), 'an event of SES is lost'),
    });
  }

  #makeCloud(roles: SimulatedRoles): SimulatedCloud {
    const { options, time, checks } = this.#run;
    return simulatedCloud({
      timers: time,
      random: this.#run.random('cloud'),
      ses: {
        maxSendRate: options.sendRate,
        max24HourSend: options.dailyQuota,
        eventDelaysMs: this.#channel.delays,
        outcomeOf: (address) => RECIPIENT_KINDS[address.split('-')[1] as keyof typeof RECIPIENT_KINDS],
      },
      eventChannel: (topics) => this.#channel.to(topics),
      onWrite: (write) => this.#watch.wrote(write),
      onLog: (line) => checks.found(new Violation(3, '', `The local cloud says: ${line}`)),
      roles,
    });
  }

  #makeNetwork(): Network {
    const { options, time, faulty } = this.#run;
    return new Network({
      timers: time,
      random: this.#run.random('network'),
      options,
      gateway: () => this.#cloud.gateway,
      faulty,
      onCall: (call) => this.#watch.called(call),
    });
  }

  /** Runs until nothing is under way, or reports what still is at `deadline`. */
  async #untilRest(deadline: number): Promise<void> {
    const { checks, time } = this.#run;
    await time.run(deadline, () => checks.violation !== undefined || this.#isAtRest());
    if (checks.violation || this.#isAtRest()) return;
    const [body = ''] = this.#cloud.bodiesIn(NAMES.orderQueue);
    checks.found(
      new Violation(
        10,
        emailIdInMessage(body),
        `Not everything is at rest ${REST_WITHIN_MS / HOUR} hours after the last fault.`,
      ),
    );
  }

  #isAtRest(): boolean {
    return (
      this.#publishesLeft === 0 &&
      this.#run.time.now() >= this.#run.faultsEndAt &&
      this.#channel.pending === 0 &&
      this.#support.busy === 0 &&
      this.#running.every(({ running }) => running === 0) &&
      [NAMES.orderQueue, NAMES.feedbackQueue].every(
        (name) => this.#cloud.queues.queue(queueArn(name)).index.size === 0,
      )
    );
  }

  #redrive(): void {
    this.#run.note('', 'an operator redrives the dead letters');
    discardCopies(this.#cloud, (body) => this.#run.cases.find(emailIdInMessage(body))?.malformed ?? false);
    redriveAll(this.#cloud);
  }

  #scheduleOrders(orders: readonly ShopOrder[]): void {
    const { topics, orderTopicArn, world } = this.#cloud;
    const shop = {
      kind: 'account',
      accountId: world.accountId,
      arn: `arn:aws:iam::${world.accountId}:user/shop`,
    } as const;
    for (const { orderId, malformed, orphan, publishes, wishes } of orders) {
      const email = this.#run.cases.add(orderId, malformed);
      if (orphan) this.#toFeedback(orphanEvent(orderId, STARTS_AT - EARLIER_MS));
      this.#publishesLeft += publishes.length;
      for (const { at, body } of publishes) {
        this.#run.at(at, () => {
          this.#publishesLeft--;
          this.#run.note(email.emailId, 'its shop publishes the order');
          topics.publish(orderTopicArn, { message: body }, shop);
        });
      }
      for (const wish of wishes) this.#run.at(wish.at, () => void this.#support.seeTo(orderId, wish));
    }
  }

  #scheduleStrays(): void {
    const { orders, strayFeedback, orderRate } = this.#run.options;
    const random = this.#run.random('strays');
    for (let left = (orders / 1000) * strayFeedback; left > 0; left--)
      this.#run.at(random.between(0, (orders / orderRate) * 1000), () =>
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
}
