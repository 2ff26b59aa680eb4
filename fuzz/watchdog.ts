import { writeSync } from 'node:fs';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** What busy machines are not to blame for. */
const HANGS_AFTER_MS = 120_000;
const STDERR = 2;

/**
 * Ends the process where its one thread is kept busy by something that never ends, such as a regular expression: no timer of that
 * thread would ever run. Says what was under way before.
 */
export class Watchdog {
  readonly #signs = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;

  /** @param underWay what to repeat the run with */
  constructor(underWay: string) {
    this.#worker = new Worker(new URL(import.meta.url), { workerData: { signs: this.#signs, underWay } });
    this.#worker.unref();
  }

  /** Something has come to its end. */
  sign(): void {
    Atomics.add(this.#signs, 0, 1);
    Atomics.notify(this.#signs, 0);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function watch({ signs, underWay }: { readonly signs: Int32Array; readonly underWay: string }): void {
  for (;;) {
    if (Atomics.wait(signs, 0, Atomics.load(signs, 0), HANGS_AFTER_MS) !== 'timed-out') continue;
    writeSync(STDERR, `A check has not ended in ${HANGS_AFTER_MS / 1000} s: ${underWay}\n`);
    process.kill(process.pid, 'SIGKILL');
  }
}

if (!isMainThread && workerData?.signs) watch(workerData);
