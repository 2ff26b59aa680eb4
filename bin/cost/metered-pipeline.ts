import { setTimeout } from 'node:timers/promises';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { resourceNames } from '#contract/names.ts';
import { HEALTHY } from '#local/faults/settings.ts';
import { type LocalCloud, startLocalCloud } from '#local/local-cloud.ts';
import { IDLE_RECEIVE } from '#local/meter/long-polls.ts';
import type { UsageLine } from '#local/meter/usage.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import type { HappeningKind } from '#local/services/ses/outcomes.ts';
import type { Scenario } from './scenarios.ts';
import { typicalOrder } from './typical-order.ts';

/** What one scenario used. */
export interface Metered {
  /** Orders that were published; each is one email, unless it was a duplicate or no order. */
  readonly orders: number;
  /** By calls and bytes: what grows with each order. */
  readonly used: readonly UsageLine[];
  /** By how much the bytes that cost by time grew. */
  readonly kept: readonly UsageLine[];
}

/** The whole system on an embedded local cloud, metered. */
export interface MeteredPipeline {
  readonly cloud: LocalCloud;
  /**
   * Runs a scenario until nothing moves any more. Its first run, which starts functions, is not counted; of the others, which use
   * the same but for time, the fastest is.
   *
   * @param runs that are counted; one is enough where time does not matter. Three, if not given.
   */
  measure(scenario: Scenario, runs?: number): Promise<Metered>;
  /** Invokes a function twice, and counts the second time. */
  measureFunction(name: string): Promise<readonly UsageLine[]>;
  close(): Promise<void>;
}

/** The environment of the template that is metered. */
export const ENVIRONMENT_SUFFIX = 'prod';
const NAMES = resourceNames(ENVIRONMENT_SUFFIX);
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

/**
 * What a call takes on AWS from within the region, in milliseconds: an assumption, so that the billed time is about AWS's and not
 * about this machine's.
 */
const LATENCIES_MS = { 'dynamodb UpdateItem': 5, 'dynamodb GetItem': 5, 'ses SendEmail': 120 };

/** After a mail was accepted; a delivery so much later than the Send event that no batching window joins the two. */
const EVENT_AFTER_MS = { first: 300, last: 1_600 };

/** Starts the system from its assembly, as {@link ENVIRONMENT_SUFFIX}. */
export async function startMeteredPipeline(assemblyDirectory: string): Promise<MeteredPipeline> {
  let together = false;
  let eventsAt = 0;
  const eventDelaysMs = (kind: HappeningKind) => {
    const now = Math.floor(cloud.world.timers.now());
    if (!together) return [kind === 'Send' ? EVENT_AFTER_MS.first : EVENT_AFTER_MS.last];
    // All events of mails that were accepted one after another come at once: the same batches in every run.
    if (eventsAt <= now) eventsAt = now + EVENT_AFTER_MS.last;
    return [eventsAt - now];
  };
  const cloud = await startLocalCloud({
    assemblyDirectory,
    stateDirectory: undefined,
    host: '127.0.0.1',
    port: 0,
    accountId: ACCOUNT,
    region: REGION,
    ses: { eventDelaysMs },
    log: () => {},
  });
  cloud.faults.set({ ...HEALTHY, calls: Object.entries(LATENCIES_MS).map(slowCall) });
  const credentials = { accessKeyId: 'shop', secretAccessKey: 'shop' };
  const sns = new SNSClient({ endpoint: cloud.endpointUrl, region: REGION, credentials });
  const TopicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:${NAMES.orderTopic}`;
  let orderNumber = 1_000_000;

  async function publish(scenario: Scenario): Promise<void> {
    const messages = Array.from({ length: scenario.orders }, () => {
      if (scenario.kind !== 'duplicate') orderNumber++;
      return messageOf(scenario, `ORDER-${orderNumber}`);
    });
    if (!scenario.together) {
      for (const Message of messages) await sns.send(new PublishCommand({ TopicArn, Message }));
      return;
    }
    const PublishBatchRequestEntries = messages.map((Message, index) => ({ Id: String(index), Message }));
    await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
  }

  async function run(scenario: Scenario): Promise<void> {
    together = scenario.together === true;
    const events = feedbackPublishes(cloud) + scenario.orders * scenario.eventsEach;
    await publish(scenario);
    await until(() => feedbackPublishes(cloud) >= events && isQuiet(cloud));
  }

  return {
    cloud,
    async measure(scenario, count = RUNS) {
      await run(scenario);
      const runs: Metered[] = [];
      for (let n = 0; n < count; n++) {
        const before = { used: usedOf(cloud), kept: cloud.meter.held() };
        await run(scenario);
        const used = difference(usedOf(cloud), before.used);
        runs.push({ orders: scenario.orders, used, kept: difference(cloud.meter.held(), before.kept) });
      }
      return runs.reduce((fastest, one) => (timeOf(one) < timeOf(fastest) ? one : fastest));
    },
    async measureFunction(name) {
      await cloud.functions.invoke(name, '{}');
      const before = usedOf(cloud);
      await cloud.functions.invoke(name, '{}');
      return difference(usedOf(cloud), before);
    },
    async close() {
      sns.destroy();
      await cloud.close();
    },
  };
}

/** How often a scenario is measured. */
const RUNS = 3;

/** GB-seconds: all that differs between two runs, by what else the machine does. */
function timeOf({ used }: Metered): number {
  return used
    .filter(({ unit }) => unit === USAGE.lambdaTime.unit)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

function slowCall([name, latencyMs]: [string, number]) {
  const [service, action] = name.split(' ') as [string, string];
  return { service, action, latencyMs, throttled: 0, errorBefore: 0, errorAfter: 0, replyLost: 0 };
}

function messageOf({ kind, recipient }: Scenario, orderId: string): string {
  const order = typicalOrder(orderId, recipient);
  return JSON.stringify(kind === 'poison' ? { ...order, orderTotal: 'a lot' } : order);
}

/** Everything until now that is not used by time. That an alarm changed meanwhile is no part of it. */
function usedOf({ meter }: LocalCloud): UsageLine[] {
  return meter
    .usage({ start: '1970-01-01', end: '9999-01-01' })
    .filter(({ unit, operation }) => !unit.endsWith('-month') && operation !== IDLE_RECEIVE)
    .filter(({ resource }) => resource !== NAMES.alertTopic && resource !== NAMES.costAlertTopic);
}

function feedbackPublishes(cloud: LocalCloud): number {
  return usedOf(cloud)
    .filter(({ operation, resource }) => operation === 'Publish' && resource === NAMES.feedbackTopic)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

function isQuiet({ queues }: LocalCloud): boolean {
  return [NAMES.orderQueue, NAMES.feedbackQueue]
    .map((name) => queues.counts(`arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`))
    .every(({ visible, inFlight, delayed }) => visible + inFlight + delayed === 0);
}

const PATIENCE_MS = 60_000;

async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    if (performance.now() > deadline)
      throw new Error('The orders have not come to their end within a minute. Look at the functions’ logs.');
    await setTimeout(20);
  }
}

/** What is in `after` beyond `before`, without what is the same in both. */
function difference(after: readonly UsageLine[], before: readonly UsageLine[]): UsageLine[] {
  const key = ({ service, usageType, operation, resource }: UsageLine) =>
    [service, usageType, operation, resource].join('\n');
  const old = new Map(before.map((line) => [key(line), line.quantity]));
  return after
    .map((line) => ({ ...line, quantity: line.quantity - (old.get(key(line)) ?? 0) }))
    .filter(({ quantity }) => Math.abs(quantity) > 1e-12);
}
