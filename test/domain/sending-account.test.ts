import { expect, test } from 'vitest';
import { standingOf } from '#domain/sending-account.ts';

const WELL = {
  max24HourSend: 50_000,
  sentLast24Hours: 1_000,
  sendingEnabled: true,
  enforcementStatus: 'HEALTHY',
};

test.each([
  ['an account in good standing', {}, []],
  ['at the limit', { sentLast24Hours: 40_000 }, []],
  ['above it', { sentLast24Hours: 40_001 }, ['QUOTA_NEARLY_USED']],
  ['without a limit', { max24HourSend: -1, sentLast24Hours: 1e9 }, []],
  ['under review', { enforcementStatus: 'PROBATION' }, ['UNDER_REVIEW']],
  ['paused by AWS', { enforcementStatus: 'SHUTDOWN' }, ['SENDING_PAUSED']],
  ['paused by its owner', { sendingEnabled: false }, ['SENDING_PAUSED']],
  [
    'everything at once',
    { sentLast24Hours: 50_000, enforcementStatus: 'PROBATION', sendingEnabled: false },
    ['QUOTA_NEARLY_USED', 'UNDER_REVIEW', 'SENDING_PAUSED'],
  ],
])('%s', (_, account, risks) => {
  expect(standingOf({ ...WELL, ...account }).risks).toEqual(risks);
});

test('the quota used is a percentage, and none without a limit', () => {
  expect(standingOf(WELL).quotaUsedPercent).toBe(2);
  expect(standingOf({ ...WELL, max24HourSend: -1 }).quotaUsedPercent).toBe(0);
});
