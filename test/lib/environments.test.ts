import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { SettingsError } from '#lib/settings-report.ts';
import { readStageConfig } from '#lib/stage-config.ts';
import { allTemplates, resources, tapStack } from './synthesized.ts';

type Environment = Readonly<Record<string, string>>;

/** The property that names a resource, by type. A type that is not here is named by CloudFormation, after its stack. */
const NAMED: Readonly<Record<string, string>> = {
  'AWS::Budgets::Budget': 'Budget.BudgetName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::Rule': 'Name',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::ResourceGroups::Group': 'Name',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
};

/** Of these there is one in the account under a name, whatever the region. */
const ACCOUNT_WIDE = new Set(['AWS::Budgets::Budget', 'AWS::CloudWatch::Dashboard']);

/** Properties that would name a resource of the types above, or of others. */
const LOOKS_LIKE_A_NAME = /^(?!Display)\w*Name$/;

/** Names of other things, in the types that have them. */
const OTHERS_NAME: Readonly<Record<string, readonly string[]>> = {
  'AWS::SES::ConfigurationSetEventDestination': ['ConfigurationSetName'],
  'AWS::Lambda::EventSourceMapping': ['FunctionName'],
  'AWS::Lambda::EventInvokeConfig': ['FunctionName'],
  'AWS::Lambda::Permission': ['FunctionName'],
  'AWS::CloudWatch::Alarm': ['MetricName'],
};

function nameOf(type: string, properties: Record<string, unknown>): string | undefined {
  const value = NAMED[type]?.split('.').reduce<unknown>((found, key) => (found as never)?.[key], properties);
  return typeof value === 'string' ? value : undefined;
}

/** Everything that can exist once only, with the place within which that holds. */
function names(environment: Environment): readonly string[] {
  const tap = tapStack(environment);
  const { region } = tap;
  const named = resources(undefined, environment).flatMap(({ Type, Properties }) => {
    const name = nameOf(Type, Properties ?? {});
    return name === undefined ? [] : [`${ACCOUNT_WIDE.has(Type) ? 'account' : region} ${Type} ${name}`];
  });
  const all = allTemplates(environment);
  const exported = Object.values(all).flatMap((template) =>
    Object.values(template.toJSON().Outputs ?? {}).flatMap((output) => {
      const name = (output as { Export?: { Name: string } }).Export?.Name;
      return name === undefined ? [] : [`${region} export ${name}`];
    }),
  );
  const stacks = Object.keys(all).map(
    (stack) => `${region} stack ${stack}-${environment.ENVIRONMENT_SUFFIX}`,
  );
  return [...named, ...exported, ...stacks];
}

const KEY = { KMS_KEY_ARN: 'create' };
const DEV = { ...KEY, ENVIRONMENT_SUFFIX: 'dev', CDK_DEFAULT_REGION: 'us-east-1' };
/** Beside the first one of its region, which has made the identity of the domain. */
const PROD = { ...DEV, ENVIRONMENT_SUFFIX: 'prod', EMAIL_IDENTITY: 'existing' };
const PROD_EUROPE = { ...KEY, ENVIRONMENT_SUFFIX: 'prod', CDK_DEFAULT_REGION: 'eu-west-1' };
/** Another brand in the same account and region, with a domain of its own. */
const SECOND_BRAND = { ...DEV, ENVIRONMENT_SUFFIX: 'brand2', VERIFIED_DOMAIN: 'secondbrand.com' };

describe('environments of one account', () => {
  const all = [DEV, PROD, PROD_EUROPE, SECOND_BRAND].map(names);

  it('share no name: two suffixes, two regions, two brands', () => {
    for (const one of all) expect(one.length).toBeGreaterThan(55);
    const count = new Map<string, number>();
    for (const name of all.flat()) count.set(name, (count.get(name) ?? 0) + 1);
    expect([...count].filter(([, times]) => times > 1)).toEqual([]);
  });

  it('would share the identity of their domain, were it made twice', () => {
    const twice = names({ ...PROD, EMAIL_IDENTITY: 'create' }).filter((name) => all[0]!.includes(name));
    expect(twice).toEqual(['us-east-1 AWS::SES::EmailIdentity yourcompany.com']);
  });

  it('carry the suffix in every name, and the region where the account has one such name only', () => {
    const ending = /(^account .*-prod|^us-east-1 .*-prod(:\w+)?)$/;
    expect(names(PROD).filter((name) => !ending.test(name))).toEqual([]);
    const endingElsewhere = /(^account .*-prod_eu-west-1|^eu-west-1 .*-prod(:\w+)?| yourcompany.com)$/;
    expect(names(PROD_EUROPE).filter((name) => !endingElsewhere.test(name))).toEqual([]);
  });

  it('share no name with one whose suffix reads like a region', () => {
    const likeARegion = names({ ...DEV, ENVIRONMENT_SUFFIX: 'prod-eu-west-1' });
    expect(likeARegion.filter((name) => names(PROD_EUROPE).includes(name))).toEqual([]);
  });

  it('share no name with one whose suffix begins as a name goes on: there is none', () => {
    const prefixes = names({ ...DEV, ENVIRONMENT_SUFFIX: 'x' })
      .filter((name) => name.endsWith('-x'))
      .map((name) => name.slice(0, -'x'.length));
    const goOn = prefixes.flatMap((one) =>
      prefixes
        .filter((other) => other !== one && other.startsWith(one))
        .map((other) => other.slice(one.length)),
    );
    expect(new Set(goOn)).toEqual(new Set(['dead-letters-', 'undelivered-']));
    for (const beginning of goOn)
      expect(() => readStageConfig({ ENVIRONMENT_SUFFIX: `${beginning}x` })).toThrow(SettingsError);
  });

  it('name nothing that this test does not know', () => {
    const unknown = resources(undefined, DEV).flatMap(({ Type, Properties }) =>
      Object.keys(Properties ?? {})
        .filter((property) => LOOKS_LIKE_A_NAME.test(property))
        .filter((property) => NAMED[Type] !== property && !OTHERS_NAME[Type]?.includes(property))
        .map((property) => `${Type} ${property}`),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('keep to the length that each service allows, with the longest suffix', () => {
    // Those below the budget's 100; the others take more.
    const limits: Record<string, number> = {
      'AWS::Events::Rule': 64,
      'AWS::SQS::Queue': 80,
      'AWS::Lambda::Function': 64,
      'AWS::SES::ConfigurationSet': 64,
    };
    // No code of AWS is longer; the region is in two of the names only.
    const longest = { ENVIRONMENT_SUFFIX: 'x'.repeat(20), CDK_DEFAULT_REGION: 'us-isof-south-1' };
    const tooLong = names(longest).filter((entry) => {
      const [, type = '', name = ''] = entry.split(' ');
      return name.length > (limits[type] ?? 100);
    });
    expect(tooLong.filter((entry) => !entry.includes(' export '))).toEqual([]);
  });

  it('leave the identity to the one that creates it', () => {
    const template = Template.fromStack(tapStack({ EMAIL_IDENTITY: 'existing' }).sesConfiguration);
    template.resourceCountIs('AWS::SES::EmailIdentity', 0);
    template.resourceCountIs('AWS::SES::ConfigurationSet', 1);
  });
});
