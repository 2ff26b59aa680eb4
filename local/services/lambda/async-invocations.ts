import { attempt } from '../../background.ts';
import { AwsError } from '../../gateway/aws-error.ts';
import type { Cancel, World } from '../../world.ts';
import type { InvocationOutcome } from './function-runner.ts';
import type { Functions } from './functions.ts';

/** How a function's asynchronous events are treated. */
export interface AsyncSettings {
  /** After the first attempt. */
  readonly retries: number;
  readonly maximumAgeSeconds: number;
  /** ARN of the queue that gets what has failed for good. Absent: it is dropped. */
  readonly onFailure?: string;
}

/** What Lambda sends where an event has failed for good, with the right of the function's role. */
export type FailureSink = (
  destinationArn: string,
  record: { readonly functionName: string; readonly body: string },
) => void;

const DEFAULTS: AsyncSettings = { retries: 2, maximumAgeSeconds: 6 * 60 * 60 };

/** Lambda waits one minute before the second attempt and two before the third. */
const RETRY_AFTER_MS = [60_000, 120_000];

interface Event {
  readonly id: number;
  readonly functionName: string;
  readonly payload: string;
  readonly acceptedAt: number;
  readonly attempts: number;
  readonly dueAt: number;
}

interface AsyncInvocationsDeps {
  readonly world: World;
  readonly functions: Functions;
  /** @default failed events are dropped */
  readonly sink?: FailureSink;
}

/** Events that were accepted with 202 and run later. What was accepted survives a killed process, and may then run twice. */
export class AsyncInvocations {
  readonly #world: World;
  readonly #functions: Functions;
  readonly #sink: FailureSink;
  readonly #settings = new Map<string, AsyncSettings>();
  readonly #scheduled = new Set<Cancel>();
  #started = false;

  constructor({ world, functions, sink = () => {} }: AsyncInvocationsDeps) {
    this.#world = world;
    this.#functions = functions;
    this.#sink = sink;
    world.database.exec(
      'CREATE TABLE IF NOT EXISTS lambda_async_events (id INTEGER PRIMARY KEY, function TEXT NOT NULL, payload TEXT NOT NULL, accepted_at INTEGER NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER NOT NULL) STRICT',
    );
  }

  configure(functionName: string, settings: Partial<AsyncSettings>): void {
    this.#settings.set(functionName, { ...DEFAULTS, ...settings });
  }

  /** Accepts an event for a function, given by name or ARN. Throws if there is no such function. */
  accept(nameOrArn: string, payload: string): void {
    const { name } = this.#functions.get(nameOrArn);
    const now = this.#world.timers.now();
    const { lastInsertRowid } = this.#world.database
      .prepare(
        'INSERT INTO lambda_async_events (function, payload, accepted_at, attempts, due_at) VALUES (?, ?, ?, 0, ?)',
      )
      .run(name, payload, now, now);
    const id = Number(lastInsertRowid);
    this.#schedule({ id, functionName: name, payload, acceptedAt: now, attempts: 0, dueAt: now });
  }

  /** Starts to run events, first those left from before. */
  start(): void {
    this.#started = true;
    const rows = this.#world.database.prepare('SELECT * FROM lambda_async_events ORDER BY due_at').all();
    for (const row of rows) {
      this.#schedule({
        id: Number(row.id),
        functionName: String(row.function),
        payload: String(row.payload),
        acceptedAt: Number(row.accepted_at),
        attempts: Number(row.attempts),
        dueAt: Number(row.due_at),
      });
    }
  }

  /** Starts no more of them. */
  stop(): void {
    this.#started = false;
    for (const cancel of this.#scheduled) cancel();
    this.#scheduled.clear();
  }

  #schedule(event: Event): void {
    if (!this.#started) return;
    const cancel = this.#world.timers.schedule(event.dueAt - this.#world.timers.now(), () => {
      this.#scheduled.delete(cancel);
      void this.#run(event);
    });
    this.#scheduled.add(cancel);
  }

  async #run(event: Event): Promise<void> {
    const outcome = await this.#outcomeOf(event);
    const conclude = () => this.#conclude(event, outcome);
    // Not known to be done, it runs again, as at the next start: an event may run twice.
    if (!attempt(this.#world, 'Keeping what became of an event', conclude))
      this.#schedule({ ...event, dueAt: this.#world.timers.now() + RETRY_AFTER_MS[0]! });
  }

  #conclude(event: Event, outcome: InvocationOutcome | undefined): void {
    if (outcome?.kind === 'success') {
      this.#forget(event);
      return;
    }
    // Killed by the shutdown, perhaps: it runs again at the next start.
    if (!this.#started) return;
    const settings = this.#settings.get(event.functionName) ?? DEFAULTS;
    const attempts = event.attempts + 1;
    const dueAt = this.#world.timers.now() + (RETRY_AFTER_MS[event.attempts] ?? RETRY_AFTER_MS.at(-1)!);
    const tooOld = dueAt > event.acceptedAt + settings.maximumAgeSeconds * 1_000;
    if (attempts > settings.retries || tooOld) {
      this.#giveUp({ ...event, attempts }, settings, outcome);
      return;
    }
    this.#world.database
      .prepare('UPDATE lambda_async_events SET attempts = ?, due_at = ? WHERE id = ?')
      .run(attempts, dueAt, event.id);
    this.#schedule({ ...event, attempts, dueAt });
  }

  /** Undefined: throttled, or a function that the template no longer has. */
  async #outcomeOf({ functionName, payload }: Event): Promise<InvocationOutcome | undefined> {
    try {
      return await this.#functions.invoke(functionName, payload);
    } catch {
      return undefined;
    }
  }

  #giveUp(event: Event, { onFailure }: AsyncSettings, outcome: InvocationOutcome | undefined): void {
    const { functionName, attempts } = event;
    const times = attempts === 1 ? 'once' : `${attempts} times`;
    const said = `An event for the function ${functionName} failed ${times} and`;
    try {
      if (onFailure) this.#sink(onFailure, { functionName, body: this.#record(event, outcome) });
      this.#world.log(`${said} ${onFailure ? `went to ${onFailure}` : 'is dropped'}.`);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#world.log(`${said} could not go to ${onFailure}: ${error.message}`);
    }
    this.#forget(event);
  }

  /** As in the Lambda guide, "Capturing records of Lambda asynchronous invocations". */
  #record({ functionName, payload, attempts }: Event, outcome: InvocationOutcome | undefined): string {
    const { region, accountId, timers, newId } = this.#world;
    return JSON.stringify({
      version: '1.0',
      timestamp: new Date(timers.now()).toISOString(),
      requestContext: {
        requestId: outcome?.requestId ?? newId(),
        functionArn: `arn:aws:lambda:${region}:${accountId}:function:${functionName}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: attempts,
      },
      requestPayload: JSON.parse(payload),
      ...(outcome?.kind === 'error' && {
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: outcome.error,
      }),
    });
  }

  #forget({ id }: Event): void {
    this.#world.database.prepare('DELETE FROM lambda_async_events WHERE id = ?').run(id);
  }
}
