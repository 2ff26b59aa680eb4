import { attempt } from '../../background.ts';
import type { Members } from '../../gateway/members.ts';
import { jsonService } from '../../gateway/protocols/json.ts';
import type { Service } from '../../gateway/service.ts';
import type { Cancel, World } from '../../world.ts';
import { describeAlarms } from './actions/describe-alarms.ts';
import { getMetricData } from './actions/get-metric-data.ts';
import { getMetricStatistics } from './actions/get-metric-statistics.ts';
import { listMetrics } from './actions/list-metrics.ts';
import { putMetricData } from './actions/put-metric-data.ts';
import { Alarms, type AlarmTopics } from './alarms.ts';
import { Dashboards, getDashboard, listDashboards } from './dashboards.ts';
import { type MetricDatum, Metrics } from './metrics.ts';

/** What a part of the local cloud can tell of itself at any time, such as the depth of its queues. */
export type Gauges = () => readonly { readonly namespace: string; readonly data: readonly MetricDatum[] }[];

export interface CloudWatchDeps {
  readonly world: World;
  readonly topics: AlarmTopics;
  /** Read at the start of each minute; the alarms see it when that minute is over. */
  readonly gauges?: readonly Gauges[];
}

const MINUTE_MS = 60_000;

/** The parts of CloudWatch, over one world. */
export class CloudWatch {
  readonly metrics: Metrics;
  readonly alarms: Alarms;
  readonly dashboards: Dashboards;
  readonly world: World;
  readonly #gauges: readonly Gauges[];
  #cancel: Cancel | undefined;

  constructor({ world, topics, gauges = [] }: CloudWatchDeps) {
    this.world = world;
    this.metrics = new Metrics(world);
    this.alarms = new Alarms(world, this.metrics, topics);
    this.dashboards = new Dashboards(world);
    this.#gauges = gauges;
  }

  /** From now on every minute: reads the gauges, evaluates the alarms. Call it once the template's resources exist. */
  start(): void {
    const { timers } = this.world;
    const untilNextMinute = MINUTE_MS - (timers.now() % MINUTE_MS);
    this.#cancel = timers.schedule(untilNextMinute, () => {
      attempt(this.world, 'A minute of CloudWatch', () => this.passMinute());
      this.start();
    });
  }

  stop(): void {
    this.#cancel?.();
  }

  /** What happens every minute. May be called in between too: for who does not wait for the minute to end. */
  passMinute(): void {
    this.alarms.evaluate();
    for (const { namespace, data } of this.#gauges.flatMap((read) => read()))
      this.metrics.put(namespace, data);
  }
}

/** CloudWatch in AWS JSON 1.0, which the SDKs and boto3 of today speak. */
export function cloudWatchService({ world, metrics, alarms, dashboards }: CloudWatch): Service {
  return jsonService({
    scope: 'monitoring',
    targetPrefix: 'GraniteServiceVersion20100801',
    version: '1.0',
    members: MEMBERS,
    actions: {
      PutMetricData: putMetricData(metrics, world.timers.now),
      GetMetricData: getMetricData(metrics),
      GetMetricStatistics: getMetricStatistics(metrics),
      ListMetrics: listMetrics(metrics),
      DescribeAlarms: describeAlarms(alarms),
      GetDashboard: getDashboard(dashboards),
      ListDashboards: listDashboards(dashboards),
    },
  });
}

const MEMBERS: Members = {
  Namespace: 'string',
  MetricName: 'string',
  Name: 'string',
  Unit: 'string',
  Id: 'string',
  Expression: 'string',
  Label: 'string',
  Stat: 'string',
  ScanBy: 'string',
  AlarmNamePrefix: 'string',
  StateValue: 'string',
  ActionPrefix: 'string',
  NextToken: 'string',
  AlarmName: 'string',
  DashboardName: 'string',
  DashboardNamePrefix: 'string',
  Timestamp: 'number',
  StartTime: 'number',
  EndTime: 'number',
  Period: 'number',
  SampleCount: 'number',
  Sum: 'number',
  Minimum: 'number',
  Maximum: 'number',
  MaxRecords: 'number',
  ReturnData: 'boolean',
  StatisticValues: 'structure',
  MetricStat: 'structure',
  Metric: 'structure',
  AlarmNames: 'string[]',
  AlarmTypes: 'string[]',
  Statistics: 'string[]',
  ExtendedStatistics: 'string[]',
  DashboardNames: 'string[]',
  Values: 'number[]',
  Counts: 'number[]',
  MetricData: 'structure[]',
  Dimensions: 'structure[]',
  MetricDataQueries: 'structure[]',
};
