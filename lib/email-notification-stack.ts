import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { BRANDS_ASSET, type FeedbackEnvironment, type SenderEnvironment } from '#contract/environment.ts';
import { consoleLinks } from './console-links.ts';
import { AlertTopic } from './constructs/alert-topic.ts';
import type { AlarmSetting } from './constructs/email-alarm.ts';
import { emailAlarms } from './constructs/email-alarms.ts';
import { HandlerFunction } from './constructs/handler-function.ts';
import { NotificationsDashboard } from './constructs/notifications-dashboard.ts';
import { QueueConsumer } from './constructs/queue-consumer.ts';
import { QueuedTopic } from './constructs/queued-topic.ts';
import { TrackedTable } from './constructs/tracked-table.ts';
import { customerKey } from './encryption.ts';
import {
  acknowledgeWildcards,
  claimItems,
  consume,
  deadLetter,
  hideMessages,
  readEncrypted,
  readSendRate,
  seeBacklog,
  sendEmails,
  sendEncrypted,
  updateItems,
} from './function-permissions.ts';
import { runbookAt } from './runbook.ts';
import type { StageConfig } from './stage-config.ts';
import { namesOf, type StageNames } from './stage-names.ts';
import { alarmsMayPublish, publishersMayPublish, sesMayPublish } from './topic-permissions.ts';

export interface EmailNotificationStackProps extends StackProps {
  readonly config: StageConfig;
  /** Of the key under which all is kept. @default AWS's own keys */
  readonly keyArn?: string | undefined;
}

/** The way of one order: topic, queue, sender, table; and back: SES events, queue, feedback function, table. */
export class EmailNotificationStack extends Stack {
  readonly names: StageNames;
  readonly #encryptionKey: kms.IKey | undefined;
  readonly tracking: TrackedTable;
  readonly orders: QueuedTopic;
  readonly feedback: QueuedTopic;
  readonly sender: HandlerFunction;
  readonly feedbackRecorder: HandlerFunction;
  readonly alerts: AlertTopic;

  constructor(scope: Construct, id: string, { config, keyArn, ...props }: EmailNotificationStackProps) {
    super(scope, id, props);
    this.names = namesOf(config);
    this.#encryptionKey = customerKey(this, keyArn);
    this.tracking = new TrackedTable(this, 'Tracking', {
      tableName: this.names.trackingTable,
      encryptionKey: this.#encryptionKey,
    });
    this.orders = this.#orders(config);
    this.feedback = this.#feedback();
    this.sender = this.#sender(config);
    this.feedbackRecorder = this.#feedbackRecorder(config);
    this.alerts = this.#alerts(config);
    this.#watch(config);
  }

  #orders({ publishers }: StageConfig): QueuedTopic {
    const orders = new QueuedTopic(this, 'Orders', {
      topicName: this.names.orderTopic,
      queueName: this.names.orderQueue,
      deadLettersName: this.names.orderDeadLetters,
      undeliveredName: this.names.orderSubscriptionDeadLetters,
      encryptionKey: this.#encryptionKey,
    });
    for (const statement of publishersMayPublish(orders.topic, publishers))
      orders.topic.addToResourcePolicy(statement);
    return orders;
  }

  #feedback(): QueuedTopic {
    const feedback = new QueuedTopic(this, 'Feedback', {
      topicName: this.names.feedbackTopic,
      queueName: this.names.feedbackQueue,
      deadLettersName: this.names.feedbackDeadLetters,
      undeliveredName: this.names.feedbackSubscriptionDeadLetters,
      encryptionKey: this.#encryptionKey,
    });
    feedback.topic.addToResourcePolicy(sesMayPublish(feedback.topic, this.names.configurationSet));
    return feedback;
  }

  #sender(config: StageConfig): HandlerFunction {
    const environment: SenderEnvironment = {
      ENVIRONMENT_SUFFIX: config.environmentSuffix,
      TRACKING_TABLE: this.tracking.table.tableName,
      ORDER_QUEUE_URL: this.orders.queue.queueUrl,
      ORDER_DEAD_LETTERS_URL: this.orders.deadLetters.queueUrl,
      FEEDBACK_QUEUE_URL: this.feedback.queue.queueUrl,
      FEEDBACK_DEAD_LETTERS_URL: this.feedback.deadLetters.queueUrl,
      FEEDBACK_UNDELIVERED_URL: this.feedback.undelivered.queueUrl,
      CONFIGURATION_SET: this.names.configurationSet,
      FROM_ADDRESS: config.sender.address,
      SHOP_NAME: config.shopName,
      REPLY_TO_ADDRESS: config.replyToAddress,
      SENDER_CONCURRENCY: String(config.senderConcurrency),
    };
    const sender = new HandlerFunction(this, 'Sender', {
      functionName: this.names.senderFunction,
      description: 'Sends one email for each order event',
      entry: 'src/handlers/send.ts',
      // In the asset, since all of an environment is 4 KB at most.
      files: config.brands ? { [BRANDS_ASSET]: JSON.stringify(config.brands) } : {},
      environment,
      statements: [
        consume(this.orders.queue),
        hideMessages(this.orders.queue),
        deadLetter(this.orders.deadLetters),
        seeBacklog(this.feedback.queue, this.feedback.deadLetters, this.feedback.undelivered),
        claimItems(this.tracking.table),
        ...sendEmails(this, config.sender, this.names.configurationSet),
        readSendRate(),
        ...this.#withKey((key) => [readEncrypted(this, key, 'sqs', 'dynamodb'), sendEncrypted(this, key)]),
      ],
      encryptionKey: this.#encryptionKey,
    });
    acknowledgeWildcards(this, sender.role);
    new QueueConsumer(this, 'SenderConsumer', {
      queue: this.orders.queue,
      target: sender.function,
      // No batching window: the customer waits for this mail, and under load batches are full anyway.
      // Lambda's own limit, and no reserved concurrency: that one makes SQS receive what cannot run, up to the dead letters.
      maxConcurrency: config.senderConcurrency,
    });
    return sender;
  }

  #feedbackRecorder(config: StageConfig): HandlerFunction {
    const environment: FeedbackEnvironment = {
      ENVIRONMENT_SUFFIX: config.environmentSuffix,
      TRACKING_TABLE: this.tracking.table.tableName,
      CONFIGURATION_SET: this.names.configurationSet,
    };
    const recorder = new HandlerFunction(this, 'FeedbackRecorder', {
      functionName: this.names.feedbackFunction,
      description: 'Records what SES reports of each email',
      entry: 'src/handlers/feedback.ts',
      environment,
      statements: [
        consume(this.feedback.queue),
        updateItems(this.tracking.table),
        ...this.#withKey((key) => [readEncrypted(this, key, 'sqs', 'dynamodb')]),
      ],
      encryptionKey: this.#encryptionKey,
    });
    new QueueConsumer(this, 'FeedbackConsumer', {
      queue: this.feedback.queue,
      target: recorder.function,
      // A mail's Send and Delivery events come about a second apart: together they cost one invocation instead of two.
      maxBatchingWindow: Duration.seconds(1),
    });
    return recorder;
  }

  /** Statements that only a customer's key makes necessary. */
  #withKey<T>(statements: (key: kms.IKey) => readonly T[]): readonly T[] {
    return this.#encryptionKey ? statements(this.#encryptionKey) : [];
  }

  #alerts(config: StageConfig): AlertTopic {
    const alerts = new AlertTopic(this, 'Alerts', {
      topicName: this.names.alertTopic,
      undeliveredName: this.names.alertSubscriptionDeadLetters,
      recipients: config.notificationEmails,
    });
    alerts.topic.addToResourcePolicy(alarmsMayPublish(alerts.topic, config.environmentSuffix));
    return alerts;
  }

  #watch({ environmentSuffix, runbookUrl }: StageConfig): void {
    const setting: AlarmSetting = {
      names: this.names,
      environmentSuffix,
      runbook: runbookAt(runbookUrl, environmentSuffix),
      console: consoleLinks(this),
      topic: this.alerts.topic,
    };
    const alarms = emailAlarms(this, setting, {
      orders: this.orders.queue,
      deadLetters: this.#deadLetters(),
      sender: this.sender.function,
      feedbackRecorder: this.feedbackRecorder.function,
    });
    new NotificationsDashboard(this, 'Dashboard', {
      dashboardName: this.names.notificationsDashboard,
      environmentSuffix,
      alarms,
      queues: [this.orders.queue, this.feedback.queue],
      deadLetters: this.#deadLetters(),
      functions: [this.sender.function, this.feedbackRecorder.function],
    });
  }

  #deadLetters() {
    return [this.orders, this.feedback].flatMap(({ deadLetters, undelivered }) => [deadLetters, undelivered]);
  }
}
