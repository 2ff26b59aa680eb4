import { AwsError } from '../../gateway/aws-error.ts';
import type { Principal } from '../../iam/policy.ts';
import type { Ended } from './execution-environment.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionError } from './host/messages.ts';
import { billedDurationMs, endLines, type InvocationReport, startLines } from './invocation-report.ts';
import { type Environment, type EnvironmentDeps, startEnvironment } from './start-environment.ts';

/** What an invocation came to. */
export type InvocationOutcome = {
  readonly requestId: string;
  readonly durationMs: number;
  /** With the start of its environment, in whole milliseconds. */
  readonly billedDurationMs: number;
} & (
  | { readonly kind: 'success' /** JSON. */; readonly payload: string }
  | { readonly kind: 'error'; readonly error: FunctionError }
);

/** Environments of one function at most, whatever is asked for: each is a thread with a heap of its own. */
const MOST_ENVIRONMENTS = 16;

/** Runs one function: each invocation in an environment that is idle, or a new one, or waits for one. */
export class FunctionRunner {
  readonly definition: FunctionDefinition;
  readonly role: Principal;
  readonly #deps: EnvironmentDeps;
  /** The one that was used last is at the end and is used next: the others stay idle, as on AWS. */
  readonly #idle: Environment[] = [];
  readonly #all = new Set<Environment>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #closed = false;
  #saidThatLogIsRefused = false;

  constructor(definition: FunctionDefinition, role: Principal, deps: EnvironmentDeps) {
    this.definition = definition;
    this.role = role;
    this.#deps = deps;
  }

  /** Runs the function once. Throws `TooManyRequestsException` beyond its reserved concurrency. */
  async invoke(payload: string): Promise<InvocationOutcome> {
    this.#throttle();
    const requestId = this.#deps.world.newId();
    if (this.#running.size >= MOST_ENVIRONMENTS)
      await new Promise<void>((start) => this.#waiting.push(start));
    if (this.#closed) return notStarted(requestId, 'the local cloud is shutting down');
    const run = this.#run(requestId, payload);
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
      this.#waiting.shift()?.();
    }
  }

  /** Starts an environment ahead of the first invocation, if there is none; so does Lambda at times. */
  warm(): void {
    if (this.#all.size === 0) this.#idle.push(this.#start());
  }

  #throttle(): void {
    const { reservedConcurrency } = this.definition;
    if (reservedConcurrency === undefined || this.#running.size < reservedConcurrency) return;
    throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 });
  }

  #takeIdle(): Environment | undefined {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      if (!idle.inner.dead) return idle;
      void this.#discard(idle);
    }
    return undefined;
  }

  /** Node refuses to start a thread whose NODE_OPTIONS it does not know, and says so in the error. */
  #tryStart(): Environment | Error {
    try {
      return this.#start();
    } catch (error) {
      return error as Error;
    }
  }

  #start(): Environment {
    const environment = startEnvironment(this.definition, this.role, this.#deps);
    this.#all.add(environment);
    if (environment.log.refused && !this.#saidThatLogIsRefused) {
      this.#saidThatLogIsRefused = true;
      this.#deps.world.log(`The function ${this.definition.name} writes no log: ${environment.log.refused}`);
    }
    return environment;
  }

  async #run(requestId: string, payload: string): Promise<InvocationOutcome> {
    const environment = this.#takeIdle() ?? this.#tryStart();
    if (environment instanceof Error) return notStarted(requestId, environment.message);
    const { timers } = this.#deps.world;
    const { logging, timeoutSeconds } = this.definition;
    let startedAt = timers.now();
    const ended = await environment.inner.invoke(
      { requestId, payload, timeoutMs: timeoutSeconds * 1_000 },
      () => {
        startedAt = timers.now();
        environment.log.write(startLines(logging, requestId, startedAt));
      },
    );
    const now = timers.now();
    const report = this.#reportOf(environment, ended, requestId, { startedAt, endedAt: now });
    environment.log.write(endLines(logging, report, now));
    this.#release(environment, ended);
    const { durationMs } = report;
    return { requestId, durationMs, billedDurationMs: billedDurationMs(report), ...ended.outcome };
  }

  #reportOf(
    environment: Environment,
    { outcome, usable, memoryUsedMb }: Ended,
    requestId: string,
    { startedAt, endedAt }: { startedAt: number; endedAt: number },
  ): InvocationReport {
    const initDurationMs = environment.fresh ? environment.inner.initDurationMs : undefined;
    environment.fresh = false;
    return {
      requestId,
      durationMs: endedAt - startedAt,
      initDurationMs,
      memorySizeMb: this.definition.memorySizeMb,
      memoryUsedMb,
      status: statusOf(outcome, usable),
    };
  }

  #release(environment: Environment, { usable }: Ended): void {
    if (usable && !this.#closed && this.#all.has(environment)) this.#idle.push(environment);
    else void this.#discard(environment);
  }

  async #discard(environment: Environment): Promise<void> {
    this.#all.delete(environment);
    await environment.inner.kill();
  }

  /** Ends every environment at once, also in mid-invocation, as if the machines under them had gone. */
  async kill(): Promise<void> {
    this.#idle.length = 0;
    await Promise.all([...this.#all].map((environment) => this.#discard(environment)));
  }

  /** Ends the environment that writes this log stream, also in mid-invocation. `false` where there is none. */
  async killEnvironment(logStreamName: string): Promise<boolean> {
    for (const environment of this.#all) {
      if (environment.log.streamName !== logStreamName) continue;
      await this.#discard(environment);
      return true;
    }
    return false;
  }

  /** Starts nothing more, waits for what runs until the deadline, then ends every environment. */
  async close(deadline: Promise<void>): Promise<void> {
    this.#closed = true;
    for (const start of this.#waiting.splice(0)) start();
    await Promise.race([Promise.all(this.#running), deadline]);
    await this.kill();
  }
}

function notStarted(requestId: string, reason: string): InvocationOutcome {
  const errorMessage = `RequestId: ${requestId} Error: ${reason}`;
  return {
    kind: 'error',
    requestId,
    durationMs: 0,
    billedDurationMs: 0,
    error: { errorType: 'Runtime.ExitError', errorMessage },
  };
}

function statusOf(outcome: Ended['outcome'], usable: boolean): InvocationReport['status'] {
  if (outcome.kind === 'success') return 'success';
  if (outcome.error.errorType === 'Sandbox.Timedout') return 'timeout';
  return usable ? 'error' : 'failure';
}
