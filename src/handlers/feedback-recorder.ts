import type { SQSEvent } from 'aws-lambda';
import type { tableClient } from '#adapters/aws/clients.ts';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { dynamodbFeedbackProgress } from '#adapters/aws/dynamodb-feedback-progress.ts';
import { emfMetrics } from '#adapters/system/emf-metrics.ts';
import { structuredLog } from '#adapters/system/log.ts';
import type { Clock } from '#app/ports.ts';
import { recordFeedback } from '#app/record-feedback.ts';
import type { FeedbackEnvironment } from '#contract/environment.ts';
import { eachRecord } from './batch.ts';
import type { QueueHandler } from './sender.ts';

/** What one environment of the feedback function is given: the table, time, and where its lines go. */
export interface FeedbackWorld {
  readonly table: ReturnType<typeof tableClient>;
  readonly clock: Clock;
  readonly write: (line: string) => void;
}

/** One environment of the function that records what each SES event of a batch says of its email. */
export function createFeedbackRecorder(
  settings: FeedbackEnvironment,
  { table, clock, write }: FeedbackWorld,
): QueueHandler<unknown> {
  const log = structuredLog(clock, write);
  const metrics = emfMetrics(settings.ENVIRONMENT_SUFFIX, clock, write);
  const dependencies = {
    ledger: dynamodbFeedbackLedger(table, settings.TRACKING_TABLE),
    configurationSet: settings.CONFIGURATION_SET,
    clock,
    metrics,
    log,
  };

  const progress = dynamodbFeedbackProgress(table, settings.TRACKING_TABLE, clock);

  /** The oldest message counts: while a backlog is being worked off, that is how far behind we are. */
  const noteProgress = async ({ Records }: SQSEvent) => {
    try {
      await progress.note(Math.min(...Records.map(({ attributes }) => Number(attributes.SentTimestamp))));
    } catch (error) {
      log.warn('The progress of feedback was not noted', { error: (error as Error).name });
    }
  };

  return async (event) => {
    const response = await eachRecord(event, { log, metrics }, async ({ body }) => {
      await recordFeedback(body, dependencies);
      return 'done';
    });
    await noteProgress(event);
    metrics.flush();
    return response;
  };
}
