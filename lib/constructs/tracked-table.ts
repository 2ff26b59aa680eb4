import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  ADDRESS_INDEX,
  ADDRESS_INDEX_KEYS,
  ORDER_ID_INDEX,
  ORDER_ID_INDEX_ATTRIBUTES,
  ORDER_ID_INDEX_KEYS,
  PROBLEM_INDEX,
  PROBLEM_INDEX_KEYS,
  TRACKING_TABLE_KEY,
  TTL_ATTRIBUTE,
} from '#contract/tracking-item.ts';
import { tableEncryption } from '../encryption.ts';

export interface TrackedTableProps {
  readonly tableName: string;
  /** @default the one that AWS owns */
  readonly encryptionKey?: kms.IKey | undefined;
}

/** One item per email, with the indexes by which people look emails up: by order, by address, by what went wrong. */
export class TrackedTable extends Construct {
  readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string, props: TrackedTableProps) {
    super(scope, id);
    // Not TableV2: cdk-nag does not notice one without point-in-time recovery.
    this.table = new dynamodb.Table(this, 'Table', {
      tableName: props.tableName,
      ...tableEncryption(props.encryptionKey),
      partitionKey: stringAttribute(TRACKING_TABLE_KEY),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: TTL_ATTRIBUTE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Without its records the system would mail every customer again.
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: ORDER_ID_INDEX,
      partitionKey: stringAttribute(ORDER_ID_INDEX_KEYS.partition),
      sortKey: stringAttribute(ORDER_ID_INDEX_KEYS.sort),
      // All attributes would cost a second write unit with every change of the item.
      projectionType: dynamodb.ProjectionType.INCLUDE,
      nonKeyAttributes: [...ORDER_ID_INDEX_ATTRIBUTES],
    });
    this.#keysOnlyIndex(ADDRESS_INDEX, ADDRESS_INDEX_KEYS);
    this.#keysOnlyIndex(PROBLEM_INDEX, PROBLEM_INDEX_KEYS);
  }

  /** Written only when its keys are: the email's id says which order it is, and the rest is read from the table. */
  #keysOnlyIndex(indexName: string, keys: { readonly partition: string; readonly sort: string }): void {
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: stringAttribute(keys.partition),
      sortKey: stringAttribute(keys.sort),
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
    });
  }
}

function stringAttribute(name: string): dynamodb.Attribute {
  return { name, type: dynamodb.AttributeType.STRING };
}
