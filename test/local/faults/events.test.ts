import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { publicationsOf } from '#local/faults/event-publications.ts';
import { type EventFaults, HEALTHY } from '#local/faults/settings.ts';
import { mail, sesCloud } from '../ses/ses-cloud.ts';

/** What SES publishes of one delivered mail under a fault, once everything has happened. */
async function published(faults: Partial<EventFaults>, random: () => number = Math.random) {
  const events = { ...HEALTHY.events, ...faults };
  await using cloud = await sesCloud({
    eventDelaysMs: (kind) => [kind === 'Send' ? 0 : 50],
    publicationsMs: (delayMs) => publicationsOf(events, delayMs, random),
  });
  await cloud.client.send(new SendEmailCommand(mail({ to: 'bounce@simulator.amazonses.com' })));
  await cloud.world.timers.advance(400);
  const early = cloud.topics.events();
  await cloud.world.timers.advance(60_000);
  return { early, all: cloud.topics.events() };
}

const typesOf = (events: readonly { eventType: string }[]) => events.map(({ eventType }) => eventType);

test('a duplicated event is published twice, word for word', async () => {
  const { all } = await published({ duplicate: 1 });
  expect(typesOf(all).sort()).toEqual(['Bounce', 'Bounce', 'Send', 'Send']);
  const [first, second] = all.filter(({ eventType }) => eventType === 'Bounce');
  expect(first).toEqual(second);
});

test('a reordered event comes after those that follow it', async () => {
  // The first event draws 0.4 and is held back, the second draws 0.6 and is not.
  const drawn = [0.4, 0.5, 0.6];
  const { all } = await published({ reorder: 0.5 }, () => drawn.shift() ?? 0.9);
  expect(typesOf(all)).toEqual(['Bounce', 'Send']);
});

test('a late event says when it happened, not when it came', async () => {
  const { early, all } = await published({ lateMs: 10_000 });
  expect(early).toEqual([]);
  expect(typesOf(all)).toEqual(['Send', 'Bounce']);
  expect(all[1].bounce.timestamp).toBe('2026-11-01T00:00:00.050Z');
});

test('a lost event is never published', async () => {
  expect((await published({ lost: 1 })).all).toEqual([]);
});

test('without faults there is one copy, on time', () => {
  expect(publicationsOf(HEALTHY.events, 25, () => 0)).toEqual([25]);
});
