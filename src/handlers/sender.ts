import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { queueClient, sendingClient, tableClient } from '#adapters/aws/clients.ts';
import { readFeedbackProgress } from '#adapters/aws/dynamodb-feedback-progress.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import { sesMailer } from '#adapters/aws/ses-mailer.ts';
import { sesSendRate } from '#adapters/aws/ses-send-rate.ts';
import { sqsFeedbackHealth } from '#adapters/aws/sqs-feedback-health.ts';
import { sqsOrderQueue } from '#adapters/aws/sqs-order-queue.ts';
import { emfMetrics } from '#adapters/system/emf-metrics.ts';
import { structuredLog } from '#adapters/system/log.ts';
import { packedOrders } from '#adapters/system/packed-orders.ts';
import { Pace } from '#app/pace.ts';
import type { Clock, Digest, OrderMessage, Randomness } from '#app/ports.ts';
import { sendOrderEmail } from '#app/send-order-email.ts';
import type { Brands } from '#contract/brand.ts';
import type { SenderEnvironment } from '#contract/environment.ts';
import { eachRecord } from './batch.ts';
import { brandsOf } from './brands.ts';

/** What one environment of the sender is given: AWS, time, randomness, and where its lines go. */
export interface SenderWorld {
  readonly ses: ReturnType<typeof sendingClient>;
  readonly sqs: ReturnType<typeof queueClient>;
  readonly table: ReturnType<typeof tableClient>;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly digest: Digest;
  readonly write: (line: string) => void;
  /** What the brand file said; absent where the deployment has none. */
  readonly brandFile?: Brands | undefined;
}

export type QueueHandler<Given = Pick<Context, 'getRemainingTimeInMillis'>> = (
  event: SQSEvent,
  context: Given,
) => Promise<SQSBatchResponse>;

/** One environment of the function that sends the email of each order event in a batch. */
export function createSender(settings: SenderEnvironment, world: SenderWorld): QueueHandler {
  const { ses, sqs, table, clock, random, digest, write } = world;
  const log = structuredLog(clock, write);
  const metrics = emfMetrics(settings.ENVIRONMENT_SUFFIX, clock, write);
  const rate = sesSendRate(ses, { clock, metrics, log });
  const dependencies = {
    brands: brandsOf(settings, world.brandFile),
    ledger: dynamodbSendLedger(table, settings.TRACKING_TABLE),
    mailer: sesMailer(ses, {
      fromAddress: settings.FROM_ADDRESS,
      configurationSet: settings.CONFIGURATION_SET,
    }),
    queue: sqsOrderQueue(sqs, settings.ORDER_QUEUE_URL, settings.ORDER_DEAD_LETTERS_URL),
    feedback: sqsFeedbackHealth(
      sqs,
      {
        queueUrl: settings.FEEDBACK_QUEUE_URL,
        deadLettersUrl: settings.FEEDBACK_DEAD_LETTERS_URL,
        undeliveredUrl: settings.FEEDBACK_UNDELIVERED_URL,
      },
      () => readFeedbackProgress(table, settings.TRACKING_TABLE),
    ),
    pace: new Pace(),
    clock,
    random,
    digest,
    packing: packedOrders,
    metrics,
    log,
  };

  return async (event, context) => {
    const sendsPerSecond = (await rate.perSecond()) / Number(settings.SENDER_CONCURRENCY);
    const remainingMs = () => context.getRemainingTimeInMillis();
    const response = await eachRecord(event, { log, metrics }, (record) =>
      sendOrderEmail(orderMessage(record), { ...dependencies, sendsPerSecond, remainingMs }),
    );
    metrics.flush();
    return response;
  };
}

function orderMessage({ messageId, body, attributes, receiptHandle }: SQSRecord): OrderMessage {
  return {
    messageId,
    body,
    receiveCount: Number(attributes.ApproximateReceiveCount),
    sentAtMs: Number(attributes.SentTimestamp),
    receiptHandle,
  };
}
