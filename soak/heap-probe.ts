import { once } from 'node:events';

/** What a process of Node keeps, its worker threads included. */
export interface KeptHeap {
  /** Bytes in use once garbage is collected, of all threads together: objects, and the buffers they hold. */
  readonly bytes: number;
  readonly threads: number;
}

/** More than a busy thread needs for collecting its garbage. */
const PATIENCE_MS = 60_000;

/**
 * Collects the garbage of every thread of a process, and says what is left. Resident memory would not tell a leak from a heap that has
 * not been collected yet.
 *
 * @param inspectorUrl what the process has said it listens on, started with `--inspect=127.0.0.1:0`
 */
export async function keptHeap(inspectorUrl: string): Promise<KeptHeap> {
  const inspector = await Inspector.connect(inspectorUrl);
  try {
    const workers = await inspector.workers();
    const threads = [inspector.main, ...workers];
    const bytes: number[] = [];
    for (const thread of threads) {
      await thread('HeapProfiler.collectGarbage');
      const usage = await thread('Runtime.getHeapUsage');
      bytes.push(Number(usage.usedSize) + Number(usage.backingStorageSize));
    }
    return { bytes: bytes.reduce((sum, one) => sum + one, 0), threads: threads.length };
  } finally {
    inspector.close();
  }
}

type Result = Readonly<Record<string, unknown>>;

/** Calls a method of the inspector's protocol in one thread. */
type Thread = (method: string, params?: object) => Promise<Result>;

/** The inspector's protocol, as far as it is needed: https://chromedevtools.github.io/devtools-protocol, and Node's own NodeWorker. */
class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, PromiseWithResolvers<Result>>();
  readonly #workers: Thread[] = [];
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#heard(JSON.parse(String(data)), ''));
  }

  static async connect(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    await once(socket, 'open', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return new Inspector(socket);
  }

  readonly main: Thread = (method, params = {}) =>
    this.#call('', (id) => this.#socket.send(JSON.stringify({ id, method, params })));

  /** Those that run now: Node names them before it answers. */
  async workers(): Promise<readonly Thread[]> {
    await this.main('NodeWorker.enable', { waitForDebuggerOnStart: false });
    return this.#workers;
  }

  close(): void {
    this.#socket.close();
  }

  #worker(sessionId: string): Thread {
    return (method, params = {}) =>
      this.#call(sessionId, (id) => {
        const message = JSON.stringify({ id, method, params });
        void this.main('NodeWorker.sendMessageToWorker', { sessionId, message });
      });
  }

  async #call(session: string, send: (id: number) => void): Promise<Result> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<Result>();
    this.#waiting.set(`${session} ${id}`, answer);
    const late = setTimeout(() => answer.reject(new Error('The inspector does not answer.')), PATIENCE_MS);
    send(id);
    try {
      return await answer.promise;
    } finally {
      clearTimeout(late);
      this.#waiting.delete(`${session} ${id}`);
    }
  }

  #heard({ id, method, params, result, error }: Message, session: string): void {
    const answer = this.#waiting.get(`${session} ${id}`);
    if (error) answer?.reject(new Error(`The inspector refuses: ${error.message}`));
    else answer?.resolve(result ?? {});
    if (method === 'NodeWorker.attachedToWorker') this.#workers.push(this.#worker(params!.sessionId));
    if (method === 'NodeWorker.receivedMessageFromWorker')
      this.#heard(JSON.parse(params!.message), params!.sessionId);
  }
}

/** An answer, which has an id, or an event, which has a method. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly sessionId: string; readonly message: string };
  readonly result?: Result;
  readonly error?: { readonly message: string };
}
