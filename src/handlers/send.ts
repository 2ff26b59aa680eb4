import { queueClient, sendingClient, tableClient } from '#adapters/aws/clients.ts';
import { readBrandFile } from '#adapters/system/brand-file.ts';
import { systemClock } from '#adapters/system/clock.ts';
import { sha256Digest, systemRandomness } from '#adapters/system/randomness.ts';
import { writeLine } from '#adapters/system/standard-output.ts';
import { SENDER_ENVIRONMENT } from '#contract/environment.ts';
import { createSender } from './sender.ts';
import { readEnvironment } from './settings.ts';

/** Sends the email of each order event in the batch. */
export const handler = createSender(readEnvironment(SENDER_ENVIRONMENT), {
  ses: sendingClient(),
  sqs: queueClient(),
  table: tableClient(),
  clock: systemClock,
  random: systemRandomness,
  digest: sha256Digest,
  write: writeLine,
  brandFile: readBrandFile(import.meta.dirname),
});
