import { COST_TAG, type ResourceNames } from '#contract/names.ts';
import type { Bills } from '../cost-ports.ts';
import type { TopicInspector } from '../inspector-ports.ts';
import { type Check, type Finding, failure, ok, skipped, warning } from './finding.ts';

export interface PeopleDependencies {
  readonly names: ResourceNames;
  readonly topics: TopicInspector;
  readonly bills: Pick<Bills, 'tagStatus'>;
  topicArn(name: string): Promise<string>;
}

/** Whether people hear of trouble and of costs. */
export const PEOPLE_CHECKS: readonly Check<PeopleDependencies>[] = [
  { id: 'alarms', title: 'Alarms reach somebody', look: (deps) => subscribed(deps, deps.names.alertTopic) },
  {
    id: 'cost-alarms',
    title: 'Cost alarms reach somebody',
    look: (deps) => subscribed(deps, deps.names.costAlertTopic),
  },
  { id: 'cost-tag', title: 'Cost-allocation tag', look: costTag },
];

async function subscribed({ topics, topicArn }: PeopleDependencies, name: string): Promise<Finding> {
  const subscriptions = await topics.emailSubscriptions(await topicArn(name));
  if (!subscriptions) return failure(`The topic ${name} is missing.`, 'Deploy it: npx cdk deploy --all.');
  const confirmed = subscriptions.filter((one) => one.confirmed).length;
  if (subscriptions.length === 0)
    return warning(`Nobody is subscribed to ${name}.`, 'Set NOTIFICATION_EMAILS and deploy again.');
  if (confirmed === subscriptions.length) return ok(`${confirmed} of ${confirmed} addresses have confirmed.`);
  const found = `${confirmed} of ${subscriptions.length} addresses have confirmed ${name}.`;
  const remedy =
    'Each follows the link that AWS has mailed to it; it is valid for three days. A new one: deploy again without the address, then with it.';
  return confirmed === 0 ? failure(found, remedy) : warning(found, remedy);
}

async function costTag({ bills }: PeopleDependencies): Promise<Finding> {
  const remedy = `Activate ${COST_TAG.key} under "Cost allocation tags" in Billing (in an organization: its management account does). Costs show within a day.`;
  switch (await bills.tagStatus()) {
    case 'active':
      return ok(`${COST_TAG.key} is activated.`);
    case 'inactive':
      return warning(`${COST_TAG.key} is not activated: the costs are not known.`, remedy);
    case 'never-seen':
      return warning(
        `Billing has not seen ${COST_TAG.key} yet; that takes a day after the first deployment.`,
        remedy,
      );
    case 'not-told':
      return skipped('This account may not ask Billing about tags.');
  }
}
