import { expect, test } from 'vitest';
import { idlePollsAnHour, LongPolls } from '#local/meter/long-polls.ts';
import type { Holding } from '#local/meter/usage.ts';
import { USAGE } from '#local/meter/usage-kinds.ts';
import { UsageMeter } from '#local/meter/usage-meter.ts';
import { virtualWorld } from '../support/test-world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const PUBLISH = { kind: USAGE.snsRequest, operation: 'Publish', resource: 'orders' };
const STORAGE: Holding = { kind: USAGE.dynamodbStorage, operation: 'StandardStorage', resource: 'orders' };

/** A meter whose clock begins on 1 November 2026, and what it says of a kind. */
function metered(world = virtualWorld()) {
  const meter = new UsageMeter(world);
  const quantity = (start: string, end: string) =>
    meter.usage({ start, end }).reduce((sum, line) => sum + line.quantity, 0);
  return { world, meter, quantity };
}

test('uses are summed by kind, call and resource, and told by whole days', async () => {
  const { world, meter, quantity } = metered();
  meter.count(PUBLISH);
  meter.count({ ...PUBLISH, quantity: 2 });
  await world.timers.advance(DAY_MS);
  meter.count({ ...PUBLISH, resource: 'alerts' });
  expect(meter.usage({ start: '2026-11-01', end: '2026-12-01' })).toEqual([
    { ...USAGE.snsRequest, operation: 'Publish', resource: 'alerts', quantity: 1 },
    { ...USAGE.snsRequest, operation: 'Publish', resource: 'orders', quantity: 3 },
  ]);
  expect(quantity('2026-11-01', '2026-11-02')).toBe(3);
  expect(quantity('2026-11-02', '2026-11-03')).toBe(1);
  expect(quantity('2026-11-03', '2026-12-01')).toBe(0);
});

test('what was counted a second ago survives a killed process', async () => {
  const { world, meter } = metered();
  meter.count(PUBLISH);
  meter.change(STORAGE, 2);
  await world.timers.advance(1_000);
  const { meter: next, quantity } = metered(world);
  expect(quantity('2026-11-01', '2026-11-02')).toBeGreaterThanOrEqual(1);
  expect(next.held()).toEqual([
    { ...USAGE.dynamodbStorage, operation: 'StandardStorage', resource: 'orders', quantity: 2 },
  ]);
});

test('a gigabyte that is there all month is a GB-month, whatever the month’s length and whoever asks in between', async () => {
  const { world, meter, quantity } = metered();
  meter.change(STORAGE, 1);
  for (let day = 0; day < 61; day++) {
    await world.timers.advance(DAY_MS);
    quantity('2026-11-01', '2027-01-01');
  }
  expect(quantity('2026-11-01', '2026-12-01')).toBeCloseTo(1, 9);
  expect(quantity('2026-12-01', '2027-01-01')).toBeCloseTo(1, 9);
  expect(quantity('2026-12-01', '2026-12-02')).toBeCloseTo(1 / 31, 9);
});

test('bytes count for as long as they are there', async () => {
  const { world, meter, quantity } = metered();
  meter.change(STORAGE, 3);
  await world.timers.advance(10 * DAY_MS);
  meter.change(STORAGE, -2);
  await world.timers.advance(20 * DAY_MS);
  expect(quantity('2026-11-01', '2026-12-01')).toBeCloseTo((3 * 10 + 1 * 20) / 30, 9);
});

test('what stands goes on over a restart, until the template has it no more', async () => {
  const { world, meter } = metered();
  const dashboard = { kind: USAGE.dashboard, operation: 'DashboardHour', resource: 'emails', amount: 1 };
  meter.holdOnly([USAGE.dashboard], [dashboard, { ...dashboard, resource: 'costs' }]);
  meter.save();
  await world.timers.advance(15 * DAY_MS);
  const { meter: next, quantity } = metered(world);
  next.holdOnly([USAGE.dashboard], [dashboard]);
  await world.timers.advance(15 * DAY_MS);
  expect(quantity('2026-11-01', '2026-12-01')).toBeCloseTo(1.5, 9);
});

test('what is no month’s is held by the hour', async () => {
  const { world, meter, quantity } = metered();
  const idle = { kind: USAGE.sqsRequest, operation: 'ReceiveMessage (idle)', resource: 'orders' };
  meter.holdOnly([USAGE.sqsRequest], [{ ...idle, amount: idlePollsAnHour({ maximumConcurrency: 2 }) }]);
  await world.timers.advance(30 * DAY_MS);
  expect(quantity('2026-11-01', '2026-12-01')).toBeCloseTo(648_000, 6);
});

test('without a maximum concurrency Lambda keeps two reads waiting instead of five', () => {
  expect(idlePollsAnHour({}) / idlePollsAnHour({ maximumConcurrency: 5 })).toBe(2 / 5);
});

test('a message ends a read early, and the empty read that it would have been is not counted', async () => {
  const { timers } = virtualWorld();
  const polls = new LongPolls(timers, {});
  await timers.advance(50_000);
  expect(polls.received()).toBeCloseTo(10 / 20);
  await timers.advance(5_000);
  expect(polls.received()).toBeCloseTo(15 / 20);
  await timers.advance(1_000);
  expect(polls.received()).toBeCloseTo(6 / 20);
});
