import type { Parts } from '../security-page/parts.ts';
import type { UsedGrant } from './compare.ts';
import type { ExplainedFinding } from './explained-findings.ts';
import { ONLY_ON_AWS } from './only-on-aws.ts';
import { resourceIn } from './resource-names.ts';
import { SIMULATION } from './scenarios.ts';
import { WILDCARDS } from './wildcards.ts';

/** The generated parts about permissions and findings. */
export function permissionParts(grants: readonly UsedGrant[], findings: readonly ExplainedFinding[]): Parts {
  return {
    permissions: permissionTable(grants),
    wildcards: wildcardTable(),
    'only on AWS': onlyOnAwsTable(),
    findings: findingTable(findings),
  };
}

function permissionTable(grants: readonly UsedGrant[]): string {
  const rows = grants.map((grant) => {
    const scenarios = grant.uses.flatMap(({ scenarios }) => scenarios);
    // They are noted in the order in which they ran.
    const [first = 'only AWS'] = scenarios;
    const simulated = scenarios.includes(SIMULATION) ? 'yes' : '';
    return [code(grant.role), code(grant.action), code(grant.resource), first, simulated];
  });
  const roles = new Set(grants.map(({ role }) => role)).size;
  const summary = `${roles} roles, ${grants.length} permissions, every one used.`;
  return `${summary}\n\n${table(['role of', 'may', 'on', 'first used by', 'simulated'], rows)}`;
}

function wildcardTable(): string {
  const rows = WILDCARDS.map(({ actions, resource, reason }) => [
    actions.map(code).join(', '),
    code(resource),
    reason,
  ]);
  return table(['may', 'on', 'why no narrower'], rows);
}

function onlyOnAwsTable(): string {
  const rows = ONLY_ON_AWS.map(({ role, action, reason }) => [code(role), code(action), '`{key}`', reason]);
  return table(['role of', 'may', 'on', 'what AWS does with it'], rows);
}

function findingTable(findings: readonly ExplainedFinding[]): string {
  const rows = findings.map(({ rule, places, reason }) => [code(rule), places.map(code).join(', '), reason]);
  return table(['rule', 'where', 'why'], rows);
}

const code = (text: string) => `\`${resourceIn(text)}\``;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
