import type { ResolvedResource, ResourceProvider } from '../../assembly/provider.ts';
import type { World } from '../../world.ts';
import { knownProperties, nameOf } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';
import type { Rules, RuleTarget } from './rules.ts';

/** `AWS::Events::Rule` with a schedule and functions as targets. */
export function eventsResources({ world, rules }: { world: World; rules: Rules }): ResourceProvider[] {
  return [
    {
      type: 'AWS::Events::Rule',
      create(resource) {
        knownProperties(resource, ['Name', 'Description', 'ScheduleExpression', 'State', 'Targets'], {
          Tags: 'for readers and bills',
        });
        const { properties } = resource;
        const name: string = properties.Name ?? physicalName(resource, 64);
        const arn = `arn:aws:events:${world.region}:${world.accountId}:rule/${name}`;
        rules.create({
          name,
          arn,
          description: properties.Description ?? '',
          scheduleExpression: properties.ScheduleExpression,
          enabled: (properties.State ?? 'ENABLED') !== 'DISABLED',
          targets: (properties.Targets ?? []).map((target: Target) => targetOf(resource, target)),
        });
        return { ref: name, attributes: { Arn: arn } };
      },
    },
  ];
}

interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly Input?: string;
}

/** Lambda's retries are the function's own matter; these are of deliveries to it, which do not fail here. */
const WITHOUT_EFFECT = ['RetryPolicy', 'DeadLetterConfig'];

function targetOf(resource: ResolvedResource, target: Target): RuleTarget {
  const unknown = Object.keys(target).filter(
    (name) => !['Id', 'Arn', 'Input', ...WITHOUT_EFFECT].includes(name),
  );
  if (unknown.length > 0)
    throw new Error(
      `${nameOf(resource)} has a target with ${unknown.join(', ')}, which the local cloud does not emulate.`,
    );
  if (!target.Arn.includes(':function:'))
    throw new Error(
      `${nameOf(resource)} has the target ${target.Arn}; the local cloud invokes functions only.`,
    );
  return { id: target.Id, arn: target.Arn, input: target.Input };
}
