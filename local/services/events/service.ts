import type { Members } from '../../gateway/members.ts';
import { jsonService } from '../../gateway/protocols/json.ts';
import type { Service } from '../../gateway/service.ts';
import type { World } from '../../world.ts';
import type { RuleDefinition, Rules } from './rules.ts';

/** EventBridge's API: reading rules. What exists is up to the template. */
export function eventsService({ world, rules }: { world: World; rules: Rules }): Service {
  const anyRule = `arn:aws:events:${world.region}:${world.accountId}:rule/*`;
  return jsonService({
    scope: 'events',
    targetPrefix: 'AWSEvents',
    version: '1.1',
    members: MEMBERS,
    actions: {
      ListRules({ NamePrefix = '' }, { authorize }) {
        authorize({ action: 'events:ListRules', resource: anyRule });
        const named = rules.all().filter(({ name }) => name.startsWith(NamePrefix));
        return { Rules: named.map(describe) };
      },
      DescribeRule({ Name }, { authorize }) {
        const rule = rules.get(Name);
        authorize({ action: 'events:DescribeRule', resource: rule.arn });
        return describe(rule);
      },
      ListTargetsByRule({ Rule }, { authorize }) {
        const rule = rules.get(Rule);
        authorize({ action: 'events:ListTargetsByRule', resource: rule.arn });
        return { Targets: rule.targets.map(({ id, arn, input }) => ({ Id: id, Arn: arn, Input: input })) };
      },
    },
  });
}

function describe(rule: RuleDefinition): object {
  return {
    Name: rule.name,
    Arn: rule.arn,
    Description: rule.description,
    ScheduleExpression: rule.scheduleExpression,
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    EventBusName: 'default',
  };
}

const MEMBERS: Members = {
  NamePrefix: 'string',
  Name: 'string',
  Rule: 'string',
  EventBusName: 'string',
  NextToken: 'string',
  Limit: 'number',
};
