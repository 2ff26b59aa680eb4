/**
 * The environment of each function: the stack sets exactly these variables, the handler reads exactly these. All values
 * are strings and all are required unless marked otherwise.
 */
export const SENDER_ENVIRONMENT = [
  'ENVIRONMENT_SUFFIX',
  'TRACKING_TABLE',
  'ORDER_QUEUE_URL',
  'ORDER_DEAD_LETTERS_URL',
  'FEEDBACK_QUEUE_URL',
  'FEEDBACK_DEAD_LETTERS_URL',
  'FEEDBACK_UNDELIVERED_URL',
  'CONFIGURATION_SET',
  /** The sender address, such as `orders@example.com`. */
  'FROM_ADDRESS',
  /** The shop's name, shown as the sender and in the mail. */
  'SHOP_NAME',
  /** Where a customer's answer goes; empty for none. */
  'REPLY_TO_ADDRESS',
  /** How many environments of the sender run at most: each takes its share of the account's send rate. */
  'SENDER_CONCURRENCY',
] as const;

/** Beside the sender's code, where the deployment has a brand file: its content, checked. */
export const BRANDS_ASSET = 'brands.json';

export const FEEDBACK_ENVIRONMENT = ['ENVIRONMENT_SUFFIX', 'TRACKING_TABLE', 'CONFIGURATION_SET'] as const;

export const COST_ENVIRONMENT = [
  'ENVIRONMENT_SUFFIX',
  'COST_ALERT_TOPIC_ARN',
  /** USD a month, such as `50`. */
  'COST_BUDGET_USD',
] as const;

export type SenderEnvironment = Readonly<Record<(typeof SENDER_ENVIRONMENT)[number], string>>;
export type FeedbackEnvironment = Readonly<Record<(typeof FEEDBACK_ENVIRONMENT)[number], string>>;
export type CostEnvironment = Readonly<Record<(typeof COST_ENVIRONMENT)[number], string>>;
