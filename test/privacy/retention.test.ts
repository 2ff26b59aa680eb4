import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MAX_DELIVERY_SECONDS, ORPHAN_RETENTION_DAYS, RETENTION_DAYS } from '#contract/timing.ts';
import { ADDRESS_INDEX, ORDER_ID_INDEX, PROBLEM_INDEX } from '#contract/tracking-item.ts';
import { resources } from '#test/lib/synthesized.ts';

/** The rows of the table of docs/security.md that says where personal data lies, each as its cells. */
function rows(): readonly (readonly string[])[] {
  const docs = readFileSync(path.resolve(import.meta.dirname, '../../docs/security.md'), 'utf8');
  const [, section = ''] = docs.split('## Personal data: where, and for how long');
  const lines = section
    .split('\n## ', 1)[0]!
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

/** How long the row says that names the resource. */
function howLong(name: string): string {
  const found = rows().filter(([where = '']) => where.includes(`\`${name}\``));
  if (found.length === 0) throw new Error(`The table of docs/security.md has no row for ${name}.`);
  return found.map(([, , duration]) => duration).join(' ');
}

const documented = (name: string) => name.replace(/-test$/, '-{env}');
const DAY_SECONDS = 24 * 60 * 60;

const KEPT: readonly (readonly [name: string, days: number])[] = [
  ...resources('AWS::SQS::Queue').map(
    ({ Properties }) =>
      [documented(Properties.QueueName), Properties.MessageRetentionPeriod / DAY_SECONDS] as const,
  ),
  ...resources('AWS::Logs::LogGroup').map(
    ({ Properties }) => [documented(Properties.LogGroupName), Properties.RetentionInDays] as const,
  ),
];

test.each(KEPT)('%s keeps for %d days, and the table says so', (name, days) => {
  expect(howLong(name)).toMatch(new RegExp(`\\b${days} days`));
});

test('queues and log groups of all kinds are among them', () => {
  expect(KEPT.length).toBeGreaterThanOrEqual(12);
});

test('the table’s items, what is not known, backups and indexes are as long as the table says', () => {
  const [table, ...others] = resources('AWS::DynamoDB::Table');
  expect(others).toEqual([]);
  const { TableName, GlobalSecondaryIndexes, PointInTimeRecoverySpecification } = table!.Properties;
  const kept = howLong(documented(TableName));
  expect(kept).toContain(`${RETENTION_DAYS} days`);
  expect(kept).toContain(`${ORPHAN_RETENTION_DAYS} days`);
  // Without a period of its own, DynamoDB's: 35 days ("Point-in-time recovery: How it works").
  expect(PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  expect(rows().find(([where]) => where?.includes('backups'))?.[2]).toBe('35 days');
  const indexes = GlobalSecondaryIndexes.map(({ IndexName }: { IndexName: string }) => IndexName);
  expect(indexes.sort()).toEqual([ADDRESS_INDEX, ORDER_ID_INDEX, PROBLEM_INDEX].sort());
  for (const index of indexes) expect(howLong(index)).toBe('as the item');
});

test('every topic has a row, and SES gives up on a mail when the table says', () => {
  for (const { Properties } of resources('AWS::SNS::Topic')) howLong(documented(Properties.TopicName));
  expect(rows().find(([where]) => where === 'Amazon SES')?.[2]).toContain(
    `${MAX_DELIVERY_SECONDS / 3600} hours`,
  );
});
