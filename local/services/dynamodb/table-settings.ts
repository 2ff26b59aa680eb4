import type { Store } from 'dynalite/db/index.js';
import { AwsError } from '../../gateway/aws-error.ts';
import type { Members } from '../../gateway/members.ts';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What a table has beyond dynalite's description of it, kept beside it in the same store. */
export interface TableSettings {
  readonly deletionProtection: boolean;
  readonly pointInTimeRecovery: boolean;
  /** The attribute with the time to live. Items past it stay: DynamoDB itself deletes them only within days. */
  readonly timeToLiveAttribute?: string | undefined;
  readonly tags: readonly Tag[];
}

const NONE: TableSettings = { deletionProtection: false, pointInTimeRecovery: false, tags: [] };

/** Reads and writes the settings of a store's tables. */
export class TableSettingsStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async read(table: string): Promise<TableSettings> {
    return (await this.#store.db.get(keyOf(table))) ?? NONE;
  }

  async change(table: string, change: Partial<TableSettings>): Promise<TableSettings> {
    const changed = { ...(await this.read(table)), ...change };
    await this.#store.db.put(keyOf(table), changed);
    return changed;
  }

  async forget(table: string): Promise<void> {
    await this.#store.db.del(keyOf(table));
  }

  /** Throws DynamoDB's ResourceNotFoundException unless the table exists. */
  requireTable(name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#store.getTable(name, false, (error) => (error ? reject(error) : resolve()));
    });
  }
}

function keyOf(table: string): string {
  return `settings~${table}`;
}

/** A call that only reads or changes settings. Input and output as in the DynamoDB API reference. */
// biome-ignore lint/suspicious/noExplicitAny: each action narrows its own input; the wire gives no type.
type SettingsAction = (settings: TableSettingsStore, input: any) => Promise<object>;

/** What the actions below read. */
export const SETTINGS_MEMBERS: Members = {
  TableName: 'string',
  TimeToLiveSpecification: 'structure',
  AttributeName: 'string',
  Enabled: 'boolean',
  PointInTimeRecoverySpecification: 'structure',
  PointInTimeRecoveryEnabled: 'boolean',
  ResourceArn: 'string',
  Tags: 'structure[]',
  Key: 'string',
  Value: 'string',
  TagKeys: 'string[]',
};

export const SETTINGS_ACTIONS: Readonly<Record<string, SettingsAction>> = {
  async UpdateTimeToLive(settings, { TableName, TimeToLiveSpecification }) {
    await settings.requireTable(TableName);
    const { AttributeName, Enabled } = TimeToLiveSpecification ?? {};
    const current = (await settings.read(TableName)).timeToLiveAttribute;
    if (typeof AttributeName !== 'string' || typeof Enabled !== 'boolean')
      throw invalid('TimeToLiveSpecification needs an AttributeName and Enabled.');
    if (Enabled === (current !== undefined))
      throw invalid(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
    await settings.change(TableName, { timeToLiveAttribute: Enabled ? AttributeName : undefined });
    return { TimeToLiveSpecification: { AttributeName, Enabled } };
  },

  async DescribeTimeToLive(settings, { TableName }) {
    await settings.requireTable(TableName);
    const AttributeName = (await settings.read(TableName)).timeToLiveAttribute;
    return {
      TimeToLiveDescription: { TimeToLiveStatus: AttributeName ? 'ENABLED' : 'DISABLED', AttributeName },
    };
  },

  async UpdateContinuousBackups(settings, { TableName, PointInTimeRecoverySpecification }) {
    await settings.requireTable(TableName);
    const pointInTimeRecovery = PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true;
    return describeBackups(await settings.change(TableName, { pointInTimeRecovery }));
  },

  async DescribeContinuousBackups(settings, { TableName }) {
    await settings.requireTable(TableName);
    return describeBackups(await settings.read(TableName));
  },

  async TagResource(settings, { ResourceArn, Tags }) {
    const table = await requireArn(settings, ResourceArn);
    const added: readonly Tag[] = Tags ?? [];
    const kept = (await settings.read(table)).tags.filter((tag) => added.every(({ Key }) => Key !== tag.Key));
    await settings.change(table, { tags: [...kept, ...added] });
    return {};
  },

  async UntagResource(settings, { ResourceArn, TagKeys }) {
    const table = await requireArn(settings, ResourceArn);
    const removed: readonly string[] = TagKeys ?? [];
    const tags = (await settings.read(table)).tags.filter(({ Key }) => !removed.includes(Key));
    await settings.change(table, { tags });
    return {};
  },

  async ListTagsOfResource(settings, { ResourceArn }) {
    return { Tags: (await settings.read(await requireArn(settings, ResourceArn))).tags };
  },
};

function describeBackups({ pointInTimeRecovery }: TableSettings): object {
  const PointInTimeRecoveryStatus = pointInTimeRecovery ? 'ENABLED' : 'DISABLED';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus },
    },
  };
}

async function requireArn(settings: TableSettingsStore, arn: unknown): Promise<string> {
  const table =
    typeof arn === 'string' ? /^arn:aws:dynamodb:[^:]+:\d+:table\/([^/]+)$/.exec(arn)?.[1] : undefined;
  if (!table) throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  await settings.requireTable(table);
  return table;
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
