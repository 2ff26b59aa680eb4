import { createRequire } from 'node:module';
import database, { type Callback, type DynaliteError, type Json, type Store } from 'dynalite/db/index.js';
import validations from 'dynalite/validations/index.js';
import { AwsError, notEmulated } from '../../gateway/aws-error.ts';
import { checkMembers } from '../../gateway/members.ts';
import { follow, readsMany, takeCapacity } from './consuming-calls.ts';
import type { Consumption } from './consumption.ts';
import { joinIndexWrites, OLD_ITEM_PARAMETER, patchDynalite } from './dynalite-additions.ts';
import { speedUpStore } from './dynalite-speed.ts';
import { rememberExpressions } from './remembered-expressions.ts';
import { invalid, SETTINGS_ACTIONS, SETTINGS_MEMBERS, TableSettingsStore } from './table-settings.ts';

export interface StoreOptions {
  /** The folder of the LevelDB; in memory without one. */
  readonly path?: string | undefined;
  readonly accountId: string;
  readonly region: string;
}

/** An answer as it goes over the wire. */
export interface StoreResponse {
  readonly status: number;
  readonly body: string;
  /** What the call consumed, also one that its condition refused. */
  readonly consumed?: readonly Consumption[];
}

/** DynamoDB without its HTTP: an operation's name and JSON in, status and JSON out. */
export interface DynamoDbStore {
  execute(operation: string, body: string): Promise<StoreResponse>;
  close(): Promise<void>;
}

/**
 * Opens dynalite's tables. Its actions are called directly, without its HTTP server: that one listens without checking
 * a signature, and a client that drops in mid-request kills its process.
 */
export async function openDynaliteStore({ path, accountId, region }: StoreOptions): Promise<DynamoDbStore> {
  patchDynalite();
  rememberExpressions();
  const store = database.create({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  store.tableDb.awsAccountId = accountId;
  store.tableDb.awsRegion = region;
  speedUpStore(store);
  joinIndexWrites(store);
  await store.db.open();
  const operations = operationsOf(store);
  return {
    execute: (operation, body) => execute(operations, operation, body),
    close: () => store.db.close(),
  };
}

type Operation = (input: Json, consumed: Consumption[]) => Promise<object>;
type Operations = Readonly<Record<string, Operation>>;

async function execute(operations: Operations, name: string, body: string): Promise<StoreResponse> {
  const consumed: Consumption[] = [];
  try {
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation) throw notEmulated('UnknownOperationException', 'dynamodb', name, Object.keys(operations));
    return { status: 200, body: JSON.stringify(await operation(parse(body), consumed)), consumed };
  } catch (error) {
    const refused = error as Partial<DynaliteError>;
    if (error instanceof AwsError)
      return answer(error.status, { __type: error.code, message: error.message });
    if (refused.statusCode && refused.body) return { ...answer(refused.statusCode, refused.body), consumed };
    throw error;
  }
}

function answer(status: number, body: object): StoreResponse {
  return { status, body: JSON.stringify(body) };
}

function parse(body: string): Json {
  try {
    const input = JSON.parse(body);
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  } catch {
    // Falls through to the same answer as a body that is JSON, but no object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

const PASSED_ON = [
  ...['PutItem', 'GetItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'BatchGetItem', 'BatchWriteItem'],
  'ListTables',
] as const;

/** dynalite's operations, the additions, and the table calls where both meet. */
function operationsOf(store: Store): Operations {
  const settings = new TableSettingsStore(store);
  const [createTable, describeTable, updateTable, deleteTable] = [
    ...['CreateTable', 'DescribeTable', 'UpdateTable', 'DeleteTable'],
  ].map((name) => dynaliteOperation(store, name)) as [Operation, Operation, Operation, Operation];

  /** dynalite's description and what it leaves out of it. */
  const described = async (table: Json) => {
    const { deletionProtection } = await settings.read(table.TableName);
    return { ...table, DeletionProtectionEnabled: deletionProtection };
  };

  return {
    ...Object.fromEntries(PASSED_ON.map((name) => [name, dynaliteOperation(store, name)])),
    ...Object.fromEntries(
      Object.entries(SETTINGS_ACTIONS).map(([name, action]) => [
        name,
        (input) => action(settings, checkMembers(input, SETTINGS_MEMBERS)),
      ]),
    ),

    async CreateTable(input) {
      if (input.StreamSpecification?.StreamEnabled)
        throw invalid('Streams are not emulated by the local cloud.');
      const { DeletionProtectionEnabled = false, Tags = [] } = input;
      const { TableDescription } = (await createTable(input, [])) as Json;
      await settings.change(TableDescription.TableName, {
        deletionProtection: DeletionProtectionEnabled,
        tags: Tags,
      });
      return { TableDescription: await described(TableDescription) };
    },

    async DescribeTable(input) {
      return { Table: await described(((await describeTable(input, [])) as Json).Table) };
    },

    async UpdateTable(input) {
      const { DeletionProtectionEnabled, TableName, ...rest } = input;
      await settings.requireTable(TableName);
      if (DeletionProtectionEnabled !== undefined)
        await settings.change(TableName, { deletionProtection: DeletionProtectionEnabled });
      const onlyProtection = DeletionProtectionEnabled !== undefined && Object.keys(rest).length === 0;
      const table = onlyProtection
        ? ((await describeTable({ TableName }, [])) as Json).Table
        : ((await updateTable({ TableName, ...rest }, [])) as Json).TableDescription;
      return { TableDescription: await described(table) };
    },

    async DeleteTable(input) {
      if ((await settings.read(input.TableName)).deletionProtection)
        throw invalid(
          'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
        );
      const answer = await deleteTable(input, []);
      await settings.forget(input.TableName);
      return answer;
    },
  };
}

const TAKES_CONDITION: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const require = createRequire(import.meta.url);

/** One of dynalite's own operations: its validations, then its action. */
function dynaliteOperation(store: Store, name: string): Operation {
  const file = name[0]!.toLowerCase() + name.slice(1);
  const action: (store: Store, input: Json, callback: Callback<object>) => void = require(
    `dynalite/actions/${file}`,
  );
  const validation: { types: object; custom?: unknown } = require(`dynalite/validations/${file}`);
  const types = TAKES_CONDITION.has(name) ? { ...validation.types, ...OLD_ITEM_PARAMETER } : validation.types;
  return (input, consumed) =>
    new Promise((resolve, reject) => {
      const checked = check(input, types, validation.custom, store);
      if (!readsMany(name)) {
        follow(checked, consumed);
        return action(store, checked, (error, output) => (error ? reject(error) : resolve(output)));
      }
      action(store, { ...checked, ReturnConsumedCapacity: 'INDEXES' }, (error, output) =>
        error ? reject(error) : resolve(takeCapacity(output, checked, consumed)),
      );
    });
}

function check(input: Json, types: object, custom: unknown, store: Store): Json {
  try {
    const checked = validations.checkTypes(input, types);
    validations.checkValidations(checked, types, custom, store);
    return checked;
  } catch (error) {
    // dynalite's validations stumble over a null where a structure belongs, which DynamoDB refuses as well.
    if (error instanceof TypeError) throw invalid('A parameter has a null where a value is required.');
    throw error;
  }
}
