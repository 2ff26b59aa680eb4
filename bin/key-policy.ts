import process from 'node:process';
import { keyPolicy } from '#lib/key-policy.ts';
import { SettingsError } from '#lib/settings-report.ts';

/** `npm run key-policy` prints what the policy of a key has to say before KMS_KEY_ARN may name it. */
try {
  process.stdout.write(`${JSON.stringify(keyPolicy(process.env), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
