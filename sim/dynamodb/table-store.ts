import type { DynamoDbStore, StoreResponse } from '#local/services/dynamodb/dynalite-store.ts';
import { type AttributeValue, type Item, readCondition, readUpdate } from './expressions.ts';

/** What the store tells of each write that changed something. */
export interface Write {
  readonly key: string;
  readonly before: Item;
  readonly after: Item;
}

/** What the simulated table is made with. */
export interface TableStoreOptions {
  /** Name of the partition key, a string. */
  readonly key: string;
  readonly onWrite?: (write: Write) => void;
  /** Milliseconds since the epoch, by which an index lags. @default an index never lags */
  readonly now?: () => number;
}

/** An index is eventually consistent; so much is unusual and possible. */
const INDEX_LAG_MS = 1_000;

const NOTHING: Item = {};

/**
 * One DynamoDB table in memory: the operations that the ledgers use, at some microseconds each. It passes the ledgers' own
 * suite, as dynalite does; anything else throws. Items are never changed in place.
 */
export class TableStore implements DynamoDbStore {
  readonly #key: string;
  readonly #onWrite: (write: Write) => void;
  readonly #now: () => number;
  /** When each item came to be. */
  readonly #madeAt = new Map<string, number>();
  readonly #items = new Map<string, Item>();
  readonly #operations: Readonly<Record<string, (input: Input) => StoreResponse>> = {
    UpdateItem: (input) => this.#update(input),
    GetItem: (input) => this.#get(input),
    PutItem: (input) => this.#put(input),
    Query: (input) => this.#query(input),
  };

  constructor({ key, onWrite = () => {}, now = () => Number.POSITIVE_INFINITY }: TableStoreOptions) {
    this.#key = key;
    this.#onWrite = onWrite;
    this.#now = now;
  }

  /** The item as it is now, without attributes where there is none. */
  item(key: string): Item {
    return this.#items.get(key) ?? NOTHING;
  }

  // Not async: the simulation needs to know whose call it is while the write happens.
  execute(operation: string, body: string): Promise<StoreResponse> {
    const run = this.#operations[operation];
    if (!run)
      throw new Error(`The simulated table has no ${operation}: add it to sim/dynamodb/table-store.ts.`);
    return Promise.resolve(run(JSON.parse(body)));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #update({ Key, UpdateExpression, ...input }: Input): StoreResponse {
    const key = keyOf(Key![this.#key]!);
    const before = this.item(key);
    const refused = refusal(before, input);
    if (refused) return refused;
    const after: Record<string, AttributeValue> = { ...before, ...Key };
    readUpdate(UpdateExpression!)(before, after, given(input));
    this.#store(key, before, after);
    return OK;
  }

  #put({ Item, ...input }: Input): StoreResponse {
    const key = keyOf(Item![this.#key]!);
    const before = this.item(key);
    const refused = refusal(before, input);
    if (refused) return refused;
    this.#store(key, before, Item!);
    return OK;
  }

  #get({ Key }: Input): StoreResponse {
    const found = this.#items.get(keyOf(Key![this.#key]!));
    return { status: 200, body: JSON.stringify(found ? { Item: found } : {}) };
  }

  /** An equality on an index's partition key: the items that are there for long enough. */
  #query({ IndexName, KeyConditionExpression, ...input }: Input): StoreResponse {
    if (!IndexName) throw new Error('The simulated table queries its indexes only.');
    const test = readCondition(KeyConditionExpression!.replace(/^\w/, '#$&'));
    const { names, values } = given(input);
    const attribute = /^#?(\w+)/.exec(KeyConditionExpression!)![1]!;
    const asGiven = { names: { [`#${attribute}`]: attribute, ...names }, values };
    const Items = [...this.#items].flatMap(([key, item]) =>
      this.#madeAt.get(key)! <= this.#now() - INDEX_LAG_MS && test(item, asGiven) ? [item] : [],
    );
    return { status: 200, body: JSON.stringify({ Items, Count: Items.length }) };
  }

  #store(key: string, before: Item, after: Item): void {
    if (before === NOTHING) this.#madeAt.set(key, this.#now());
    this.#items.set(key, after);
    this.#onWrite({ key, before, after });
  }
}

interface Input {
  readonly Key?: Item;
  readonly Item?: Item;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE';
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>>;
}

const OK: StoreResponse = { status: 200, body: '{}' };

const given = ({ ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Input) => ({
  names: ExpressionAttributeNames,
  values: ExpressionAttributeValues,
});

const keyOf = (value: AttributeValue) => String(value.S);

function refusal(item: Item, input: Input): StoreResponse | undefined {
  const { ConditionExpression, ReturnValuesOnConditionCheckFailure } = input;
  if (!ConditionExpression || readCondition(ConditionExpression)(item, given(input))) return undefined;
  const shows = ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && item !== NOTHING;
  return {
    status: 400,
    body: JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
      message: 'The conditional request failed',
      ...(shows && { Item: item }),
    }),
  };
}
