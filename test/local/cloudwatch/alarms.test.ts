import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import { cloudWatchResources } from '#local/services/cloudwatch/resources.ts';
import { resource } from '../support/resource.ts';
import { cloudWatchCloud, minute } from './cloudwatch-cloud.ts';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:alerts';
const MINUTE = 60_000;

type Cloud = Awaited<ReturnType<typeof cloudWatchCloud>>;

/** An alarm that rings above two bounces a minute; a test changes what matters to it. */
function declare({ cloudWatch }: Cloud, properties: Record<string, unknown> = {}) {
  const [alarm] = cloudWatchResources(cloudWatch);
  return alarm!.create(
    resource('AWS::CloudWatch::Alarm', {
      AlarmName: 'bounces',
      Namespace: 'N',
      MetricName: 'Bounced',
      Statistic: 'Sum',
      Period: 60,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 2,
      EvaluationPeriods: 1,
      AlarmActions: [TOPIC],
      ...properties,
    }),
  );
}

/** One value a minute from the start of the clock; undefined for none. The alarms are evaluated when they are over. */
async function measure(cloud: Cloud, ...values: (number | undefined)[]) {
  values.forEach((value, index) => {
    if (value !== undefined)
      cloud.cloudWatch.metrics.put('N', [{ name: 'Bounced', value, timestamp: minute(index).getTime() }]);
  });
  cloud.cloudWatch.start();
  await cloud.world.timers.advance(values.length * MINUTE);
}

function stateOf({ cloudWatch }: Cloud) {
  const [alarm] = cloudWatch.alarms.list();
  return alarm!.state;
}

describe('an alarm', () => {
  test('rings when the threshold is crossed, and notifies its topic once', async () => {
    await using cloud = await cloudWatchCloud();
    await declare(cloud, { AlarmDescription: 'Too many bounces' });
    await measure(cloud, 0, 3, 4);
    expect(stateOf(cloud)).toEqual({
      value: 'ALARM',
      reason:
        'Threshold Crossed: 1 out of the last 1 datapoints [4.0 (01/11/26 00:02:00)] was greater than the threshold (2.0) (minimum 1 datapoint for ALARM transition).',
      updatedAt: minute(2).getTime(),
    });
    const [notification, ...rest] = cloud.notifications;
    expect(rest).toEqual([]);
    expect(notification).toMatchObject({
      topicArn: TOPIC,
      subject: 'ALARM: "bounces" in US East (N. Virginia)',
    });
    expect(JSON.parse(notification!.message)).toEqual({
      AlarmName: 'bounces',
      AlarmDescription: 'Too many bounces',
      AWSAccountId: '123456789012',
      AlarmConfigurationUpdatedTimestamp: '2026-11-01T00:00:00.000+0000',
      NewStateValue: 'ALARM',
      NewStateReason:
        'Threshold Crossed: 1 out of the last 1 datapoints [3.0 (01/11/26 00:01:00)] was greater than the threshold (2.0) (minimum 1 datapoint for OK -> ALARM transition).',
      StateChangeTime: '2026-11-01T00:02:00.000+0000',
      Region: 'US East (N. Virginia)',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:bounces',
      OldStateValue: 'OK',
      OKActions: [],
      AlarmActions: [TOPIC],
      InsufficientDataActions: [],
      Trigger: {
        MetricName: 'Bounced',
        Namespace: 'N',
        StatisticType: 'Statistic',
        Statistic: 'SUM',
        Unit: null,
        Dimensions: [],
        Period: 60,
        EvaluationPeriods: 1,
        DatapointsToAlarm: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 2,
        TreatMissingData: 'missing',
        EvaluateLowSampleCountPercentile: '',
      },
    });
  });

  test.each<[string, Record<string, unknown>, (number | undefined)[], string]>([
    ['at the threshold', {}, [2], 'OK'],
    [
      'at the threshold, if that counts',
      { ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
      [2],
      'ALARM',
    ],
    ['below', { ComparisonOperator: 'LessThanThreshold' }, [1], 'ALARM'],
    ['too few breaches of several', { EvaluationPeriods: 3, DatapointsToAlarm: 2 }, [3, 0, 0], 'OK'],
    ['enough breaches of several', { EvaluationPeriods: 3, DatapointsToAlarm: 2 }, [3, 0, 3], 'ALARM'],
    ['no data', {}, [undefined], 'INSUFFICIENT_DATA'],
    ['no data any more', {}, [3, undefined], 'INSUFFICIENT_DATA'],
    ['no data that counts as good', { TreatMissingData: 'notBreaching' }, [3, undefined], 'OK'],
    ['no data that counts as bad', { TreatMissingData: 'breaching' }, [undefined], 'ALARM'],
    ['no data that is ignored', { TreatMissingData: 'ignore' }, [3, undefined], 'ALARM'],
    ['some data', { EvaluationPeriods: 2 }, [undefined, 0], 'OK'],
    ['numbers as text', { Threshold: '2', Period: '60', EvaluationPeriods: '1' }, [3], 'ALARM'],
    ['a longer period', { Period: 120 }, [1, 2], 'ALARM'],
  ])('%s', async (_what, properties, values, expected) => {
    await using cloud = await cloudWatchCloud();
    await declare(cloud, properties);
    await measure(cloud, ...values);
    expect(stateOf(cloud).value).toBe(expected);
  });

  test.each([
    [
      'notBreaching',
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
    ],
    ['missing', 'Insufficient Data: 1 datapoint was unknown.'],
  ])('tells that data was missing and counted as %s', async (TreatMissingData, reason) => {
    await using cloud = await cloudWatchCloud();
    await declare(cloud, { TreatMissingData });
    await measure(cloud, undefined);
    expect(stateOf(cloud).reason).toBe(reason);
  });

  test('watches an expression', async () => {
    await using cloud = await cloudWatchCloud();
    const Metric = { Namespace: 'N', MetricName: 'Bounced' };
    await declare(cloud, {
      Namespace: undefined,
      MetricName: undefined,
      Metrics: [
        { Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Sum' }, ReturnData: false },
        { Id: 'e1', Expression: 'm1 * 2', ReturnData: true },
      ],
    });
    await measure(cloud, 2);
    expect(stateOf(cloud).value).toBe('ALARM');
    expect(JSON.parse(cloud.notifications[0]!.message).Trigger.Metrics).toHaveLength(2);
  });

  test('that cannot be evaluated here says so', async () => {
    await using cloud = await cloudWatchCloud();
    await declare(cloud, { Statistic: undefined, ExtendedStatistic: 'tm99' });
    await measure(cloud, 3);
    expect(stateOf(cloud)).toMatchObject({
      value: 'INSUFFICIENT_DATA',
      reason: expect.stringMatching(/^Not evaluated by the local cloud: The statistic tm99/),
    });
  });

  test('that compares to a band stops the start', async () => {
    await using cloud = await cloudWatchCloud();
    expect(() => declare(cloud, { ComparisonOperator: 'LessThanLowerThreshold' })).toThrow(
      /^Alarm bounces compares by LessThanLowerThreshold; the local cloud emulates GreaterThanThreshold,/,
    );
  });

  test('tells when all is well again, and only if it is meant to act', async () => {
    await using cloud = await cloudWatchCloud();
    await declare(cloud, { OKActions: [TOPIC] });
    await measure(cloud, 3, 0);
    expect(cloud.notifications.map(({ subject }) => subject?.split(':')[0])).toEqual(['ALARM', 'OK']);
    await using silent = await cloudWatchCloud();
    await declare(silent, { ActionsEnabled: false });
    await measure(silent, 3);
    expect([stateOf(silent).value, silent.notifications]).toEqual(['ALARM', []]);
  });

  test('keeps its state over a restart', async () => {
    await using before = await cloudWatchCloud();
    await declare(before);
    await measure(before, 3);
    await using after = await cloudWatchCloud({}, before.world);
    await declare(after);
    expect(stateOf(after).value).toBe('ALARM');
  });
});

describe('gauges', () => {
  test('are read each minute, and an alarm may watch them', async () => {
    await using cloud = await cloudWatchCloud({
      gauges: [() => [{ namespace: 'N', data: [{ name: 'Bounced', value: 3 }] }]],
    });
    await declare(cloud);
    cloud.cloudWatch.start();
    await cloud.world.timers.advance(2 * MINUTE);
    expect(stateOf(cloud).value).toBe('ALARM');
  });
});

describe('DescribeAlarms', () => {
  test('shows an alarm that was never evaluated as it is', async () => {
    await using cloud = await cloudWatchCloud();
    await declare(cloud);
    const { MetricAlarms } = await cloud.client.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms).toEqual([
      expect.objectContaining({
        AlarmName: 'bounces',
        AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:bounces',
        StateValue: 'INSUFFICIENT_DATA',
        StateReason: 'Unchecked: Initial alarm creation',
        StateUpdatedTimestamp: minute(0),
        Threshold: 2,
        AlarmActions: [TOPIC],
      }),
    ]);
  });

  test('finds by name, prefix, state and action', async () => {
    await using cloud = await cloudWatchCloud();
    await declare(cloud);
    await declare(cloud, { AlarmName: 'complaints', AlarmActions: [] });
    const names = async (filter: object) =>
      (await cloud.client.send(new DescribeAlarmsCommand(filter))).MetricAlarms?.map(
        ({ AlarmName }) => AlarmName,
      );
    expect(await names({})).toEqual(['bounces', 'complaints']);
    expect(await names({ AlarmNames: ['complaints'] })).toEqual(['complaints']);
    expect(await names({ AlarmNamePrefix: 'b' })).toEqual(['bounces']);
    expect(await names({ StateValue: 'ALARM' })).toEqual([]);
    expect(await names({ ActionPrefix: 'arn:aws:sns' })).toEqual(['bounces']);
    expect(await names({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
  });
});
