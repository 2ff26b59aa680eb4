import type { SQSEvent } from 'aws-lambda';
import { tableClient } from '#adapters/aws/clients.ts';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { systemClock } from '#adapters/system/clock.ts';
import { emfMetrics } from '#adapters/system/emf-metrics.ts';
import { structuredLog } from '#adapters/system/log.ts';
import { writeLine } from '#adapters/system/standard-output.ts';
import { recordFeedback } from '#app/record-feedback.ts';
import { FEEDBACK_ENVIRONMENT } from '#contract/environment.ts';
import { eachRecord } from './batch.ts';
import { readEnvironment } from './settings.ts';

const settings = readEnvironment(FEEDBACK_ENVIRONMENT);
const log = structuredLog(systemClock, writeLine);
const metrics = emfMetrics(settings.ENVIRONMENT_SUFFIX, systemClock, writeLine);

const dependencies = {
  ledger: dynamodbFeedbackLedger(tableClient(), settings.TRACKING_TABLE),
  configurationSet: settings.CONFIGURATION_SET,
  clock: systemClock,
  metrics,
  log,
};

/** Records what each SES event of the batch says of its email. */
export async function handler(event: SQSEvent) {
  const response = await eachRecord(event, log, async ({ body }) => {
    await recordFeedback(body, dependencies);
    return 'done';
  });
  metrics.flush();
  return response;
}
