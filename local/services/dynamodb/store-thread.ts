import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { RETRY_MS } from '../../background.ts';
import type { DynamoDbStore, StoreOptions, StoreResponse } from './dynalite-store.ts';

export type StoreQuestion = readonly [id: number, operation: string, body: string];
export type StoreAnswer = readonly [id: number, response: StoreResponse];

export interface StoreThreadOptions extends StoreOptions {
  /** Told when the thread died of a bug, before a new one takes over. */
  readonly onCrash: (error: Error) => void;
}

/**
 * Starts the store in a thread of its own, so that tables use another core than the gateway. Rejects if the folder cannot
 * be opened.
 *
 * A bug in there ends the thread. Then what was under way answers 500, which clients repeat, and a new thread opens the
 * same folder; tables held in memory are empty then.
 */
export async function startStoreThread(options: StoreThreadOptions): Promise<DynamoDbStore> {
  const thread = new StoreThread(options);
  await thread.start();
  return thread;
}

class StoreThread implements DynamoDbStore {
  readonly #options: StoreThreadOptions;
  readonly #waiting = new Map<number, (response: StoreResponse) => void>();
  /** Questions and answers of one turn of the event loop travel together: a message costs more than what it carries. */
  #questions: StoreQuestion[] = [];
  #nextId = 0;
  /** Absent while no thread is ready. */
  #worker: Worker | undefined;
  #starting: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: StoreThreadOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    this.#starting = this.#startWorker().finally(() => {
      this.#starting = undefined;
      this.#send();
    });
    return this.#starting;
  }

  async #startWorker(): Promise<void> {
    const { path, accountId, region } = this.#options;
    const worker = new Worker(new URL('./store-worker.ts', import.meta.url), {
      workerData: { path, accountId, region } satisfies StoreOptions,
    });
    await once(worker, 'message');
    worker.on('message', (answers: readonly StoreAnswer[]) => {
      for (const [id, response] of answers) this.#resolve(id, response);
    });
    worker.on('error', (error) => this.#restart(error));
    this.#worker = worker;
  }

  #restart(error: Error): void {
    this.#options.onCrash(error);
    this.#worker = undefined;
    for (const id of this.#waiting.keys()) this.#resolve(id, CRASHED);
    this.#questions = [];
    void this.#startAgain();
  }

  /** Until it succeeds: a folder on a full disk can be opened as soon as there is space. */
  async #startAgain(): Promise<void> {
    while (!this.#closing) {
      try {
        return await this.start();
      } catch (error) {
        this.#options.onCrash(error as Error);
        for (const id of this.#waiting.keys()) this.#resolve(id, CRASHED);
        this.#questions = [];
        await setTimeout(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  execute(operation: string, body: string): Promise<StoreResponse> {
    if (!this.#worker && !this.#starting) return Promise.resolve(CRASHED);
    if (this.#questions.length === 0) setImmediate(() => this.#send());
    const id = this.#nextId++;
    this.#questions.push([id, operation, body]);
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #send(): void {
    if (!this.#worker || this.#questions.length === 0) return;
    this.#worker.postMessage(this.#questions);
    this.#questions = [];
  }

  #resolve(id: number, response: StoreResponse): void {
    this.#waiting.get(id)?.(response);
    this.#waiting.delete(id);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#starting?.catch(() => {});
    const worker = this.#worker;
    if (!worker) return;
    this.#send();
    const exited = once(worker, 'exit');
    worker.postMessage('close');
    await exited;
  }
}

const CRASHED: StoreResponse = {
  status: 500,
  body: JSON.stringify({
    __type: 'InternalServerError',
    message: 'The tables of the local cloud failed on this request or one beside it; see its log.',
  }),
};
