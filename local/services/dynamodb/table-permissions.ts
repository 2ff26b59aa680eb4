/** The parts of a DynamoDB call that decide what it touches. */
export interface TableCall {
  readonly TableName?: unknown;
  readonly IndexName?: unknown;
  readonly ResourceArn?: unknown;
  readonly RequestItems?: unknown;
}

/**
 * The ARNs a call needs permission for, as the service authorization reference for DynamoDB lists them: an index for a
 * query of an index, each table of a batch, and `*` where a call names none.
 */
export function resourcesOf(call: TableCall, tableArn: (name: string) => string): readonly string[] {
  if (typeof call.ResourceArn === 'string') return [call.ResourceArn];
  if (typeof call.RequestItems === 'object' && call.RequestItems !== null)
    return Object.keys(call.RequestItems).map(tableArn);
  if (typeof call.TableName !== 'string') return ['*'];
  const table = tableArn(call.TableName);
  return [typeof call.IndexName === 'string' ? `${table}/index/${call.IndexName}` : table];
}
