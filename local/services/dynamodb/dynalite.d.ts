/** The parts of dynalite 4.0.0 that the local cloud calls. It ships no types, and its own HTTP server is not used. */
declare module 'dynalite/db/index.js' {
  /** DynamoDB's answer to a request it refuses. Any other error is a bug. */
  export interface DynaliteError extends Error {
    readonly statusCode?: number;
    readonly body: Record<string, unknown>;
  }
  export type Callback<T> = (error: DynaliteError | null | undefined, value: T) => void;
  // biome-ignore lint/suspicious/noExplicitAny: items and table descriptions, as JSON.
  export type Json = any;

  export interface BatchOperation {
    readonly type: 'put' | 'del';
    readonly key: string;
    readonly value?: Json;
  }
  export interface SubDatabase {
    put(key: string, value: Json, callback: Callback<void>): void;
    get(key: string, callback: Callback<Json>): void;
    del(key: string, callback: Callback<void>): void;
  }
  export interface Store {
    /** The whole LevelDB; `getItemDb` and the like are views of it by key prefix. */
    readonly db: {
      open(): Promise<void>;
      get(key: string): Promise<Json>;
      getSync(key: string): Json;
      put(key: string, value: Json): Promise<void>;
      del(key: string): Promise<void>;
      batch(operations: readonly BatchOperation[], callback: Callback<void>): void;
      close(): Promise<void>;
    };
    readonly tableDb: SubDatabase & { awsAccountId: string; awsRegion: string };
    getItemDb(table: string): SubDatabase;
    getIndexDb(type: string, table: string, index: string): SubDatabase;
    getTable(name: string, checkStatus: boolean, callback: Callback<Json>): void;
  }
  export interface IndexAction {
    readonly index: string;
    readonly key: string;
    readonly item: Json;
  }

  const database: {
    create(options: {
      path?: string | undefined;
      createTableMs: number;
      deleteTableMs: number;
      updateTableMs: number;
    }): Store;
    // Called by the actions through the module's exports, so replacing them here changes the actions.
    checkConditional(data: Json, existingItem: Json): DynaliteError | null | undefined;
    updateIndexes(store: Store, table: Json, existingItem: Json, item: Json, callback: Callback<void>): void;
    getIndexActions(
      indexes: readonly Json[],
      existingItem: Json,
      item: Json,
      table: Json,
    ): { puts: readonly IndexAction[]; deletes: readonly IndexAction[] };
    addConsumedCapacity(data: Json, isRead: boolean, newItem: Json, oldItem?: Json): Json;
    validationError(message: string): DynaliteError;
  };
  export default database;
}

declare module 'dynalite/validations/index.js' {
  const validations: {
    checkTypes(data: unknown, types: object): object;
    checkValidations(data: object, types: object, custom: unknown, store: unknown): void;
  };
  export default validations;
}
