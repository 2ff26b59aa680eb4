import { expect, test } from 'vitest';
import { httpFaults } from '#adapters/local/http-faults.ts';
import type { FaultSettings } from '#app/ports.ts';
import { faultyCloud } from '../local/faults/faults-fixture.ts';
import { body, consoleUnderTest, NO_FAULTS } from './console-fixture.ts';

const SEND = { service: 'ses', action: 'SendEmail' };
const HEALTHY_CALL = { latencyMs: 0, throttled: 0, errorBefore: 0, errorAfter: 0, replyLost: 0 };
const OWN = { origin: 'http://localhost' };

const apply = (choices: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: OWN,
  body: new URLSearchParams(choices),
});

test('without a local cloud there are no switches, and no way to them', async () => {
  const { app } = consoleUnderTest({}, { faults: undefined });
  expect(await body(app, '/')).not.toContain('/faults');
  expect((await app.request('/faults')).status).toBe(404);
  expect((await app.request('/faults/off', { method: 'POST', headers: OWN })).status).toBe(404);
});

test('the navigation leads to the switches, which say that nothing is on', async () => {
  const { app } = consoleUnderTest();
  expect(await body(app, '/')).toContain('href="/faults"');
  const page = await body(app, '/faults');
  expect(page).toContain('Nothing goes wrong on purpose now.');
  expect(page).toContain('aria-current="page"');
  expect(page.match(/<option value="0" selected>Off/g)).toHaveLength(page.match(/<select/g)!.length);
});

test('what is chosen is set, and shown', async () => {
  const { app, world } = consoleUnderTest();
  const choices = {
    'events.duplicate': '0.5',
    'events.lateMs': '60000',
    'ses.replyLost': '1',
    'ses.latencyMs': '2000',
    'dynamodb.throttled': '0.1',
    kill: '1',
  };
  const response = await app.request('/faults', apply(choices));
  expect([response.status, response.headers.get('location')]).toEqual([303, '/faults']);
  expect(world.faults).toEqual({
    events: { ...NO_FAULTS.events, duplicate: 0.5, lateMs: 60_000 },
    calls: [
      { ...SEND, ...HEALTHY_CALL, replyLost: 1, latencyMs: 2_000 },
      { service: 'dynamodb', action: 'UpdateItem', ...HEALTHY_CALL, throttled: 0.1 },
    ],
    killAfter: { ...SEND, nth: 1 },
  });
  const page = await body(app, '/faults');
  expect(page).toContain('6 faults are on.');
  for (const shown of ['50 %', '1 min', 'Always', '2 s', '10 %', 'At the next mail'])
    expect(page).toContain(`selected>${shown}`);
});

test('a switch that is set to off is off, and the others stay', async () => {
  const calls = [{ ...SEND, ...HEALTHY_CALL, replyLost: 1, errorAfter: 0.5 }];
  const { app, world } = consoleUnderTest({
    faults: { ...NO_FAULTS, calls, killAfter: { ...SEND, nth: 1 } },
  });
  await app.request('/faults', apply({ 'ses.replyLost': '0', kill: '0' }));
  expect(world.faults).toEqual({ ...NO_FAULTS, calls: [{ ...calls[0], replyLost: 0 }] });
  await app.request('/faults', apply({ 'ses.errorAfter': '0' }));
  expect(world.faults).toEqual(NO_FAULTS);
});

test.each(['', '2', '-1', '0.37', 'x', 'Infinity'])(
  'the choice %j, which no switch offers, changes nothing',
  async (choice) => {
    const { app, world } = consoleUnderTest();
    await app.request('/faults', apply({ 'events.lost': choice, kill: choice, 'ses.latencyMs': choice }));
    // 2 is no share, no time and no mail that is offered.
    expect(world.faults).toEqual(NO_FAULTS);
  },
);

test('what was set elsewhere is shown, and stays until all is set off', async () => {
  const faults: FaultSettings = {
    events: { ...NO_FAULTS.events, duplicate: 0.37 },
    calls: [{ service: 'sqs', action: 'SendMessage', ...HEALTHY_CALL, replyLost: 1 }],
    killAfter: { service: 'dynamodb', action: 'UpdateItem', nth: 3 },
  };
  const { app, world } = consoleUnderTest({ faults });
  const page = await body(app, '/faults');
  expect(page).toContain('One fault is on.');
  expect(page).toContain('sqs:SendMessage, dynamodb:UpdateItem.');
  expect(page).toContain('<option value="0.37" selected>37 %');
  await app.request('/faults', apply({ 'events.duplicate': '0.37', 'ses.replyLost': '0', kill: '0' }));
  expect(world.faults).toEqual(faults);
  expect((await app.request('/faults/off', { method: 'POST', headers: OWN })).status).toBe(303);
  expect(world.faults).toEqual(NO_FAULTS);
});

test.each(['/faults', '/faults/off'])('a form on another site posts to %s in vain', async (path) => {
  const faults = { ...NO_FAULTS, killAfter: { ...SEND, nth: 1 } };
  const { app, world } = consoleUnderTest({ faults });
  const foreign = { ...apply({ kill: '10' }), headers: { origin: 'http://evil.example.com' } };
  expect((await app.request(path, foreign)).status).toBe(403);
  expect(world.faults).toEqual(faults);
});

test('a local cloud that does not answer is said to be the reason', async () => {
  const unreachable = httpFaults('http://127.0.0.1:9');
  const { app } = consoleUnderTest({}, { faults: unreachable });
  const response = await app.request('/faults');
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('the local cloud did not answer');
});

test('the switches act on the local cloud by way of HTTP', async () => {
  await using cloud = await faultyCloud();
  const { app } = consoleUnderTest({}, { faults: httpFaults(cloud.endpoint) });
  await app.request('/faults', apply({ 'events.lost': '0.5', 'ses.errorBefore': '1' }));
  expect(cloud.faults.settings).toEqual({
    events: { ...NO_FAULTS.events, lost: 0.5 },
    calls: [{ ...SEND, ...HEALTHY_CALL, errorBefore: 1 }],
    killAfter: null,
  });
  expect(await body(app, '/faults')).toContain('2 faults are on.');
  const refused = httpFaults(cloud.endpoint).replace({ ...NO_FAULTS, calls: 1 as never });
  await expect(refused).rejects.toThrow('calls is 1; allowed is a list.');
});
