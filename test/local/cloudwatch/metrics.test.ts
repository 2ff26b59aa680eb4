import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import type { Principal } from '#local/iam/policy.ts';
import { CloudWatch, cloudWatchService } from '#local/services/cloudwatch/cloudwatch.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { cloudWatchCloud, minute } from './cloudwatch-cloud.ts';

const Namespace = 'EmailNotification';

function datum(rest: Partial<MetricDatum> = {}): MetricDatum {
  return { MetricName: 'EmailSent', Unit: 'Count', Timestamp: minute(0), ...rest };
}

function put(...MetricData: MetricDatum[]) {
  return new PutMetricDataCommand({ Namespace, MetricData });
}

function statistics(rest: Partial<ConstructorParameters<typeof GetMetricStatisticsCommand>[0]> = {}) {
  return new GetMetricStatisticsCommand({
    Namespace,
    MetricName: 'EmailSent',
    StartTime: minute(0),
    EndTime: minute(10),
    Period: 60,
    Statistics: ['Sum', 'SampleCount', 'Average', 'Minimum', 'Maximum'],
    ...rest,
  });
}

describe('samples', () => {
  test('of one minute add up', async () => {
    await using cloud = await cloudWatchCloud();
    await cloud.client.send(
      put(datum({ Value: 2 }), datum({ Value: 4, Timestamp: new Date(minute(0).getTime() + 59_999) })),
    );
    await cloud.client.send(put(datum({ Value: 6, Timestamp: minute(1) })));
    const { Label, Datapoints } = await cloud.client.send(statistics());
    expect(Label).toBe('EmailSent');
    expect(Datapoints).toEqual([
      { Timestamp: minute(0), Unit: 'Count', Sum: 6, SampleCount: 2, Average: 3, Minimum: 2, Maximum: 4 },
      { Timestamp: minute(1), Unit: 'Count', Sum: 6, SampleCount: 1, Average: 6, Minimum: 6, Maximum: 6 },
    ]);
  });

  test('come in a longer period too', async () => {
    await using cloud = await cloudWatchCloud();
    await cloud.client.send(
      put(
        datum({ Value: 2 }),
        datum({ Value: 4, Timestamp: minute(4) }),
        datum({ Value: 8, Timestamp: minute(5) }),
      ),
    );
    const { Datapoints } = await cloud.client.send(statistics({ Period: 300, Statistics: ['Sum'] }));
    expect(Datapoints?.map(({ Timestamp, Sum }) => [Timestamp, Sum])).toEqual([
      [minute(0), 6],
      [minute(5), 8],
    ]);
  });

  test('count with their whole period, also before the start that was asked for', async () => {
    await using cloud = await cloudWatchCloud();
    await cloud.client.send(put(datum({ Value: 2 }), datum({ Value: 4, Timestamp: minute(4) })));
    const asked = statistics({ StartTime: minute(3), Period: 300, Statistics: ['Sum'] });
    expect((await cloud.client.send(asked)).Datapoints?.[0]?.Sum).toBe(6);
  });

  test('have percentiles, of all minutes of a period together', async () => {
    await using cloud = await cloudWatchCloud();
    const values = Array.from({ length: 100 }, (_, n) => n + 1);
    await cloud.client.send(put(datum({ Values: values.slice(0, 60) })));
    await cloud.client.send(put(datum({ Values: values.slice(60), Timestamp: minute(4) })));
    await cloud.client.send(put(datum({ Value: 7, Timestamp: minute(5) })));
    const asked = { Statistics: undefined, ExtendedStatistics: ['p50', 'p95', 'p99.9', 'p0'] };
    const { Datapoints } = await cloud.client.send(statistics({ ...asked, Period: 300 }));
    expect(Datapoints?.map(({ ExtendedStatistics }) => ExtendedStatistics)).toEqual([
      { p50: 50, p95: 95, 'p99.9': 100, p0: 1 },
      { p50: 7, p95: 7, 'p99.9': 7, p0: 7 },
    ]);
  });

  test('that came gathered have no percentiles, unless they are all the same', async () => {
    await using cloud = await cloudWatchCloud();
    const gathered = (Minimum: number) => ({ SampleCount: 3, Sum: 15, Minimum, Maximum: 5 });
    await cloud.client.send(
      put(
        datum({ StatisticValues: gathered(1) }),
        datum({ StatisticValues: gathered(5), Timestamp: minute(1) }),
      ),
    );
    const asked = { Statistics: undefined, ExtendedStatistics: ['p50'] };
    const { Datapoints } = await cloud.client.send(statistics(asked));
    expect(Datapoints?.map(({ ExtendedStatistics }) => ExtendedStatistics?.p50)).toEqual([undefined, 5]);
  });

  test('may be gathered by the caller: statistics, or values with counts', async () => {
    await using cloud = await cloudWatchCloud();
    await cloud.client.send(
      put(
        datum({ StatisticValues: { SampleCount: 3, Sum: 9, Minimum: 1, Maximum: 5 } }),
        datum({ Values: [10, 0.5], Counts: [2, 1] }),
      ),
    );
    const { Datapoints } = await cloud.client.send(statistics());
    expect(Datapoints?.[0]).toMatchObject({ Sum: 29.5, SampleCount: 6, Minimum: 0.5, Maximum: 10 });
  });

  test('in a large request, which the client packs', async () => {
    await using cloud = await cloudWatchCloud();
    await cloud.client.send(put(...Array.from({ length: 300 }, () => datum({ Value: 1 }))));
    const { Datapoints } = await cloud.client.send(statistics({ Statistics: ['Sum'] }));
    expect(Datapoints?.[0]?.Sum).toBe(300);
  });

  test('without a time count for now', async () => {
    await using cloud = await cloudWatchCloud();
    await cloud.world.timers.advance(3 * 60_000);
    await cloud.client.send(put({ MetricName: 'EmailSent', Value: 1 }));
    const { Datapoints } = await cloud.client.send(statistics());
    expect(Datapoints?.map(({ Timestamp }) => Timestamp)).toEqual([minute(3)]);
  });

  test('of other dimensions and units are other metrics', async () => {
    await using cloud = await cloudWatchCloud();
    const Dimensions = [
      { Name: 'Environment', Value: 'dev' },
      { Name: 'Region', Value: 'eu' },
    ];
    await cloud.client.send(
      put(datum({ Value: 1 }), datum({ Value: 2, Dimensions }), datum({ Value: 4, Unit: 'Bytes' })),
    );
    const sum = async (rest: Parameters<typeof statistics>[0]) =>
      (await cloud.client.send(statistics({ Statistics: ['Sum'], ...rest }))).Datapoints?.[0]?.Sum;
    expect(await sum({ Dimensions: Dimensions.toReversed() })).toBe(2);
    expect(await sum({ Unit: 'Bytes' })).toBe(4);
    expect(await sum({})).toBe(5);
  });
});

describe('ListMetrics', () => {
  test('tells what was measured, by namespace, name and dimension', async () => {
    await using cloud = await cloudWatchCloud();
    const Dimensions = [{ Name: 'Environment', Value: 'dev' }];
    await cloud.client.send(
      put(datum({ Value: 1, Dimensions }), datum({ MetricName: 'EmailBounced', Value: 1 })),
    );
    const names = async (filter: object) =>
      (await cloud.client.send(new ListMetricsCommand(filter))).Metrics?.map(({ MetricName }) => MetricName);
    expect(await names({})).toEqual(['EmailBounced', 'EmailSent']);
    expect(await names({ MetricName: 'EmailBounced' })).toEqual(['EmailBounced']);
    expect(await names({ Namespace: 'Other' })).toEqual([]);
    expect(await names({ Dimensions: [{ Name: 'Environment' }] })).toEqual(['EmailSent']);
    expect(await names({ Dimensions: [{ Name: 'Environment', Value: 'prod' }] })).toEqual([]);
  });
});

describe('GetMetricData', () => {
  const metric = (Id: string, MetricName: string, rest = {}) => ({
    Id,
    MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat: 'Sum', ...rest },
  });

  async function measured() {
    const cloud = await cloudWatchCloud();
    await cloud.client.send(
      put(
        datum({ Value: 10 }),
        datum({ Value: 20, Timestamp: minute(1) }),
        datum({ MetricName: 'EmailBounced', Value: 1, Timestamp: minute(1) }),
      ),
    );
    return cloud;
  }

  const range = { StartTime: minute(0), EndTime: minute(3) };

  test('reads metrics, newest first unless told otherwise', async () => {
    await using cloud = await measured();
    const MetricDataQueries = [metric('m1', 'EmailSent')];
    const down = await cloud.client.send(new GetMetricDataCommand({ ...range, MetricDataQueries }));
    expect(down.MetricDataResults).toEqual([
      {
        Id: 'm1',
        Label: 'EmailSent',
        Timestamps: [minute(1), minute(0)],
        Values: [20, 10],
        StatusCode: 'Complete',
      },
    ]);
    const up = await cloud.client.send(
      new GetMetricDataCommand({ ...range, MetricDataQueries, ScanBy: 'TimestampAscending' }),
    );
    expect(up.MetricDataResults?.[0]?.Values).toEqual([10, 20]);
  });

  test('reads no further back than AWS keeps metrics, whatever the span', async () => {
    await using cloud = await measured();
    const { MetricDataResults } = await cloud.client.send(
      new GetMetricDataCommand({
        StartTime: new Date(0),
        EndTime: minute(10),
        MetricDataQueries: [
          { ...metric('m1', 'EmailSent', { Period: 86_400 }), ReturnData: false },
          { Id: 'filled', Expression: 'FILL(m1, 0)' },
        ],
      }),
    );
    // 455 days, and the one that is not over.
    expect(MetricDataResults?.[0]?.Values).toHaveLength(456);
  });

  test('computes expressions, and returns only what is asked for', async () => {
    await using cloud = await measured();
    const { MetricDataResults } = await cloud.client.send(
      new GetMetricDataCommand({
        ...range,
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          { ...metric('m1', 'EmailSent'), ReturnData: false },
          { ...metric('m2', 'EmailBounced'), ReturnData: false },
          { Id: 'rate', Expression: '100 * bounced / m1', Label: 'bounce rate' },
          { Id: 'bounced', Expression: 'FILL(m2, 0)', ReturnData: false },
        ],
      }),
    );
    expect(MetricDataResults).toEqual([
      {
        Id: 'rate',
        Label: 'bounce rate',
        Timestamps: [minute(0), minute(1)],
        Values: [0, 5],
        StatusCode: 'Complete',
      },
    ]);
  });

  test('says what it cannot tell, and answers the rest', async () => {
    await using cloud = await measured();
    const { MetricDataResults } = await cloud.client.send(
      new GetMetricDataCommand({
        ...range,
        MetricDataQueries: [metric('m1', 'EmailSent', { Stat: 'tm99' }), metric('m2', 'EmailBounced')],
      }),
    );
    expect(MetricDataResults?.map(({ StatusCode }) => StatusCode)).toEqual(['InternalError', 'Complete']);
    expect(MetricDataResults?.[0]?.Messages?.[0]?.Value).toMatch(
      /^The statistic tm99 is not known to the local cloud, which knows Sum,.* p0 to p100\.$/,
    );
  });

  test.each([
    [
      'two queries of one id',
      [metric('m1', 'a'), metric('m1', 'b')],
      'The values for parameter id in MetricDataQueries are not unique.',
    ],
    ['an id in capitals', [metric('M1', 'a')], /^The value M1 for parameter MetricDataQueries.member.1.Id/],
    ['a period under a minute', [metric('m1', 'a', { Period: 10 })], /must be a multiple of 60/],
    ['neither metric nor expression', [{ Id: 'm1' }], /^Exactly one of/],
  ])('refuses %s', async (_what, MetricDataQueries, message) => {
    await using cloud = await cloudWatchCloud();
    const asking = cloud.client.send(new GetMetricDataCommand({ ...range, MetricDataQueries }));
    await expect(asking).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});

describe('what is refused', () => {
  test.each<[string, MetricDatum[], string, string | RegExp]>([
    ['no data', [], 'MissingRequiredParameterException', 'The parameter MetricData is required.'],
    ['no value', [datum()], 'InvalidParameterValueException', /member.1.Value .* is required/],
    [
      'a time long ago',
      [datum({ Value: 1, Timestamp: minute(-15 * 24 * 60) })],
      'InvalidParameterValueException',
      /Timestamp must specify a time within the past two weeks/,
    ],
    [
      'values and counts of different length',
      [datum({ Values: [1, 2], Counts: [1] })],
      'InvalidParameterValueException',
      /same size/,
    ],
  ])('%s', async (_what, data, name, message) => {
    await using cloud = await cloudWatchCloud();
    await expect(cloud.client.send(put(...data))).rejects.toMatchObject({
      name,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  test('a namespace of AWS', async () => {
    await using cloud = await cloudWatchCloud();
    const putting = cloud.client.send(
      new PutMetricDataCommand({ Namespace: 'AWS/SES', MetricData: [datum({ Value: 1 })] }),
    );
    await expect(putting).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  test('statistics that are not known', async () => {
    await using cloud = await cloudWatchCloud();
    const asking = cloud.client.send(statistics({ Statistics: undefined, ExtendedStatistics: ['tm90'] }));
    await expect(asking).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringMatching(/^Statistics tm90 are not known/),
    });
  });

  test('a role that may write to another namespace only', async () => {
    await using cloud = await cloudWatchCloud();
    const principal: Principal = {
      kind: 'role',
      accountId: '123456789012',
      arn: 'arn:aws:iam::123456789012:role/r',
      policies: () => [
        {
          Statement: {
            Effect: 'Allow',
            Action: 'cloudwatch:PutMetricData',
            Resource: '*',
            Condition: { StringEquals: { 'cloudwatch:namespace': 'Other' } },
          },
        },
      ],
    };
    const cloudWatch = new CloudWatch({ world: cloud.world, topics: { publish: () => ({ messageId: '' }) } });
    await using served = await serve([cloudWatchService(cloudWatch)], { principalOf: () => principal });
    const client = new CloudWatchClient(clientConfig(served));
    await expect(client.send(put(datum({ Value: 1 })))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});
