import { expect, test } from 'vitest';
import type { FactResult, FeedbackFact } from '#app/ports.ts';
import { recordFeedback, UnreadableFeedback } from '#app/record-feedback.ts';
import { NOW, sesEvent } from '#test/support/builders.ts';

async function run(body: string, result: FactResult = 'recorded') {
  const facts: FeedbackFact[] = [];
  const counted: string[] = [];
  const log = () => {};
  await recordFeedback(body, {
    ledger: {
      record: async (fact) => {
        facts.push(fact);
        return result;
      },
    },
    configurationSet: 'email-config-set-test',
    clock: { now: () => NOW, sleep: async () => {} },
    metrics: { count: (name) => void counted.push(name) },
    log: { info: log, warn: log, error: log },
  });
  return { facts, counted };
}

const delivery = { delivery: { timestamp: '2026-11-24T12:00:03.000Z' } };

test('an event is recorded for the email and attempt of its tags, at its own time', async () => {
  const { facts, counted } = await run(JSON.stringify(sesEvent('Delivery', delivery)));
  expect(facts).toMatchObject([
    {
      emailId: 'ORDER123456#ORDER_CONFIRMATION',
      attempt: 1,
      messageId: 'ses-message-1',
      at: '2026-11-24T12:00:03.000Z',
      fact: { reached: { status: 'DELIVERED' } },
    },
  ]);
  expect(counted).toEqual(['EmailDelivered']);
});

test('what was known before is not counted again', async () => {
  expect((await run(JSON.stringify(sesEvent('Delivery', delivery)), 'known')).counted).toEqual([]);
});

test.each([
  ['the notice of SES', 'Successfully validated SNS topic for Amazon SES event publishing.'],
  [
    'another configuration set',
    JSON.stringify(sesEvent('Delivery', {}, { 'ses:configuration-set': ['marketing'] })),
  ],
  ['no tag of ours', JSON.stringify(sesEvent('Delivery', {}, { emailId: [] }))],
  ['a tag that is no id of ours', JSON.stringify(sesEvent('Delivery', {}, { emailId: ['bm90IG91cnM'] }))],
  ['an attempt that is no number', JSON.stringify(sesEvent('Delivery', {}, { attempt: ['one'] }))],
  ['an event type of the future', JSON.stringify(sesEvent('Subscription'))],
])('%s is acknowledged and records nothing', async (_, body) => {
  expect((await run(body)).facts).toEqual([]);
});

test('anything else fails, so that it reaches the dead letters', async () => {
  await expect(run('Some other text')).rejects.toThrow(UnreadableFeedback);
});

test.each(['1e3', '0x1', ' 1 ', '1.0', '0', '-1', '9007199254740991', ''])(
  'an attempt that we never wrote as %j is no attempt of ours',
  async (attempt) => {
    const event = sesEvent('Delivery', delivery, { attempt: [attempt] });
    expect((await run(JSON.stringify(event))).facts).toEqual([]);
  },
);

test.each(['+275760-09-13T00:00:00.000Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '1'])(
  'an event that claims to be of %s happened now: it is found by its day',
  async (timestamp) => {
    const { facts } = await run(JSON.stringify(sesEvent('Delivery', { delivery: { timestamp } })));
    expect(facts).toMatchObject([{ at: new Date(NOW).toISOString() }]);
  },
);
