import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../gateway/aws-error.ts';
import type { Principal } from '../../iam/policy.ts';
import { inTransaction } from '../../transaction.ts';
import type { World } from '../../world.ts';
import {
  type Alarm,
  type AlarmDefinition,
  type AlarmState,
  type AlarmStateValue,
  periodSecondsOf,
  watchedQueries,
} from './alarm.ts';
import { breachOf, type Datapoint, type Decision, decide } from './alarm-decision.ts';
import { alarmNotification } from './alarm-notification.ts';
import { MetricDataQueries } from './metric-data-queries.ts';
import type { Metrics } from './metrics.ts';

/** What CloudWatch needs of SNS. */
export interface AlarmTopics {
  publish(
    topicArn: string,
    message: { readonly message: string; readonly subject?: string },
    principal: Principal,
  ): { readonly messageId: string };
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_alarm_states (
    name TEXT PRIMARY KEY, value TEXT NOT NULL, reason TEXT NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** The alarms of the template and their states, which outlive a restart. */
export class Alarms {
  readonly #world: World;
  readonly #database: DatabaseSync;
  readonly #metrics: Metrics;
  readonly #topics: AlarmTopics;
  readonly #byName = new Map<string, Omit<Alarm, 'state'>>();

  constructor(world: World, metrics: Metrics, topics: AlarmTopics) {
    world.database.exec(SCHEMA);
    this.#world = world;
    this.#database = world.database;
    this.#metrics = metrics;
    this.#topics = topics;
  }

  /** Throws for an alarm that cannot be evaluated here. */
  declare(definition: AlarmDefinition): Alarm {
    breachOf(definition);
    const arn = this.arnOf(definition.AlarmName);
    const alarm = { arn, definition, declaredAt: this.#world.timers.now() };
    this.#byName.set(definition.AlarmName, alarm);
    return { ...alarm, state: this.#stateOf(alarm) };
  }

  arnOf(name: string): string {
    const { region, accountId } = this.#world;
    return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
  }

  /** In the order of their names. */
  list(): Alarm[] {
    return [...this.#byName.values()]
      .sort((a, b) => a.definition.AlarmName.localeCompare(b.definition.AlarmName))
      .map((alarm) => ({ ...alarm, state: this.#stateOf(alarm) }));
  }

  /** Looks at what every alarm watches, and acts where a state changes. */
  evaluate(): void {
    for (const alarm of this.list()) {
      const decision = this.#decide(alarm);
      if (decision && decision.value !== alarm.state.value) this.#change(alarm, decision);
      else if (decision && decision.reason !== alarm.state.reason)
        this.#store(alarm, { ...alarm.state, ...decision });
    }
  }

  #decide(alarm: Alarm): Decision | undefined {
    const { definition, state } = alarm;
    const periodMs = periodSecondsOf(definition) * 1000;
    const end = Math.floor(this.#world.timers.now() / periodMs) * periodMs;
    const start = end - definition.EvaluationPeriods * periodMs;
    const { queries, watched } = watchedQueries(definition);
    const { series, problem } = new MetricDataQueries(this.#metrics, queries, { start, end }).result(watched);
    if (problem !== undefined)
      return { value: 'INSUFFICIENT_DATA', reason: `Not evaluated by the local cloud: ${problem}` };
    const datapoints: Datapoint[] = [];
    for (let time = start; time < end; time += periodMs)
      datapoints.push({ time, value: series[0]?.get(time) });
    return decide(definition, state.value, datapoints);
  }

  #change(alarm: Alarm, decision: Decision): void {
    const from = alarm.state.value;
    const to: AlarmState = { ...decision, updatedAt: this.#world.timers.now() };
    inTransaction(this.#database, () => {
      this.#store(alarm, to);
      for (const action of actionsFor(alarm.definition, to.value)) this.#notify(alarm, to, action);
    });
    // That an alarm which never rang is well is no news.
    if ([from, to.value].includes('ALARM'))
      this.#world.log(`Alarm ${alarm.definition.AlarmName} is ${to.value}: ${to.reason}`);
  }

  #notify(alarm: Alarm, to: AlarmState, action: string): void {
    if (!action.startsWith('arn:aws:sns:')) return;
    const { subject, message } = alarmNotification(alarm, alarm.state, to, this.#world);
    const { accountId } = this.#world;
    try {
      this.#topics.publish(
        action,
        { subject, message },
        { kind: 'service', accountId, service: 'cloudwatch.amazonaws.com', sourceArn: alarm.arn },
      );
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#world.log(`Alarm ${alarm.definition.AlarmName} could not notify ${action}: ${error.message}`);
    }
  }

  #store({ definition }: Omit<Alarm, 'state'>, { value, reason, updatedAt }: AlarmState): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO cloudwatch_alarm_states VALUES (?, ?, ?, ?)')
      .run(definition.AlarmName, value, reason, updatedAt);
  }

  #stateOf({ definition, declaredAt }: Omit<Alarm, 'state'>): AlarmState {
    const row = this.#database
      .prepare('SELECT * FROM cloudwatch_alarm_states WHERE name = ?')
      .get(definition.AlarmName);
    if (!row)
      return {
        value: 'INSUFFICIENT_DATA',
        reason: 'Unchecked: Initial alarm creation',
        updatedAt: declaredAt,
      };
    return {
      value: row.value as AlarmStateValue,
      reason: String(row.reason),
      updatedAt: Number(row.updated_at),
    };
  }
}

function actionsFor(definition: AlarmDefinition, value: AlarmStateValue): readonly string[] {
  if (definition.ActionsEnabled === false) return [];
  const { AlarmActions = [], OKActions = [], InsufficientDataActions = [] } = definition;
  return { ALARM: AlarmActions, OK: OKActions, INSUFFICIENT_DATA: InsufficientDataActions }[value];
}
