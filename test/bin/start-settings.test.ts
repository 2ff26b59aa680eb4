import { expect, test } from 'vitest';
import { readStartSettings, StartSettingsError } from '../../bin/start/start-settings.ts';

const read = (environment: Record<string, string>) => readStartSettings([], environment, '/project');

test('the clock is the machine’s unless it is told to be ahead', () => {
  expect(read({}).clockAheadSeconds).toBe(0);
  expect(read({ LOCAL_CLOCK_AHEAD_SECONDS: '0' }).clockAheadSeconds).toBe(0);
  expect(read({ LOCAL_CLOCK_AHEAD_SECONDS: '900' }).clockAheadSeconds).toBe(900);
});

test('all that is wrong is said at once, with what is allowed', () => {
  const wrong = () => read({ LOCAL_CLOCK_AHEAD_SECONDS: '-5', LOCAL_SES_MAX_SEND_RATE: '0' });
  expect(wrong).toThrow(StartSettingsError);
  expect(wrong).toThrow(
    'LOCAL_SES_MAX_SEND_RATE is "0". Allowed: a whole number from 1 to 1000000. Default: 500.\n' +
      'LOCAL_CLOCK_AHEAD_SECONDS is "-5". Allowed: a whole number from 0 to 31536000. Default: 0.',
  );
});
