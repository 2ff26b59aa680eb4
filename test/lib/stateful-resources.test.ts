import { describe, expect, it } from 'vitest';
import { resources, templates } from './synthesized.ts';

/**
 * CloudFormation knows a resource by its logical id: under a new one it makes a new table, queue or topic, and deletes
 * the one that holds the data (or stops, as the name is taken). A change here is a migration.
 */
const PINNED = {
  'AWS::DynamoDB::Table': ['TrackingTable3514576F'],
  'AWS::SQS::Queue': [
    'AlertsUndelivered89951F36',
    'CheckFailuresEA1E0BFC',
    'CostAlertsUndelivered7E53762B',
    'FeedbackSubscriptionUndeliveredC9A59815',
    'FeedbackWaitingDeadLettersB2805290',
    'FeedbackWaitingQueue1B8482E5',
    'OrdersSubscriptionUndeliveredA65C1B24',
    'OrdersWaitingDeadLetters94BDDD14',
    'OrdersWaitingQueue498A455C',
  ],
  'AWS::SNS::Topic': [
    'AlertsTopicCF7C81C9',
    'CostAlertsTopicE503400A',
    'FeedbackTopicFD9F9738',
    'OrdersTopic8A68B7A2',
  ],
  'AWS::SES::EmailIdentity': ['Identity2D60E2CC'],
  'AWS::SES::ConfigurationSet': ['ConfigurationSet3DD38186'],
};

describe.each(Object.entries(PINNED))('%s', (type, logicalIds) => {
  it('keeps its logical ids', () => {
    expect(
      resources(type)
        .map(({ logicalId }) => logicalId)
        .sort(),
    ).toEqual(logicalIds);
  });
});

it('has the same logical ids in every environment', () => {
  const ids = (environment?: Readonly<Record<string, string>>) =>
    resources(undefined, environment).map(({ logicalId }) => logicalId);
  expect(ids({ ENVIRONMENT_SUFFIX: 'prod' })).toEqual(ids());
});

/** What `cdk destroy` leaves, and the reason stands in each construct. lib/README.md, "Taking it down", has the same list. */
const KEPT = {
  'AWS::DynamoDB::Table': 'table email-delivery-tracking-test',
  'AWS::SES::EmailIdentity': 'SES identity yourcompany.com',
  'AWS::KMS::Key': 'KMS key of EncryptionKeyStack',
};

/** Others (`Snapshot`, `RetainExceptOnCreate`) would leave something too. */
const isKept = (policy: string | undefined) => policy !== undefined && policy !== 'Delete';

describe.each([
  ['at its defaults', {}, ['AWS::DynamoDB::Table', 'AWS::SES::EmailIdentity']],
  [
    'with an identity that was there, and a key of its own',
    { EMAIL_IDENTITY: 'existing', KMS_KEY_ARN: 'create' },
    ['AWS::DynamoDB::Table', 'AWS::KMS::Key'],
  ],
] as const)('a system that is destroyed, %s', (_, environment, types) => {
  it('leaves what is meant to stay and nothing else, also where a change would replace it', () => {
    for (const policy of ['DeletionPolicy', 'UpdateReplacePolicy'] as const) {
      const kept = resources(undefined, environment).filter((resource) => isKept(resource[policy]));
      expect(kept.map(({ Type }) => Type).sort(), policy).toEqual(types);
    }
  });

  it('says so before', () => {
    const { StaysWhenDestroyed } = templates(environment).TapStack.findOutputs('*');
    expect(StaysWhenDestroyed?.Value.split(', ')).toEqual(types.map((type) => KEPT[type]));
  });

  it('blocks no later deployment by a log group: CloudFormation is told to delete each', () => {
    const groups = resources('AWS::Logs::LogGroup', environment);
    expect(groups.length).toBeGreaterThan(3);
    for (const { DeletionPolicy, logicalId } of groups) expect(DeletionPolicy, logicalId).toBe('Delete');
  });
});
