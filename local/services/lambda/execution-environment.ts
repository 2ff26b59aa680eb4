import { Worker } from 'node:worker_threads';
import type { Cancel, Timers } from '../../world.ts';
import type { FunctionError, HostInvocation, HostMessage, HostSettings } from './host/messages.ts';

/** How an invocation ended. */
export interface Ended {
  /** The function's answer as JSON, or how it failed. */
  readonly outcome:
    | { readonly kind: 'success'; readonly payload: string }
    | { readonly kind: 'error'; readonly error: FunctionError };
  /** Whether the environment can take another invocation. */
  readonly usable: boolean;
  readonly memoryUsedMb: number;
}

export interface EnvironmentOptions {
  readonly timers: Timers;
  readonly settings: HostSettings;
  readonly variables: Readonly<Record<string, string>>;
  readonly onLog: (events: readonly string[]) => void;
}

/** Loading the code may take this long, apart from the function's own timeout. */
const INIT_TIMEOUT_MS = 10_000;

/**
 * One execution environment: a thread with its own variables and its own copy of every module, which takes one invocation
 * at a time.
 *
 *   starting ──ready──▶ idle ◀──result── busy        any ──exit, timeout, kill──▶ dead
 *                        └──────invoke──▶┘
 */
export class ExecutionEnvironment {
  readonly #worker: Worker;
  readonly #options: EnvironmentOptions;
  /** Gets the next thing that happens to whoever waits: the load, or the invocation. */
  #waiting: ((ended: Ended) => void) | undefined;
  readonly #loaded: Promise<Ended>;
  #requestId = '';
  #dead = false;
  #initDurationMs = 0;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
    this.#worker = new Worker(new URL('./host/worker-host.ts', import.meta.url), {
      workerData: options.settings,
      env: options.variables,
      execArgv: [],
      // Whatever goes around the captured streams, such as a warning of Node's own.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.settings.memorySizeMb },
    });
    this.#worker.on('message', (message: HostMessage) => this.#hear(message));
    this.#worker.on('error', (error) => this.#end(exited(this.#requestId, reasonOf(error))));
    this.#worker.on('exit', (code) => this.#end(exited(this.#requestId, exitReason(code))));
    this.#loaded = this.#load();
  }

  async #load(): Promise<Ended> {
    const { timers } = this.#options;
    const startedAt = timers.now();
    const loaded = await this.#wait(INIT_TIMEOUT_MS);
    this.#initDurationMs = timers.now() - startedAt;
    return loaded;
  }

  /** How long its start took, until the code was loaded. */
  get initDurationMs(): number {
    return this.#initDurationMs;
  }

  /**
   * Resolves however the invocation ends. Call it again only after that, and only while the environment is usable.
   *
   * @param onStart called when the code is loaded and the function is about to run
   */
  async invoke(invocation: HostInvocation, onStart: () => void): Promise<Ended> {
    this.#requestId = invocation.requestId;
    const loaded = await this.#loaded;
    onStart();
    if (loaded.outcome.kind === 'error') return loaded;
    if (this.#dead) return exited(invocation.requestId, KILLED);
    this.#worker.postMessage(invocation);
    return await this.#wait(invocation.timeoutMs);
  }

  /** Whether it has ended, also by itself while nothing ran. */
  get dead(): boolean {
    return this.#dead;
  }

  /** Ends it now, as if the machine under it had gone. An invocation under way ends as an error. */
  async kill(): Promise<void> {
    this.#end(exited(this.#requestId, KILLED));
    await this.#worker.terminate();
  }

  #wait(timeoutMs: number): Promise<Ended> {
    return new Promise((resolve) => {
      const cancel: Cancel = this.#options.timers.schedule(timeoutMs, () => this.#timeOut(timeoutMs));
      this.#waiting = (ended) => {
        cancel();
        this.#waiting = undefined;
        resolve(ended);
      };
    });
  }

  #timeOut(timeoutMs: number): void {
    const seconds = (timeoutMs / 1000).toFixed(2);
    this.#options.onLog([
      `${new Date(this.#options.timers.now()).toISOString()} ${this.#requestId} Task timed out after ${seconds} seconds`,
    ]);
    const message = `Task timed out after ${seconds} seconds`;
    this.#end(failed('Sandbox.Timedout', this.#requestId, message));
    void this.#worker.terminate();
  }

  #hear(message: HostMessage): void {
    if (message[0] === 'log') return void this.#options.onLog(message[1]);
    const ended = endedBy(message);
    if (!ended.usable) this.#dead = true;
    this.#waiting?.(ended);
  }

  /** The first end counts: a thread that reported why it dies still exits after that. */
  #end(ended: Ended): void {
    this.#dead = true;
    this.#waiting?.(ended);
  }
}

const KILLED = 'Runtime exited with error: signal: killed';

function endedBy(message: Exclude<HostMessage, readonly ['log', readonly string[]]>): Ended {
  switch (message[0]) {
    case 'ready':
      return { outcome: { kind: 'success', payload: '' }, usable: true, memoryUsedMb: 0 };
    case 'result':
      return { outcome: { kind: 'success', payload: message[1] }, usable: true, memoryUsedMb: message[2] };
    case 'error':
      return { outcome: { kind: 'error', error: message[1] }, usable: !message[2], memoryUsedMb: 0 };
  }
}

function exited(requestId: string, reason: string): Ended {
  return failed('Runtime.ExitError', requestId, reason);
}

function failed(errorType: string, requestId: string, reason: string): Ended {
  const errorMessage = `RequestId: ${requestId} Error: ${reason}`;
  return { outcome: { kind: 'error', error: { errorType, errorMessage } }, usable: false, memoryUsedMb: 0 };
}

function exitReason(code: number): string {
  return code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${code}`;
}

function reasonOf(error: Error & { code?: string }): string {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return KILLED;
  return `Runtime exited with error: ${error.message}`;
}
