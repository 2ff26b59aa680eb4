import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resources, tapStack, templates } from './synthesized.ts';

/** The property that names a resource in the account, where CloudFormation has one and we set it. */
const NAME_PROPERTIES = [
  'TopicName',
  'QueueName',
  'TableName',
  'FunctionName',
  'LogGroupName',
  'AlarmName',
  'DashboardName',
  'Name',
  'RoleName',
];

function names(environmentSuffix: string): readonly string[] {
  const environment = { ENVIRONMENT_SUFFIX: environmentSuffix };
  const named = resources(undefined, environment).flatMap(({ Type, Properties }) =>
    NAME_PROPERTIES.filter((property) => typeof Properties?.[property] === 'string').map(
      (property) => `${Type} ${Properties[property]}`,
    ),
  );
  const exported = Object.values(templates(environment)).flatMap((template) =>
    Object.values(template.toJSON().Outputs ?? {}).flatMap((output) => {
      const name = (output as { Export?: { Name: string } }).Export?.Name;
      return name === undefined ? [] : [`export ${name}`];
    }),
  );
  const tap = tapStack(environment);
  const stacks = [tap, tap.emailNotification, tap.sesConfiguration, tap.costMonitoring];
  return [...named, ...exported, ...stacks.map(({ stackName }) => `stack ${stackName}`)];
}

describe('two environments side by side', () => {
  it('share no name', () => {
    const dev = new Set(names('dev'));
    expect(dev.size).toBeGreaterThan(30);
    expect(names('prod').filter((name) => dev.has(name))).toEqual([]);
  });

  it('carry the suffix in every name', () => {
    expect(names('prod').filter((name) => !/-prod(:|$)/.test(name))).toEqual([]);
  });

  it('keep to the length that each service allows, with the longest suffix', () => {
    const limits: Record<string, number> = {
      'AWS::SQS::Queue': 80,
      'AWS::Lambda::Function': 64,
      'AWS::SES::ConfigurationSet': 64,
    };
    const tooLong = names('x'.repeat(20)).filter((entry) => {
      const [type = '', name = ''] = entry.split(' ');
      return name.length > (limits[type] ?? 128);
    });
    expect(tooLong).toEqual([]);
  });

  it('leave the identity to the one that creates it', () => {
    const template = Template.fromStack(tapStack({ EMAIL_IDENTITY: 'existing' }).sesConfiguration);
    template.resourceCountIs('AWS::SES::EmailIdentity', 0);
    template.resourceCountIs('AWS::SES::ConfigurationSet', 1);
  });
});
