import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { tableClient } from '#adapters/aws/clients.ts';
import { dynamodbEmailArchive } from '#adapters/aws/dynamodb-email-archive.ts';
import { systemRandomness } from '#adapters/system/randomness.ts';
import { runOrdermail } from '#cli/run.ts';
import { resourceNames } from '#contract/names.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { usdOf } from '#domain/bill.ts';
import { HEALTHY } from '#local/faults/settings.ts';
import { type LocalCloud, startLocalCloud } from '#local/local-cloud.ts';
import { ENVIRONMENT_SUFFIX } from '../../sim/cloud.ts';
import { typicalOrder } from '../cost/typical-order.ts';
import type { PermissionRecorder } from './recorder.ts';

const NAMES = resourceNames(ENVIRONMENT_SUFFIX);
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';
const SOMEBODY = { kind: 'account', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` } as const;

/** Everything costs a million times as much as on AWS, so that one order passes the budget. */
const PRICE_FACTOR = 1_000_000;

/** For one fact to come about. */
const PATIENCE_MS = 30_000;

/** Thrown where it makes no sense to wait: a role was refused something, and the recorder knows what. */
class Refused extends Error {}

type CallFault = 'throttled' | 'errorBefore' | 'replyLost';

/** The whole system on the local cloud, in which scenarios take place one after another. Time passes by starting it again. */
export class RecordedSystem {
  readonly names = NAMES;
  readonly #assemblyDirectory: string;
  readonly #recorder: PermissionRecorder;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'ordermail-permissions-'));
  #ahead = 0;
  #cloud: LocalCloud | undefined;

  constructor(assemblyDirectory: string, recorder: PermissionRecorder) {
    this.#assemblyDirectory = assemblyDirectory;
    this.#recorder = recorder;
  }

  get cloud(): LocalCloud {
    if (!this.#cloud) throw new Error('The system does not run.');
    return this.#cloud;
  }

  async start(): Promise<void> {
    this.#cloud = await startLocalCloud({
      assemblyDirectory: this.#assemblyDirectory,
      stateDirectory: path.join(this.#folder, 'state'),
      host: '127.0.0.1',
      port: 0,
      accountId: ACCOUNT,
      region: REGION,
      clockOffsetMs: this.#ahead * 1000,
      pricing: (line) => usdOf(line) * PRICE_FACTOR,
      onRoleDecision: this.#recorder.listener,
      log: () => {},
    });
  }

  async passSeconds(seconds: number): Promise<void> {
    await this.cloud.close();
    this.#ahead += seconds;
    await this.start();
  }

  async close(): Promise<void> {
    await this.#cloud?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Publishes an order, as a shop does. */
  publish(orderId: string, changes: object = {}): void {
    const order = { ...typicalOrder(orderId, 'customer@example.com'), ...changes };
    this.#publish(NAMES.orderTopic, JSON.stringify(order));
  }

  /** Publishes a text to the topic of SES's events, as somebody of the account. */
  publishFeedback(message: string): void {
    this.#publish(NAMES.feedbackTopic, message);
  }

  #publish(topic: string, message: string): void {
    this.cloud.topics.publish(`arn:aws:sns:${REGION}:${ACCOUNT}:${topic}`, { message }, SOMEBODY);
  }

  /** Every call of a sender to SES goes wrong so, until `heal`. */
  spoilSending(fault: CallFault): void {
    const call = { service: 'ses', action: 'SendEmail', latencyMs: 0, errorAfter: 0 };
    const fine = { throttled: 0, errorBefore: 0, replyLost: 0 };
    this.cloud.faults.set({ ...HEALTHY, calls: [{ ...call, ...fine, [fault]: 1 }] });
  }

  heal(): void {
    this.cloud.faults.set(HEALTHY);
  }

  /** Waits until an order's last email looks so. */
  async untilEmail(orderId: string, expected: Partial<TrackingItem>): Promise<void> {
    const archive = dynamodbEmailArchive(tableClient(this.#connection()), NAMES.trackingTable);
    await this.until(`${orderId} is ${Object.values(expected).join(' and ')}`, async () => {
      const email = (await archive.emailsOfOrder(orderId)).at(-1);
      return Object.entries(expected).every(([name, value]) => email?.[name as keyof TrackingItem] === value);
    });
  }

  /** Waits until orders and feedback have been dealt with. */
  async untilQuiet(): Promise<void> {
    await this.until('the queues are empty', () =>
      [NAMES.orderQueue, NAMES.feedbackQueue].every((name) => {
        const { visible, inFlight, delayed } = this.countsOf(name);
        return visible + inFlight + delayed === 0;
      }),
    );
  }

  countsOf(queueName: string) {
    return this.cloud.queues.counts(this.queueArn(queueName));
  }

  queueArn(queueName: string): string {
    return `arn:aws:sqs:${REGION}:${ACCOUNT}:${queueName}`;
  }

  /** How often the sender has hidden an order until later. */
  timesHidden(): number {
    return this.cloud.meter
      .usage({ start: '1970-01-01', end: '9999-01-01' })
      .filter(({ operation }) => operation === 'ChangeMessageVisibility')
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }

  /** Has a function invoked as EventBridge does, again and again while it fails. */
  async invokeLater(FunctionName: string): Promise<void> {
    const client = new LambdaClient(this.#connection());
    await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event' }));
  }

  /** How often what was invoked so has failed; 0 once it has ended. */
  failedRuns(): number {
    const event = this.cloud.world.database.prepare('SELECT attempts FROM lambda_async_events').get();
    return Number(event?.attempts ?? 0);
  }

  /** Runs the command line, as an administrator does. */
  async ordermail(...argv: readonly string[]): Promise<void> {
    const now = () => this.cloud.world.timers.now();
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    const exitCode = await runOrdermail(['--local', '--env', ENVIRONMENT_SUFFIX, ...argv], {
      variables: { ORDERMAIL_PORT: new URL(this.cloud.endpointUrl).port },
      clock: { now, sleep: (milliseconds) => setTimeout(milliseconds) },
      random: systemRandomness,
      streams: { out: say, err: say, colour: false, overwrites: false, now },
    });
    if (exitCode !== 0) throw new Error(`ordermail ${argv[0]} ended with ${exitCode}. ${said}`);
  }

  #connection() {
    const credentials = { accessKeyId: 'support', secretAccessKey: 'any' };
    return { endpoint: this.cloud.endpointUrl, region: REGION, credentials };
  }

  /** Waits for a fact. Throws {@link Refused} as soon as a role was refused something: the fact may never come about then. */
  async until(fact: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (!(await isSo())) {
      if (this.#recorder.refusals().length > 0) throw new Refused(`Not waiting until ${fact}.`);
      if (performance.now() > deadline)
        throw new Error(`In ${PATIENCE_MS / 1000} s it did not happen that ${fact}.`);
      await setTimeout(20);
    }
  }
}
