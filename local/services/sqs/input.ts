import type { Authorization, CallContext } from '../../gateway/service.ts';
import type { PageRequest } from '../page.ts';
import { invalidParameterValue, missingParameter, nonExistentQueue, wrongType } from './errors.ts';
import type { QueueSettings } from './queue-settings.ts';
import type { Queues } from './queues.ts';

/** A request's parameters as they came. */
export type Input = Readonly<Record<string, unknown>>;

/** The queue that `QueueUrl` names, once the caller may do this with it. */
export function queueFor(queues: Queues, action: string, input: Input, context: CallContext): QueueSettings {
  const queue = queues.byUrl(requiredString(input, 'QueueUrl'));
  if (!queue) throw nonExistentQueue();
  context.authorize(permission(action, queue));
  return queue;
}

/** The question whether an SQS action on a queue is allowed. */
export function permission(action: string, { arn, policy }: QueueSettings): Authorization {
  return { action: `sqs:${action}`, resource: arn, resourcePolicy: policy };
}

/** The URL of a queue as the caller reaches the endpoint. */
export function queueUrl({ arn, name }: QueueSettings, { host = 'localhost' }: CallContext): string {
  return `http://${host}/${arn.split(':')[4]}/${name}`;
}

export function optionalString(input: Input, name: string): string | undefined {
  const value = input[name] ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw wrongType(name, 'a string');
  return value;
}

export function requiredString(input: Input, name: string): string {
  const value = optionalString(input, name);
  if (!value) throw missingParameter(name);
  return value;
}

/** A list of names, empty if it is not there. */
export function strings(input: Input, name: string): readonly string[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string'))
    throw wrongType(name, 'a list of strings');
  return value;
}

/** A whole number within bounds; `undefined` if it is not there. @param rule AWS's words for the bounds */
export function integer(
  input: Input,
  name: string,
  { min, max, rule }: { min: number; max: number; rule: string },
): number | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (!Number.isInteger(value)) throw wrongType(name, 'an integer');
  const number = value as number;
  if (number < min || number > max)
    throw invalidParameterValue(`Value ${number} for parameter ${name} is invalid. Reason: ${rule}`);
  return number;
}

/** Bounds of a visibility timeout, in seconds. */
export const VISIBILITY_TIMEOUT = { min: 0, max: 43_200, rule: 'Must be between 0 and 43200, if provided.' };

/** The page that `MaxResults` and `NextToken` ask for. */
export function pageRequest(input: Input): PageRequest {
  return {
    size: integer(input, 'MaxResults', PAGE_LENGTH) ?? PAGE_LENGTH.max,
    token: optionalString(input, 'NextToken'),
    invalidToken: (token) => invalidParameterValue(`Value ${token} for parameter NextToken is invalid.`),
  };
}

const PAGE_LENGTH = { min: 1, max: 1_000, rule: 'MaxResults must be between 1 and 1000.' };
