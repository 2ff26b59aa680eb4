import { DatabaseSync } from 'node:sqlite';
import { resourceNames } from '#contract/names.ts';
import {
  DEAD_LETTER_RETENTION_DAYS,
  MAX_RECEIVE_COUNT,
  QUEUE_RETENTION_DAYS,
  QUEUE_VISIBILITY_SECONDS,
} from '#contract/timing.ts';
import { TRACKING_TABLE_KEY } from '#contract/tracking-item.ts';
import { createGateway, type Gateway } from '#local/gateway/gateway.ts';
import type { Principal } from '#local/iam/policy.ts';
import { NO_METER } from '#local/meter/usage.ts';
import { dynamodbService } from '#local/services/dynamodb/service.ts';
import type { EventTopics } from '#local/services/ses/event-pump.ts';
import { Ses, sesService } from '#local/services/ses/ses.ts';
import type { SesSettings } from '#local/services/ses/settings.ts';
import { snsService } from '#local/services/sns/service.ts';
import { Topics } from '#local/services/sns/topics.ts';
import { MoveTasks } from '#local/services/sqs/move-tasks.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import { sqsService } from '#local/services/sqs/service.ts';
import type { Timers, World } from '#local/world.ts';
import { TableStore, type TableStoreOptions } from './dynamodb/table-store.ts';
import type { Random } from './random.ts';

export const ENVIRONMENT_SUFFIX = 'sim';
export const NAMES = resourceNames(ENVIRONMENT_SUFFIX);
export const FROM_ADDRESS = 'orders@example.com';
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

const ENDPOINT = 'http://127.0.0.1:4566';

/** Where the SDK's clients think AWS is, and who calls, by access key. Nothing listens there. */
export function connectionOf(caller: string) {
  const credentials = { accessKeyId: caller, secretAccessKey: 'any' };
  return { endpoint: ENDPOINT, region: REGION, credentials };
}

export const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
export const queueUrl = (name: string) => `${ENDPOINT}/${ACCOUNT}/${name}`;

/** The local cloud's own services with our resources, over virtual time. */
export interface SimulatedCloud {
  readonly world: World;
  readonly gateway: Gateway;
  readonly queues: Queues;
  readonly topics: Topics;
  readonly ses: Ses;
  readonly table: TableStore;
  readonly orderTopicArn: string;
  readonly feedbackTopicArn: string;
  /** The bodies of all messages of a queue, visible or not. */
  bodiesIn(queueName: string): string[];
  close(): void;
}

export interface CloudOptions {
  readonly timers: Timers;
  readonly random: Random;
  readonly ses: Partial<SesSettings>;
  /** How SES's events reach their topic: the place for what goes wrong with them. */
  readonly eventChannel: (topics: Topics) => EventTopics;
  readonly onWrite: NonNullable<TableStoreOptions['onWrite']>;
  readonly onLog: (line: string) => void;
  readonly roles: SimulatedRoles;
}

/** What the functions may do, by function. One without a role may do everything. */
export interface SimulatedRoles {
  readonly sender?: Principal;
  readonly feedback?: Principal;
}

/** Makes everything exist that the template makes, as far as mails and their feedback need it. */
export function simulatedCloud({
  timers,
  random,
  ses: settings,
  eventChannel,
  onWrite,
  onLog,
  roles,
}: CloudOptions): SimulatedCloud {
  const database = new DatabaseSync(':memory:');
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;');
  const world: World = {
    accountId: ACCOUNT,
    region: REGION,
    timers,
    random: () => random.next(),
    newId: () => random.newId(),
    database,
    meter: NO_METER,
    log: onLog,
  };
  const queues = new Queues(world);
  const topics = new Topics(world, queues);
  const ses = new Ses({ world, topics: eventChannel(topics), settings });
  const table = new TableStore({ key: TRACKING_TABLE_KEY, onWrite, now: () => timers.now() });
  const orderTopicArn = queuedTopic(
    topics,
    queues,
    NAMES.orderTopic,
    NAMES.orderQueue,
    NAMES.orderDeadLetters,
  );
  const feedbackTopicArn = queuedTopic(
    topics,
    queues,
    NAMES.feedbackTopic,
    NAMES.feedbackQueue,
    NAMES.feedbackDeadLetters,
  );
  // What SNS delivers always arrives here, so that it stays empty; the sender looks into it all the same.
  queues.create({ name: NAMES.feedbackSubscriptionDeadLetters });
  topics.setPolicy(feedbackTopicArn, allow('ses.amazonaws.com', 'sns:Publish', feedbackTopicArn));
  ses.identities.declare({ name: FROM_ADDRESS.split('@')[1]! });
  const set = ses.configurationSets.declare({
    name: NAMES.configurationSet,
    suppressedReasons: ['BOUNCE', 'COMPLAINT'],
  });
  set.destinations.set('feedback', {
    name: 'feedback',
    enabled: true,
    matchingEventTypes: [
      'SEND',
      'DELIVERY',
      'BOUNCE',
      'COMPLAINT',
      'REJECT',
      'RENDERING_FAILURE',
      'DELIVERY_DELAY',
    ],
    topicArn: feedbackTopicArn,
  });
  const gateway = createGateway({
    world,
    services: [
      dynamodbService({ world, store: table }),
      sesService(ses),
      snsService({ world, topics }),
      sqsService({ world, queues, moveTasks: new MoveTasks(world, queues) }),
    ],
    principalOf: (caller) => roles[caller as keyof SimulatedRoles],
  });
  const bodies = database.prepare(
    'SELECT body FROM sqs_messages JOIN sqs_queues ON queue = sqs_queues.key WHERE arn = ? ORDER BY id',
  );
  return {
    world,
    gateway,
    queues,
    topics,
    ses,
    table,
    orderTopicArn,
    feedbackTopicArn,
    bodiesIn: (queueName) => bodies.all(queueArn(queueName)).map(({ body }) => String(body)),
    close: () => database.close(),
  };
}

const DAY_SECONDS = 24 * 60 * 60;

function queuedTopic(
  topics: Topics,
  queues: Queues,
  topicName: string,
  queueName: string,
  deadLettersName: string,
): string {
  const deadLetters = queues.create({
    name: deadLettersName,
    retentionSeconds: DEAD_LETTER_RETENTION_DAYS * DAY_SECONDS,
  });
  const queue = queues.create({
    name: queueName,
    visibilityTimeoutSeconds: QUEUE_VISIBILITY_SECONDS,
    retentionSeconds: QUEUE_RETENTION_DAYS * DAY_SECONDS,
    redrivePolicy: { deadLetterTargetArn: deadLetters.arn, maxReceiveCount: MAX_RECEIVE_COUNT },
  });
  queues.setPolicy(queue.arn, allow('sns.amazonaws.com', 'sqs:SendMessage', queue.arn));
  const topic = topics.create({ name: topicName });
  topics.subscribe({ topicArn: topic.arn, protocol: 'sqs', endpoint: queue.arn, rawMessageDelivery: true });
  return topic.arn;
}

function allow(service: string, action: string, resource: string) {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow' as const, Principal: { Service: service }, Action: action, Resource: resource },
    ],
  };
}
