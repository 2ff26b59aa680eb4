import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { cloudwatchAlarmStates } from '#adapters/aws/cloudwatch-alarm-states.ts';
import { resourceNames } from '#contract/names.ts';

test('only the environment’s own alarms, not those of one whose suffix ends like it, nor anybody else’s', async () => {
  const names = [
    resourceNames('prod').deadLetterAlarm,
    resourceNames('eu-prod').deadLetterAlarm,
    resourceNames('prod').costCheckAlarm,
    'email-gateway-of-somebody-else-prod',
  ];
  const send = async () => ({ MetricAlarms: names.map((AlarmName) => ({ AlarmName, StateValue: 'ALARM' })) });
  const alarms = await cloudwatchAlarmStates({ send } as unknown as CloudWatchClient, 'prod').read();
  expect(alarms.map(({ name }) => name)).toEqual(['email-dead-letters-prod', 'email-cost-check-prod']);
});
