import process from 'node:process';
import { App, Stack } from 'aws-cdk-lib';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { keyUseStatements } from '#lib/key-permissions.ts';
import { featureFlags } from '#lib/ordermail-app.ts';
import { SettingsError } from '#lib/settings-report.ts';
import { readStageConfig } from '#lib/stage-config.ts';

/**
 * `npm run key-policy` prints what the policy of a key has to say before KMS_KEY_ARN may name it: the statements to add, for the
 * settings as they are. Set CDK_DEFAULT_ACCOUNT and CDK_DEFAULT_REGION, which the CDK's command line sets elsewhere.
 */
try {
  const config = readStageConfig(process.env);
  const { account, region } = config;
  const app = new App({ context: featureFlags(), analyticsReporting: false });
  const stack = new Stack(app, 'Key', { env: { account, region } });
  const policy = new PolicyDocument({ statements: keyUseStatements(stack, config) });
  process.stdout.write(`${JSON.stringify(stack.resolve(policy), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
