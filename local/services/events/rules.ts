import { sayFailed } from '../../background.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import { authorize } from '../../iam/authorize.ts';
import { USAGE } from '../../meter/usage-kinds.ts';
import type { Cancel, World } from '../../world.ts';
import type { AsyncInvocations } from '../lambda/async-invocations.ts';
import type { Functions } from '../lambda/functions.ts';
import { parseSchedule, type Schedule } from './schedule-expression.ts';

/** What a rule invokes. */
export interface RuleTarget {
  readonly id: string;
  /** Of a function. */
  readonly arn: string;
  /** JSON to send instead of the scheduled event. */
  readonly input?: string | undefined;
}

export interface RuleDefinition {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly scheduleExpression: string;
  readonly enabled: boolean;
  readonly targets: readonly RuleTarget[];
}

interface Rule {
  readonly definition: RuleDefinition;
  readonly schedule: Schedule;
  readonly createdAt: number;
}

export interface RulesDeps {
  readonly world: World;
  readonly functions: Functions;
  readonly asyncInvocations: AsyncInvocations;
}

/** EventBridge's schedules. What was due while nothing ran is not made up for. */
export class Rules {
  readonly #deps: RulesDeps;
  readonly #rules = new Map<string, Rule>();
  readonly #alarms = new Map<string, Cancel>();

  constructor(deps: RulesDeps) {
    this.#deps = deps;
    deps.world.database.exec(
      'CREATE TABLE IF NOT EXISTS events_rules (name TEXT PRIMARY KEY, schedule TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    );
  }

  /** Makes a rule exist; it fires only after `start`. Throws on a schedule that cannot be evaluated. */
  create(definition: RuleDefinition): void {
    const schedule = parseSchedule(definition.scheduleExpression);
    this.#rules.set(definition.name, { definition, schedule, createdAt: this.#createdAt(definition) });
  }

  /** Of the first start that had this rule with this schedule, so that a rate of a day is a day also with restarts. */
  #createdAt({ name, scheduleExpression }: RuleDefinition): number {
    const { database, timers } = this.#deps.world;
    const known = database
      .prepare('SELECT created_at FROM events_rules WHERE name = ? AND schedule = ?')
      .get(name, scheduleExpression);
    if (known) return Number(known.created_at);
    const now = timers.now();
    database.prepare('REPLACE INTO events_rules VALUES (?, ?, ?)').run(name, scheduleExpression, now);
    return now;
  }

  /** By name. */
  all(): RuleDefinition[] {
    return [...this.#rules.keys()].sort().map((name) => this.#rules.get(name)!.definition);
  }

  /** Throws `ResourceNotFoundException`. */
  get(name: string): RuleDefinition {
    const rule = this.#rules.get(name);
    if (rule) return rule.definition;
    const message = `Rule ${name} does not exist on EventBus default.`;
    throw new AwsError('ResourceNotFoundException', message);
  }

  start(): void {
    for (const rule of this.#rules.values()) if (rule.definition.enabled) this.#scheduleNext(rule);
  }

  stop(): void {
    for (const cancel of this.#alarms.values()) cancel();
    this.#alarms.clear();
  }

  #scheduleNext(rule: Rule): void {
    const { timers } = this.#deps.world;
    const now = timers.now();
    const at = rule.schedule.next(now, rule.createdAt);
    if (at === undefined) return;
    const cancel = timers.schedule(at - now, () => {
      this.#fire(rule.definition, at);
      this.#scheduleNext(rule);
    });
    this.#alarms.set(rule.definition.name, cancel);
  }

  #fire(rule: RuleDefinition, at: number): void {
    const { meter } = this.#deps.world;
    meter.count({ kind: USAGE.scheduledEvent, operation: 'ScheduledEvent', resource: rule.name });
    for (const target of rule.targets) {
      try {
        this.#invoke(rule, target, at);
      } catch (error) {
        const { world } = this.#deps;
        if (!(error instanceof AwsError)) sayFailed(world, `The rule ${rule.name}`, error);
        else world.log(`The rule ${rule.name} could not invoke ${target.arn}: ${error.message}`);
      }
    }
  }

  #invoke(rule: RuleDefinition, target: RuleTarget, at: number): void {
    const { functions, asyncInvocations, world } = this.#deps;
    const { arn } = functions.get(target.arn);
    const Statement = functions.policy(arn);
    authorize(
      { kind: 'service', accountId: world.accountId, service: 'events.amazonaws.com', sourceArn: rule.arn },
      { action: 'lambda:InvokeFunction', resource: arn, resourcePolicy: Statement && { Statement } },
    );
    asyncInvocations.accept(arn, target.input ?? this.#scheduledEvent(rule, at));
  }

  #scheduledEvent(rule: RuleDefinition, at: number): string {
    const { accountId, region, newId } = this.#deps.world;
    return JSON.stringify({
      version: '0',
      id: newId(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: accountId,
      time: new Date(at).toISOString().replace('.000Z', 'Z'),
      region,
      resources: [rule.arn],
      detail: {},
    });
  }
}
