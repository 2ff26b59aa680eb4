import { tableClient } from '#adapters/aws/clients.ts';
import { systemClock } from '#adapters/system/clock.ts';
import { writeLine } from '#adapters/system/standard-output.ts';
import { FEEDBACK_ENVIRONMENT } from '#contract/environment.ts';
import { createFeedbackRecorder } from './feedback-recorder.ts';
import { readEnvironment } from './settings.ts';

/** Records what each SES event of the batch says of its email. */
export const handler = createFeedbackRecorder(readEnvironment(FEEDBACK_ENVIRONMENT), {
  table: tableClient(),
  clock: systemClock,
  write: writeLine,
});
