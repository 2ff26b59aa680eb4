import { App, Stack } from 'aws-cdk-lib';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { keyUseStatements } from './key-permissions.ts';
import { featureFlags } from './ordermail-app.ts';
import { KMS_KEY_ARN } from './security-settings.ts';
import { ACCOUNT, PLACEHOLDER_ACCOUNT, REGION } from './settings.ts';
import { SettingsError } from './settings-report.ts';
import { readStageConfig } from './stage-config.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the policy of a key has to say before KMS_KEY_ARN may name it: the statements to add, for the settings as they are. Account and
 * region are those of the key's ARN; where KMS_KEY_ARN is none, CDK_DEFAULT_ACCOUNT and CDK_DEFAULT_REGION.
 *
 * @throws SettingsError also where no account is known: the policy would name one that is nobody's.
 */
export function keyPolicy(environment: Environment): object {
  const settings = withPlaceOfKey(environment);
  const config = readStageConfig(settings);
  const { account, region } = config;
  if (account === PLACEHOLDER_ACCOUNT) throw placeholderRefused(settings);
  const app = new App({ context: featureFlags(), analyticsReporting: false });
  const stack = new Stack(app, 'Key', { env: { account, region } });
  return stack.resolve(new PolicyDocument({ statements: keyUseStatements(stack, config) }));
}

/** With the place that the key's ARN names, where nothing else names one. What contradicts it is refused with the settings. */
function withPlaceOfKey(environment: Environment): Environment {
  const choice = KMS_KEY_ARN.parse(environment[KMS_KEY_ARN.name]?.trim() ?? '');
  if (choice?.kind !== 'existing') return environment;
  const [, , , region, account] = choice.keyArn.split(':');
  return {
    ...environment,
    [ACCOUNT.name]: environment[ACCOUNT.name] || account,
    [REGION.name]: environment[REGION.name] || region,
  };
}

function placeholderRefused(environment: Environment): SettingsError {
  const problem = {
    setting: ACCOUNT.name,
    found: environment[ACCOUNT.name],
    allowed: `the account that the key is in, 12 digits (${PLACEHOLDER_ACCOUNT} stands for none); or set ${KMS_KEY_ARN.name} to the key's ARN, which names it`,
    example: '111122223333',
  };
  return new SettingsError([problem]);
}
