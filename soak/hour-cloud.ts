import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { type KeptHeap, keptHeap } from './heap-probe.ts';
import type { CommandLine } from './hour-disk.ts';

const START = path.resolve(import.meta.dirname, '../bin/start.ts');

/** On any port, of loopback: so that it can be asked what it keeps. */
const INSPECTED = '--inspect=127.0.0.1:0';

/** A start on a busy machine, with a first synthesis. */
const START_PATIENCE_MS = 180_000;
/** Of what the process said last, so much is kept for who must find out why it ended. */
const KEPT_LINES = 30;

interface CloudOptions {
  /** Folder of the state. */
  readonly state: string;
  readonly environmentSuffix: string;
  /** Whether it can be asked what it keeps in memory. */
  readonly isInspected: boolean;
  /** The command as it is to be run, such as on another file system. */
  readonly command: (line: CommandLine) => CommandLine;
}

/** The local cloud as a user runs it, a process of its own that can be killed. Its ports stay the same from start to start. */
export class CloudProcess {
  readonly endpointUrl: string;
  readonly #options: CloudOptions;
  readonly #ports: readonly [aws: number, console: number];
  #child: ChildProcess | undefined;
  #inspectorUrl: string | undefined;
  #said: string[] = [];
  readonly #ends: (readonly string[])[] = [];

  private constructor(options: CloudOptions, ports: readonly [number, number]) {
    this.#options = options;
    this.#ports = ports;
    this.endpointUrl = `http://127.0.0.1:${ports[0]}`;
  }

  static async withFreePorts(options: CloudOptions): Promise<CloudProcess> {
    return new CloudProcess(options, await freePorts());
  }

  /** What it said last before each time that it ended although nobody ended it; failed starts are not among them. */
  get endsByItself(): readonly (readonly string[])[] {
    return this.#ends;
  }

  /** What it said last. */
  get lastLines(): readonly string[] {
    return this.#said;
  }

  get runs(): boolean {
    return this.#child !== undefined;
  }

  /**
   * Starts it, its clock so many seconds ahead.
   *
   * @returns false if it ended instead of getting ready
   */
  async start(clockAheadSeconds: number): Promise<boolean> {
    const [command, ...args] = this.#options.command([
      process.execPath,
      ...(this.#options.isInspected ? [INSPECTED] : []),
      START,
    ]);
    const [awsPort, consolePort] = this.#ports;
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ENVIRONMENT_SUFFIX: this.#options.environmentSuffix,
        ORDERMAIL_STATE: this.#options.state,
        ORDERMAIL_PORT: `${awsPort}`,
        ORDERMAIL_CONSOLE_PORT: `${consolePort}`,
        LOCAL_CLOCK_AHEAD_SECONDS: `${clockAheadSeconds}`,
      },
    });
    this.#child = child;
    const ready = Promise.withResolvers<boolean>();
    let isReady = false;
    this.#said = [];
    this.#inspectorUrl = undefined;
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#inspectorUrl ??= /^Debugger listening on (ws:\S+)/m.exec(text)?.[1];
        this.#said = [...this.#said, ...text.trimEnd().split('\n')].slice(-KEPT_LINES);
        isReady ||= this.#said.some((line) => line.startsWith('Ready. '));
        if (isReady) ready.resolve(true);
      });
    child.once('exit', () => {
      ready.resolve(false);
      if (this.#child !== child) return;
      this.#child = undefined;
      if (isReady) this.#ends.push(this.#said);
    });
    const late = setTimeout(() => ready.reject(new Error(this.#slow())), START_PATIENCE_MS);
    try {
      return await ready.promise;
    } finally {
      clearTimeout(late);
    }
  }

  #slow(): string {
    return `The local cloud was not ready after ${START_PATIENCE_MS / 1000} s. It said:\n${this.#said.join('\n')}`;
  }

  /** Ends it with a signal and waits until it is gone. Nothing where it has ended already. */
  async end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  /** What it keeps in memory; undefined where nothing runs, or it is not inspected. */
  async keptHeap(): Promise<KeptHeap | undefined> {
    return this.#child && this.#inspectorUrl !== undefined ? await keptHeap(this.#inspectorUrl) : undefined;
  }
}

/** Two ports that are free just now. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()];
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) await once(server.close(), 'close');
  return ports as [number, number];
}
