import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { queueClient, sendingClient, tableClient } from '#adapters/aws/clients.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import { sesMailer } from '#adapters/aws/ses-mailer.ts';
import { sesSendRate } from '#adapters/aws/ses-send-rate.ts';
import { sqsFeedbackHealth } from '#adapters/aws/sqs-feedback-health.ts';
import { sqsOrderQueue } from '#adapters/aws/sqs-order-queue.ts';
import { systemClock } from '#adapters/system/clock.ts';
import { emfMetrics } from '#adapters/system/emf-metrics.ts';
import { structuredLog } from '#adapters/system/log.ts';
import { sha256Digest, systemRandomness } from '#adapters/system/randomness.ts';
import { writeLine } from '#adapters/system/standard-output.ts';
import { Pace } from '#app/pace.ts';
import type { OrderMessage } from '#app/ports.ts';
import { sendOrderEmail } from '#app/send-order-email.ts';
import { SENDER_ENVIRONMENT } from '#contract/environment.ts';
import { eachRecord } from './batch.ts';
import { readEnvironment } from './settings.ts';

const settings = readEnvironment(SENDER_ENVIRONMENT);
const log = structuredLog(systemClock, writeLine);
const ses = sendingClient();
const sqs = queueClient();
const rate = sesSendRate(ses, systemClock, log);
const metrics = emfMetrics(settings.ENVIRONMENT_SUFFIX, systemClock, writeLine);

const dependencies = {
  brand: {
    name: settings.SHOP_NAME,
    ...(settings.REPLY_TO_ADDRESS && { supportAddress: settings.REPLY_TO_ADDRESS }),
  },
  ledger: dynamodbSendLedger(tableClient(), settings.TRACKING_TABLE),
  mailer: sesMailer(ses, {
    fromAddress: settings.FROM_ADDRESS,
    fromName: settings.SHOP_NAME,
    ...(settings.REPLY_TO_ADDRESS && { replyToAddress: settings.REPLY_TO_ADDRESS }),
    configurationSet: settings.CONFIGURATION_SET,
  }),
  queue: sqsOrderQueue(sqs, settings.ORDER_QUEUE_URL, settings.ORDER_DEAD_LETTERS_URL),
  feedback: sqsFeedbackHealth(sqs, [settings.FEEDBACK_QUEUE_URL, settings.FEEDBACK_DEAD_LETTERS_URL]),
  pace: new Pace(),
  clock: systemClock,
  random: systemRandomness,
  digest: sha256Digest,
  metrics,
  log,
};

/** Sends the confirmation of each order in the batch. */
export async function handler(event: SQSEvent, context: Context) {
  const sendsPerSecond = (await rate.perSecond()) / Number(settings.SENDER_CONCURRENCY);
  const remainingMs = () => context.getRemainingTimeInMillis();
  const response = await eachRecord(event, log, (record) =>
    sendOrderEmail(orderMessage(record), { ...dependencies, sendsPerSecond, remainingMs }),
  );
  metrics.flush();
  return response;
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
