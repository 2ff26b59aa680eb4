/**
 * What an environment may be called. 20 characters: the longest name, `email-order-events-undelivered-`, leaves 49 of SQS's 80; the
 * configuration set 47 of 64. Not one that goes on like a name does: the order queue of `dead-letters-prod` would be called as the dead
 * letters of `prod` are.
 */
export const ENVIRONMENT_NAME = /^(?=.{1,20}$)(?!(dead-letters|undelivered)-)[a-z0-9]+(-+[a-z0-9]+)*$/;

/** The same, for a person. */
export const ENVIRONMENT_NAME_ALLOWED =
  '1 to 20 lower-case letters, digits and hyphens, a letter or digit first and last, and neither dead-letters- nor undelivered- at the beginning';

/** What every resource is called. The stacks create these names, and integrators and the command line rely on them. */
export function resourceNames(environmentSuffix: string) {
  const named = (name: string) => `${name}-${environmentSuffix}`;
  return {
    orderTopic: named('email-order-events'),
    /** Publishes that SNS could not deliver to the order queue: another queue than the one below, see docs. */
    orderSubscriptionDeadLetters: named('email-order-events-undelivered'),
    orderQueue: named('email-orders'),
    orderDeadLetters: named('email-orders-dead-letters'),
    waitingOrdersAlarm: named('email-orders-waiting'),
    feedbackTopic: named('email-feedback'),
    feedbackSubscriptionDeadLetters: named('email-feedback-undelivered'),
    feedbackQueue: named('email-feedback'),
    feedbackDeadLetters: named('email-feedback-dead-letters'),
    trackingTable: named('email-delivery-tracking'),
    configurationSet: named('email-config-set'),
    senderFunction: named('email-sender'),
    feedbackFunction: named('email-feedback'),
    costFunction: named('email-cost'),
    costSchedule: named('email-cost-daily'),
    /** Daily cost checks that failed, and that EventBridge could not start. */
    costCheckFailures: named('email-cost-check-failed'),
    alertTopic: named('email-alerts'),
    costAlertTopic: named('email-cost-alerts'),
    /** Alerts that could not be mailed to a recipient. */
    alertSubscriptionDeadLetters: named('email-alerts-undelivered'),
    costAlertSubscriptionDeadLetters: named('email-cost-alerts-undelivered'),
    deadLetterAlarm: named('email-dead-letters'),
    reputationAlarm: named('email-reputation'),
    errorsAlarm: named('email-errors'),
    inDoubtAlarm: named('email-in-doubt'),
    noFeedbackAlarm: named('email-no-feedback'),
    sesAccountAlarm: named('email-ses-account'),
    /** Log group of what operators did. */
    operatorLog: named('email-operators'),
    costBudgetAlarm: named('email-cost-budget'),
    costRiseAlarm: named('email-cost-rise'),
    costCheckAlarm: named('email-cost-check'),
    resourceGroup: named('ordermail'),
    /** Without `alias/`; only where the environment has a key of its own. */
    encryptionKey: named('ordermail'),
  } as const;
}

export type ResourceNames = ReturnType<typeof resourceNames>;

/** Where AWS_REGION names no other. Names that an account has once do without it here. */
export const DEFAULT_REGION = 'us-east-1';

/**
 * What exists once in an account, whatever the region: outside of the default one with the region in its name, so that regions lie side
 * by side as well. No environment's suffix has a `_`, so none of them is called like another one elsewhere.
 */
export function accountWideNames(environmentSuffix: string, region: string) {
  const elsewhere = region === DEFAULT_REGION ? '' : `_${region}`;
  const named = (name: string) => `${name}-${environmentSuffix}${elsewhere}`;
  return {
    notificationsDashboard: named('email-notifications'),
    costsDashboard: named('email-costs'),
    /** Of AWS Budgets. */
    costBudget: named('email-cost'),
  } as const;
}

export type AccountWideNames = ReturnType<typeof accountWideNames>;

/** On every resource, so that Cost Explorer can tell this system's share of the bill. */
export const COST_TAG = { key: 'iac-rlhf-amazon', value: 'true' } as const;

/** Whose resource it is, by ENVIRONMENT_SUFFIX: tells environments of one account apart. */
export const ENVIRONMENT_TAG = 'Environment';
