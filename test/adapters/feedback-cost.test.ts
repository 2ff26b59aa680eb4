import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { dynamodbFeedbackLedger } from '#adapters/aws/dynamodb-feedback-ledger.ts';
import { dynamodbSendLedger } from '#adapters/aws/dynamodb-send-ledger.ts';
import { STATUS } from '#domain/delivery-status.ts';
import type { Use } from '#local/meter/usage.ts';
import { NO_METER } from '#local/meter/usage.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { NOW } from '#test/support/builders.ts';
import { trackingTable } from '#test/support/tracking-table.ts';

const EMAIL = { emailId: 'ORDER1#ORDER_CONFIRMATION', attempt: 1, claimId: 'claim-1' };

/** The write and read units of each step of an email's way, on a table of its own. */
async function meteredLedgers() {
  const used: Use[] = [];
  const table = await trackingTable({ meter: { ...NO_METER, count: (use) => used.push(use) } });
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(table.clientConfig));
  const sender = dynamodbSendLedger(client, table.name);
  const feedback = dynamodbFeedbackLedger(client, table.name);
  const at = new Date(NOW).toISOString();
  const units = (kind: object) =>
    used.filter((use) => use.kind === kind).reduce((sum, { quantity = 1 }) => sum + quantity, 0);
  return {
    claimed: () =>
      sender.claim({
        ...EMAIL,
        orderId: 'ORDER1',
        emailType: 'ORDER_CONFIRMATION',
        customerEmail: 'customer@example.com',
        contentHash: 'hash',
        content: Uint8Array.of(1, 2, 3),
        nowMs: NOW,
      }),
    accepted: () => sender.accepted(EMAIL, 'ses-message-1', NOW),
    sent: () =>
      feedback.record({
        ...EMAIL,
        messageId: 'ses-message-1',
        fact: { time: 'sentAt', reached: STATUS.sent },
        at,
        nowMs: NOW,
      }),
    async unitsOf(step: () => Promise<unknown>) {
      used.length = 0;
      const result = await step();
      return { result, writes: units(USAGE.dynamodbWrite), reads: units(USAGE.dynamodbRead) };
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
      await table.close();
    },
  };
}

test('a Send event that says what the sender has recorded costs half a read unit and no write', async () => {
  await using ledgers = await meteredLedgers();
  await ledgers.claimed();
  await ledgers.accepted();
  expect(await ledgers.unitsOf(ledgers.sent)).toEqual({ result: 'known', writes: 0, reads: 0.5 });
});

test('a Send event that is faster than the sender is written, as the evidence that it is', async () => {
  await using ledgers = await meteredLedgers();
  await ledgers.claimed();
  expect(await ledgers.unitsOf(ledgers.sent)).toEqual({ result: 'recorded', writes: 2, reads: 0.5 });
});
