import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { sesSendRate } from '#adapters/aws/ses-send-rate.ts';
import { NOW } from '#test/support/builders.ts';

const QUARTER_MS = 15 * 60_000;

/** A send rate over an SES that gives one answer after the other; one that is an error is thrown. */
function rateOver(...answers: readonly object[]) {
  const measured: string[] = [];
  const logged: string[] = [];
  let now = NOW;
  let asked = 0;
  const client = {
    send: async () => {
      const answer = answers[asked++];
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked too often');
      return answer;
    },
  } as unknown as SESv2Client;
  const log = (message: string, fields: object) => void logged.push(JSON.stringify({ message, ...fields }));
  const rate = sesSendRate(client, {
    clock: { now: () => now, sleep: async () => {} },
    metrics: { count: () => {}, measure: ({ name }, value) => void measured.push(`${name} ${value}`) },
    log: { info: log, warn: log, error: log },
  });
  return {
    measured,
    logged,
    asked: () => asked,
    after: async (milliseconds: number) => {
      now += milliseconds;
      return await rate.perSecond();
    },
  };
}

const account = (more: object = {}) => ({
  SendQuota: { MaxSendRate: 14, Max24HourSend: 50_000, SentLast24Hours: 1_234 },
  SendingEnabled: true,
  EnforcementStatus: 'HEALTHY',
  ...more,
});

test('asks every quarter of an hour, and measures with each answer how the account stands', async () => {
  const rate = rateOver(account(), account({ SendQuota: { MaxSendRate: 50 } }));
  expect([await rate.after(0), await rate.after(QUARTER_MS - 1), rate.asked()]).toEqual([14, 14, 1]);
  expect(rate.measured).toEqual(['SendQuotaUsed 2.5', 'SendingAtRisk 0']);
  expect([await rate.after(1), rate.asked()]).toEqual([50, 2]);
  expect(rate.logged).toEqual([]);
});

test('an account that needs a person is measured, and logged with the reasons', async () => {
  const rate = rateOver(account({ EnforcementStatus: 'PROBATION', SendingEnabled: false }));
  await rate.after(0);
  expect(rate.measured).toContain('SendingAtRisk 1');
  expect(rate.logged).toEqual([
    '{"message":"The SES account needs a person","risks":["UNDER_REVIEW","SENDING_PAUSED"]}',
  ]);
});

test('while SES does not answer, the last known rate holds, and nothing is measured', async () => {
  const rate = rateOver(new Error('throttled'), account(), new Error('throttled'));
  expect(await rate.after(0)).toBe(1);
  expect(await rate.after(10_000)).toBe(14);
  expect(await rate.after(QUARTER_MS)).toBe(14);
  expect(rate.measured).toEqual(['SendQuotaUsed 2.5', 'SendingAtRisk 0']);
});
