import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TrackingItem } from '#contract/tracking-item.ts';

/** An attribute given as undefined is left alone. */
type Attributes = { readonly [Name in keyof TrackingItem]?: TrackingItem[Name] | undefined };

/** One write of one item, and the state it may be written on. */
export interface ConditionalUpdate {
  readonly emailId: string;
  readonly set?: Attributes;
  /** Set where the attribute is not there yet. */
  readonly setOnce?: Attributes;
  readonly remove?: readonly (keyof TrackingItem)[];
  /** Every one must hold; none for an unconditional write. */
  readonly conditions: readonly Condition[];
}

/** One comparison of an attribute of the stored item. */
export type Condition =
  | { readonly attribute: keyof TrackingItem; readonly is: 'absent' | 'present' }
  | { readonly attribute: keyof TrackingItem; readonly equals: string | number }
  /** Holds too where the attribute is absent. */
  | { readonly attribute: keyof TrackingItem; readonly below: number };

export type UpdateResult =
  | { readonly kind: 'updated' }
  /** A condition did not hold; the item as it was then, without attributes where there is none. */
  | { readonly kind: 'conflict'; readonly item: Partial<TrackingItem> };

/** Writes it, or says what stood in the way, in one request. Throws when the table cannot be reached. */
export async function conditionalUpdate(
  client: DynamoDBDocumentClient,
  table: string,
  update: ConditionalUpdate,
): Promise<UpdateResult> {
  const expression = new Expression();
  const clauses = updateClauses(update, expression);
  const condition = update.conditions.map((one) => conditionClause(one, expression)).join(' AND ');
  try {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { emailId: update.emailId },
        UpdateExpression: clauses,
        ...(condition && { ConditionExpression: condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        ExpressionAttributeNames: expression.names,
        ...(Object.keys(expression.values).length > 0 && { ExpressionAttributeValues: expression.values }),
      }),
    );
    return { kind: 'updated' };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { kind: 'conflict', item: error.Item ? (unmarshall(error.Item) as Partial<TrackingItem>) : {} };
  }
}

function updateClauses(
  { set = {}, setOnce = {}, remove = [] }: ConditionalUpdate,
  expression: Expression,
): string {
  const assignments = [
    ...present(set).map(([name, value]) => `${expression.name(name)} = ${expression.value(value)}`),
    ...present(setOnce).map(
      ([name, value]) =>
        `${expression.name(name)} = if_not_exists(${expression.name(name)}, ${expression.value(value)})`,
    ),
  ];
  const removals = remove.map((name) => expression.name(name));
  return [
    assignments.length > 0 ? `SET ${assignments.join(', ')}` : '',
    removals.length > 0 ? `REMOVE ${removals.join(', ')}` : '',
  ].join(' ');
}

const present = (attributes: Attributes) =>
  Object.entries(attributes).filter(([, value]) => value !== undefined);

function conditionClause(condition: Condition, expression: Expression): string {
  const name = expression.name(condition.attribute);
  if ('is' in condition) return `attribute_${condition.is === 'absent' ? 'not_exists' : 'exists'}(${name})`;
  if ('equals' in condition) return `${name} = ${expression.value(condition.equals)}`;
  return `(attribute_not_exists(${name}) OR ${name} < ${expression.value(condition.below)})`;
}

/** Collects the names and values that an expression refers to: several of our attributes are reserved words. */
class Expression {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};

  name(attribute: string): string {
    this.names[`#${attribute}`] = attribute;
    return `#${attribute}`;
  }

  value(value: unknown): string {
    const placeholder = `:v${Object.keys(this.values).length}`;
    this.values[placeholder] = value;
    return placeholder;
  }
}
