import { describe, expect, test } from 'vitest';
import { HEALTHY } from '#local/faults/settings.ts';
import { faultyCloud } from './faults-fixture.ts';

/** What the page of the faults does, over HTTP. */
async function faultsPage() {
  const cloud = await faultyCloud();
  const url = `${cloud.endpoint}/_local/faults`;
  return {
    cloud,
    get: async () => (await fetch(url)).json(),
    async put(body: unknown, headers: Record<string, string> = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(url, { method: 'PUT', body: text, headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  };
}

const SEND = { service: 'ses', action: 'SendEmail' };

test('what is set is read back, the rest healthy, and the log says it', async () => {
  await using page = await faultsPage();
  const { status, body } = await page.put({
    events: { duplicate: 0.5 },
    calls: [{ ...SEND, replyLost: 1 }],
    killAfter: SEND,
  });
  const expected = {
    events: { duplicate: 0.5, reorder: 0, lateMs: 0, lost: 0 },
    calls: [{ ...SEND, latencyMs: 0, throttled: 0, errorBefore: 0, errorAfter: 0, replyLost: 1 }],
    killAfter: { ...SEND, nth: 1 },
  };
  expect({ status, body }).toEqual({ status: 200, body: expected });
  expect(await page.get()).toEqual(expected);
  expect(page.cloud.world.logged.at(-1)).toBe(
    'Faults: SES events duplicate 0.5; ses:SendEmail replyLost 1; kill after ses:SendEmail number 1.',
  );
  expect((await page.put(await page.get())).body).toEqual(expected);
});

test('an empty object sets all off', async () => {
  await using page = await faultsPage();
  await page.put({ events: { lost: 1 }, calls: [{ ...SEND, errorAfter: 1 }] });
  expect((await page.put({})).body).toEqual(HEALTHY);
  expect(page.cloud.faults.current).toBeUndefined();
  expect(page.cloud.world.logged.at(-1)).toBe('Faults: none.');
});

describe('bad settings', () => {
  test('are refused all at once, and nothing is changed', async () => {
    await using page = await faultsPage();
    const { status, body } = await page.put({
      events: { duplicate: 1.5, lateMs: -1, loss: 1 },
      calls: [{ service: 'SES', errorAfter: '1' }, { ...SEND }, { ...SEND }],
      killAfter: { ...SEND, nth: 0 },
      kill: true,
    });
    expect(status).toBe(400);
    expect(body).toEqual({
      message: 'Nothing was changed.',
      problems: [
        '"kill" is not known; known are events, calls, killAfter.',
        'events."loss" is not known; known are duplicate, reorder, lateMs, lost.',
        'events.duplicate is 1.5; allowed is a share from 0 (never) to 1 (always).',
        'events.lateMs is -1; allowed is a whole number from 0 to 86400000, milliseconds.',
        'calls[0].service is "SES"; allowed is a service as signatures name it, such as "ses".',
        'calls[0].action is missing; allowed is an action as the API reference names it, such as "SendEmail".',
        'calls[0].errorAfter is "1"; allowed is a share from 0 (never) to 1 (always).',
        'calls[2] is "ses:SendEmail"; allowed is one entry for each call.',
        'killAfter.nth is 0; allowed is a whole number from 1 to 1000000, 1 for the next call.',
      ],
    });
    expect(await page.get()).toEqual(HEALTHY);
  });

  test.each([
    ['{', 'The body is "{"; allowed is a JSON object.'],
    ['[]', 'The body is []; allowed is a JSON object.'],
    ['{"events":null}', 'events is null; allowed is a JSON object.'],
    ['{"calls":{}}', 'calls is {}; allowed is a list.'],
    ['{"calls":[7]}', 'calls[0] is 7; allowed is a JSON object.'],
    ['{"killAfter":"SendEmail"}', 'killAfter is "SendEmail"; allowed is a JSON object.'],
  ])('%s', async (text, problem) => {
    await using page = await faultsPage();
    const { status, body } = await page.put(text);
    expect([status, (body.problems as string[])[0]]).toEqual([400, problem]);
  });

  test('a value that is nested too deeply to be shown is refused all the same', async () => {
    await using page = await faultsPage();
    const deep = 20_000;
    const nested = `${'['.repeat(deep)}${']'.repeat(deep)}`;
    const { status, body } = await page.put(`{"events":${nested}}`);
    expect([status, body.problems]).toEqual([
      400,
      ['events is nested too deeply to be shown; allowed is a JSON object.'],
    ]);
    const call = await page.put(`{"calls":[{"service":${nested},"action":"SendEmail"}]}`);
    expect([call.status, (call.body.problems as string[])[0]]).toEqual([
      400,
      expect.stringMatching(/^calls\[0\]\.service is nested too deeply to be shown; allowed is /),
    ]);
  });

  test('a web page of somebody else sets nothing', async () => {
    await using page = await faultsPage();
    const { status } = await page.put({ events: { lost: 1 } }, { origin: 'http://evil.example.com' });
    expect(status).toBe(403);
    expect(await page.get()).toEqual(HEALTHY);
  });
});
