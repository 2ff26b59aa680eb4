import { AwsError } from '../../gateway/aws-error.ts';
import type { HttpRequest } from '../../gateway/http.ts';
import { jsonFailure, parseJsonBody } from '../../gateway/protocols/json.ts';
import { isNestedTooDeeply } from '../../gateway/protocols/json-nesting.ts';
import type { CallContext, Service } from '../../gateway/service.ts';
import type { UsageSink } from '../../meter/usage.ts';
import { USAGE } from '../../meter/usage-kinds.ts';
import type { World } from '../../world.ts';
import type { Consumption } from './consumption.ts';
import type { DynamoDbStore } from './dynalite-store.ts';
import { resourcesOf } from './table-permissions.ts';

const TARGET_PREFIX = 'DynamoDB_20120810.';

/** DynamoDB. The body passes through as it came: only a role's call is read here, to see what it touches. */
export function dynamodbService({ world, store }: { world: World; store: DynamoDbStore }): Service {
  const tableArn = (name: string) => `arn:aws:dynamodb:${world.region}:${world.accountId}:table/${name}`;

  function authorize(operation: string, request: HttpRequest, context: CallContext): void {
    // Tables have no policy of their own here, so nothing can deny an administrator.
    if (context.principal.kind === 'account') return;
    for (const resource of resourcesOf(parseJsonBody(request), tableArn))
      context.authorize({ action: `dynamodb:${operation}`, resource });
  }

  return {
    scope: 'dynamodb',
    async handle(request, context) {
      try {
        const operation = operationOf(request);
        if (isNestedTooDeeply(request.body))
          throw new AwsError('SerializationException', 'The request body is nested too deeply.');
        authorize(operation, request, context);
        const { status, body, consumed } = await store.execute(operation, request.body.toString('utf8'));
        if (consumed) countUsage(world.meter, operation, consumed);
        return {
          status,
          headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': context.requestId },
          body,
        };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        return jsonFailure(error, context.requestId, '1.0');
      }
    },
  };
}

/** Point-in-time recovery keeps what the table keeps, without its indexes. */
function countUsage(meter: UsageSink, operation: string, consumed: readonly Consumption[]): void {
  for (const { resource, writeUnits, readUnits, bytes = 0 } of consumed) {
    if (writeUnits) meter.count({ kind: USAGE.dynamodbWrite, operation, resource, quantity: writeUnits });
    if (readUnits) meter.count({ kind: USAGE.dynamodbRead, operation, resource, quantity: readUnits });
    if (bytes === 0) continue;
    const gigabytes = bytes / 2 ** 30;
    meter.change({ kind: USAGE.dynamodbStorage, operation: 'StandardStorage', resource }, gigabytes);
    if (!resource.includes('/index/'))
      meter.change({ kind: USAGE.dynamodbBackup, operation: 'PITRStorage', resource }, gigabytes);
  }
}

function operationOf(request: HttpRequest): string {
  const target = request.headers['x-amz-target'] ?? '';
  if (target.startsWith(TARGET_PREFIX)) return target.slice(TARGET_PREFIX.length);
  throw new AwsError(
    'UnknownOperationException',
    `Header X-Amz-Target is "${target}", expected ${TARGET_PREFIX}<Operation>.`,
  );
}
