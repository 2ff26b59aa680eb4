import { WILDCARD_REASONS } from '#lib/wildcard-reasons.ts';
import type { Grant } from './grants.ts';
import { resourceIn } from './resource-names.ts';

/** Why some actions are not allowed on named resources only. */
export interface Wildcard {
  readonly actions: readonly string[];
  /** As {@link resourceIn} writes it, `{function}` being whichever function the role is of. */
  readonly resource: string;
  /** From AWS's Service Authorization Reference, or what the reference leaves open. */
  readonly reason: string;
  /** Whether AWS knows no resource for these actions at all; a test compares that with the reference. */
  readonly supportsNone?: true;
}

/** Every wildcard that a role may have. A new one fails the test until it is here with its reason. */
export const WILDCARDS: readonly Wildcard[] = [
  {
    actions: ['ses:GetAccount', 'ce:ListCostAllocationTags', 'cloudwatch:ListDashboards'],
    resource: '*',
    supportsNone: true,
    reason: WILDCARD_REASONS.account,
  },
  {
    actions: ['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'],
    resource: '*',
    reason: WILDCARD_REASONS.metrics,
  },
  {
    actions: ['ce:GetCostAndUsage'],
    resource: '*',
    reason: WILDCARD_REASONS.bill,
  },
  {
    actions: ['ses:GetDedicatedIps'],
    resource: '*',
    reason: WILDCARD_REASONS.addresses,
  },
  {
    actions: ['ses:SendEmail'],
    resource: 'identity/*',
    reason: WILDCARD_REASONS.recipients,
  },
  {
    actions: ['cloudwatch:DescribeAlarms'],
    resource: 'alarm:*',
    reason: WILDCARD_REASONS.alarms,
  },
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resource: 'log-group:/aws/lambda/{function}:*',
    reason: 'Lambda makes up the names of the streams, within the function’s own log group.',
  },
];

/** Wildcards without a reason, and reasons without a wildcard, as sentences. */
export function wildcardFindings(grants: readonly Grant[]): string[] {
  const isWild = ({ action, resource }: Grant) => /[*?]/.test(action + resource);
  const wild = grants.filter(isWild);
  return [
    ...wild
      .filter((grant) => !WILDCARDS.some((entry) => explains(entry, grant)))
      .map(
        ({ role, action, resource, sid }) =>
          `${role} may ${action} on ${resource} (statement ${sid}), a wildcard without a reason. Name the resource, or give AWS’s reason in bin/permissions/wildcards.ts.`,
      ),
    ...WILDCARDS.flatMap((entry) =>
      entry.actions
        .filter((action) => !wild.some((grant) => grant.action === action && explains(entry, grant)))
        .map(
          (action) =>
            `bin/permissions/wildcards.ts gives a reason for ${action} on ${entry.resource}, which no role has. Remove it.`,
        ),
    ),
  ];
}

function explains({ actions, resource }: Wildcard, grant: Grant): boolean {
  const ofRole = resource.replace('{function}', resourceIn(grant.role));
  return actions.includes(grant.action) && ofRole === resourceIn(grant.resource);
}
