import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { TRACKING_TABLE_KEY } from '#contract/tracking-item.ts';
import { createGateway, type Gateway } from '#local/gateway/gateway.ts';
import type { HttpRequest } from '#local/gateway/http.ts';
import { type Listening, listen } from '#local/gateway/server.ts';
import { openServices } from '#local/local-services.ts';
import { UsageMeter } from '#local/meter/usage-meter.ts';
import type { Timers, World } from '#local/world.ts';
import { NAMES } from '../../sim/cloud.ts';
import { Random } from '../../sim/random.ts';
import { STARTS_AT, TestClock } from '../test-clock.ts';

/** Whatever is scheduled happens at once, and time has passed by then: a long poll ends, and nobody waits for it. */
class HurriedTimers implements Timers {
  #now = STARTS_AT;
  #pending = 0;
  #stopped = false;

  readonly now = () => this.#now;

  schedule(delayMs: number, callback: () => void): () => void {
    if (this.#stopped) return () => {};
    const dueAt = this.#now + Math.max(0, delayMs);
    this.#pending++;
    let isDue = true;
    const immediate = setImmediate(() => {
      this.#pending--;
      isDue = false;
      this.#now = Math.max(this.#now, dueAt);
      callback();
    });
    return () => {
      if (isDue) this.#pending--;
      isDue = false;
      clearImmediate(immediate);
    };
  }

  /** Nothing is scheduled any more: some things go on for ever. */
  stop(): void {
    this.#stopped = true;
  }

  /** Waits until nothing is scheduled any more, or what is goes on for ever. */
  async idle(): Promise<void> {
    for (let turn = 0; this.#pending > 0 && turn < MAX_TURNS; turn++)
      await new Promise((resolve) => setImmediate(resolve));
  }
}

const MAX_TURNS = 100;

/** All services of the local cloud behind its gateway, with what our template makes of most of them. */
export class GatewayWorld {
  readonly #random = new Random('fuzz');
  readonly #server: Listening;
  #gateway: Gateway | undefined;
  #database: DatabaseSync | undefined;
  #timers = new HurriedTimers();
  #closeStores: () => Promise<void> = async () => {};
  /** What the local cloud told its user: of bugs. */
  readonly logged: string[] = [];

  private constructor(
    server: (handle: (request: HttpRequest) => ReturnType<Gateway['handle']>) => Listening,
  ) {
    this.#server = server((request) => this.handle(request));
  }

  static async open(): Promise<GatewayWorld> {
    let handle: ((request: HttpRequest) => ReturnType<Gateway['handle']>) | undefined;
    const listening = await listen((request) => handle!(request), { host: '127.0.0.1', port: 0 });
    const world = new GatewayWorld((own) => {
      handle = own;
      return listening;
    });
    await world.renew();
    return world;
  }

  get port(): number {
    return this.#server.port;
  }

  handle(request: HttpRequest): ReturnType<Gateway['handle']> {
    return this.#gateway!.handle(request);
  }

  /** Lets what was set in motion come to its end. */
  idle(): Promise<void> {
    return this.#timers.idle();
  }

  /** Rows that were written so far, in whatever table of whatever service. */
  rowsWritten(): number {
    return Number(this.#database!.prepare('SELECT total_changes() AS n').get()!.n);
  }

  /** Starts over with an empty account. */
  async renew(): Promise<void> {
    await this.#end();
    const database = new DatabaseSync(':memory:');
    this.#database = database;
    const timers = new HurriedTimers();
    this.#timers = timers;
    const log = (line: string) => void this.logged.push(line);
    // Never saved: what it writes from time to time is no request's doing.
    const counting = { database, timers: new TestClock(), log };
    const meter = new UsageMeter(counting);
    const world: World = {
      accountId: '123456789012',
      region: 'us-east-1',
      timers,
      database,
      meter,
      random: () => this.#random.next(),
      newId: () => this.#random.newId(),
      log,
    };
    const services = await openServices({
      world,
      meter,
      assets: new Map(),
      tablesFolder: undefined,
      ses: undefined,
      onRoleDecision: undefined,
      pricing: () => 0,
      endpointUrl: () => 'http://127.0.0.1:4566',
      clockOffsetMs: 0,
    });
    this.#closeStores = () => services.closeStores();
    this.#gateway = createGateway({ world, ...services.gatewayParts });
    const queue = services.queues.create({ name: NAMES.orderQueue });
    services.queues.setPolicy(queue.arn, {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: queue.arn }],
    });
    const topic = services.topics.create({ name: NAMES.orderTopic });
    services.topics.subscribe({ topicArn: topic.arn, protocol: 'sqs', endpoint: queue.arn });
    services.ses.identities.declare({ name: 'example.com' });
    services.ses.configurationSets.declare({ name: NAMES.configurationSet, suppressedReasons: ['BOUNCE'] });
    await this.#createTable();
  }

  async #createTable(): Promise<void> {
    const attribute = { AttributeName: TRACKING_TABLE_KEY };
    const input = {
      TableName: NAMES.trackingTable,
      AttributeDefinitions: [{ ...attribute, AttributeType: 'S' }],
      KeySchema: [{ ...attribute, KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    };
    await this.#dynamodb('CreateTable', input);
    const isActive = async () =>
      (await this.#dynamodb('DescribeTable', { TableName: NAMES.trackingTable })).includes('ACTIVE');
    while (!(await isActive())) await setTimeout(1);
  }

  async #dynamodb(operation: string, input: object): Promise<string> {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=any/20261124/us-east-1/dynamodb/aws4_request, Signature=x';
    const { body } = await this.handle({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: { host: '127.0.0.1:4566', authorization, 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body: Buffer.from(JSON.stringify(input)),
    });
    return String(body);
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.#end();
  }

  async #end(): Promise<void> {
    this.#timers.stop();
    // What is due in this turn comes to its end before its database is gone.
    await setTimeout(0);
    await this.#closeStores();
    this.#database?.close();
    this.#database = undefined;
  }
}
