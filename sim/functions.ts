import { queueClient, sendingClient, tableClient } from '#adapters/aws/clients.ts';
import { sha256Digest } from '#adapters/system/randomness.ts';
import { BATCH_SIZE } from '#contract/timing.ts';
import type { ReceivedMessage } from '#local/services/sqs/received-message.ts';
import { createFeedbackRecorder } from '../src/handlers/feedback-recorder.ts';
import { createSender } from '../src/handlers/sender.ts';
import { connectionOf, ENVIRONMENT_SUFFIX, NAMES, queueArn, type SimulatedCloud } from './cloud.ts';
import { emailIdInMessage } from './email-in.ts';
import { Environment } from './environment.ts';
import type { Network } from './network.ts';
import type { Random } from './random.ts';
import { type Run, STARTS_AT } from './run.ts';
import { senderSettings } from './sender-settings.ts';
import { type Handler, type Invocation, SimulatedFunction } from './simulated-function.ts';

const SENDER = connectionOf('sender');
const FEEDBACK = connectionOf('feedback');

/** The two functions: the handlers as they are deployed, each environment with clients, a clock and randomness of its own. */
export class Functions {
  readonly #run: Run;
  readonly #cloud: SimulatedCloud;
  readonly #network: Network;
  /** How often the message of an order that came most often was received. */
  mostReceives = 0;

  constructor(run: Run, cloud: SimulatedCloud, network: Network) {
    this.#run = run;
    this.#cloud = cloud;
    this.#network = network;
  }

  sender(): SimulatedFunction {
    const { options, checks } = this.#run;
    const settings = senderSettings(options.concurrency);
    return this.#function('sender', {
      queueName: NAMES.orderQueue,
      concurrency: options.concurrency,
      windowMs: 0,
      handler: (environment) =>
        createSender(settings, {
          ses: this.#network.connect(sendingClient(SENDER), environment),
          sqs: this.#network.connect(queueClient(SENDER), environment),
          table: this.#network.connect(tableClient(SENDER), environment),
          clock: environment.clock,
          random: environment.random,
          digest: sha256Digest,
          write: environment.write,
        }),
      onEnded: (invocation) => {
        this.#noteEnd('order', invocation);
        for (const { receiveCount } of invocation.batch)
          this.mostReceives = Math.max(this.mostReceives, receiveCount);
        checks.senderEnded(invocation);
      },
      onDelete: ({ body, sentAt }) =>
        checks.deleting(body, sentAt, this.#cloud.table.item(emailIdInMessage(body))),
    });
  }

  feedback(): SimulatedFunction {
    const { options, checks } = this.#run;
    const settings = {
      ENVIRONMENT_SUFFIX,
      TRACKING_TABLE: NAMES.trackingTable,
      CONFIGURATION_SET: NAMES.configurationSet,
    };
    return this.#function('feedback', {
      queueName: NAMES.feedbackQueue,
      concurrency: BATCH_SIZE,
      windowMs: 1_000,
      outage: options.feedbackOutage,
      handler: (environment) =>
        createFeedbackRecorder(settings, {
          table: this.#network.connect(tableClient(FEEDBACK), environment),
          clock: environment.clock,
          write: environment.write,
        }),
      onEnded: (invocation) => {
        this.#noteEnd('event', invocation);
        checks.feedbackEnded(invocation);
      },
      onDelete: () => {},
    });
  }

  #function(name: string, { queueName, handler, ...given }: FunctionParts): SimulatedFunction {
    const { options, time, faulty } = this.#run;
    const random = this.#run.random(name);
    return new SimulatedFunction({
      name,
      timers: time,
      random: this.#run.random(`invocations of ${name}`),
      options,
      queues: this.#cloud.queues,
      queueArn: queueArn(queueName),
      faulty,
      startedAt: STARTS_AT,
      create: (environmentName) => {
        const environment = this.#environment(environmentName, random);
        return { environment, handler: handler(environment) };
      },
      onReceived: ({ name: environmentName }, batch) => {
        for (const { body, receiveCount } of batch)
          this.#run.note(emailIdInMessage(body), `${environmentName} receives it, receive ${receiveCount}`);
      },
      ...given,
    });
  }

  #environment(name: string, random: Random): Environment {
    const { options, time, checks } = this.#run;
    return new Environment(name, {
      timers: time,
      random,
      skewMs: random.between(-options.clockSkewMs, options.clockSkewMs),
      mayBeSlow: name.startsWith('sender'),
      onLine: (line) => checks.line(line),
      onId: (environment, id) => checks.drew(environment, id),
    });
  }

  #noteEnd(what: string, { environment, batch, failed, ranIntoTimeout }: Invocation): void {
    const end = (message: ReceivedMessage) => {
      if (!failed) return ranIntoTimeout ? 'runs into its timeout with' : 'is killed with';
      return failed.has(message.messageId) ? 'keeps' : 'is done with';
    };
    for (const message of batch)
      this.#run.note(emailIdInMessage(message.body), `${environment.name} ${end(message)} the ${what}`);
  }
}

type FunctionParts = Pick<
  ConstructorParameters<typeof SimulatedFunction>[0],
  'concurrency' | 'windowMs' | 'outage' | 'onEnded' | 'onDelete'
> & {
  readonly queueName: string;
  readonly handler: (environment: Environment) => Handler;
};
