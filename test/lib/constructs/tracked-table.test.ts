import { describe, expect, it } from 'vitest';
import { TrackedTable } from '#lib/constructs/tracked-table.ts';
import { only, templateOf } from '../synthesized.ts';

/** An index that is written only when its keys are. */
const keysOnly = (IndexName: string, partition: string, sort: string) => ({
  IndexName,
  KeySchema: [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'KEYS_ONLY' },
});

describe('the tracking table', () => {
  const template = templateOf((stack) => {
    new TrackedTable(stack, 'Tracking', { tableName: 'email-delivery-tracking-test' });
  });
  const table = only(template, 'AWS::DynamoDB::Table');

  it('has one item per email', () => {
    expect(table.Properties.TableName).toBe('email-delivery-tracking-test');
    expect(table.Properties.KeySchema).toEqual([{ AttributeName: 'emailId', KeyType: 'HASH' }]);
  });

  it('finds emails by order, address and problem, with no more attributes than a look-up shows', () => {
    expect(table.Properties.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: 'OrderIdIndex',
        KeySchema: [
          { AttributeName: 'orderId', KeyType: 'HASH' },
          { AttributeName: 'timestamp', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['customerEmail', 'emailType', 'status'] },
      },
      keysOnly('CustomerEmailIndex', 'customerEmail', 'timestamp'),
      keysOnly('ProblemIndex', 'problem', 'problemAt'),
    ]);
  });

  it('is paid by use and forgets by itself', () => {
    expect(table.Properties.BillingMode).toBe('PAY_PER_REQUEST');
    expect(table.Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'ttl', Enabled: true });
  });

  it('cannot be lost by a mistake', () => {
    expect(table.Properties.DeletionProtectionEnabled).toBe(true);
    expect(table.Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
    expect([table.DeletionPolicy, table.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  it('is encrypted with the key that AWS owns, which costs nothing', () => {
    expect(table.Properties).not.toHaveProperty('SSESpecification');
  });
});
