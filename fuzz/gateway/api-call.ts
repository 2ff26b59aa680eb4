import { NAMES } from '../../sim/cloud.ts';

/** A call of AWS's API as an SDK makes it. */
export type ApiCall =
  | { readonly protocol: 'json'; readonly scope: string; readonly target: string; readonly input: object }
  | {
      readonly protocol: 'query';
      readonly scope: string;
      readonly action: string;
      readonly input: Readonly<Record<string, string>>;
    }
  | {
      readonly protocol: 'rest';
      readonly scope: string;
      readonly method: string;
      readonly path: string;
      readonly input: object | undefined;
    };

export const QUEUE_URL = `http://127.0.0.1:4566/123456789012/${NAMES.orderQueue}`;
export const TOPIC_ARN = `arn:aws:sns:us-east-1:123456789012:${NAMES.orderTopic}`;
export const TABLE = NAMES.trackingTable;

export const json = (scope: string, prefix: string, action: string, input: object): ApiCall => ({
  protocol: 'json',
  scope,
  target: `${prefix}.${action}`,
  input,
});
export const sqs = (action: string, input: object) => json('sqs', 'AmazonSQS', action, input);
export const dynamodb = (action: string, input: object) =>
  json('dynamodb', 'DynamoDB_20120810', action, input);
export const logs = (action: string, input: object) => json('logs', 'Logs_20140328', action, input);
export const query = (scope: string, action: string, input: Readonly<Record<string, string>>): ApiCall => ({
  protocol: 'query',
  scope,
  action,
  input,
});
export const sns = (action: string, input: Readonly<Record<string, string>>) => query('sns', action, input);
export const rest = (scope: string, method: string, path: string, input?: object): ApiCall => ({
  protocol: 'rest',
  scope,
  method,
  path,
  input,
});
export const metrics = (action: string, input: object) =>
  json('monitoring', 'GraniteServiceVersion20100801', action, input);
