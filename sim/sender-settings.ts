import type { SenderEnvironment } from '#contract/environment.ts';
import { ENVIRONMENT_SUFFIX, FROM_ADDRESS, NAMES, queueUrl } from './cloud.ts';

/** The environment variables of a sender in the simulated cloud, one of so many at once. */
export function senderSettings(concurrency: number): SenderEnvironment {
  return {
    ENVIRONMENT_SUFFIX,
    TRACKING_TABLE: NAMES.trackingTable,
    ORDER_QUEUE_URL: queueUrl(NAMES.orderQueue),
    ORDER_DEAD_LETTERS_URL: queueUrl(NAMES.orderDeadLetters),
    FEEDBACK_QUEUE_URL: queueUrl(NAMES.feedbackQueue),
    FEEDBACK_DEAD_LETTERS_URL: queueUrl(NAMES.feedbackDeadLetters),
    FEEDBACK_UNDELIVERED_URL: queueUrl(NAMES.feedbackSubscriptionDeadLetters),
    CONFIGURATION_SET: NAMES.configurationSet,
    FROM_ADDRESS,
    SHOP_NAME: 'Example Shop',
    REPLY_TO_ADDRESS: '',
    SENDER_CONCURRENCY: String(concurrency),
  };
}
