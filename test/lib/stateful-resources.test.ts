import { describe, expect, it } from 'vitest';
import { resources } from './synthesized.ts';

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

it('keeps the table and the identity when a stack is deleted, and nothing else', () => {
  const kept = resources().filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain');
  expect(kept.map(({ Type }) => Type).sort()).toEqual(['AWS::DynamoDB::Table', 'AWS::SES::EmailIdentity']);
});
