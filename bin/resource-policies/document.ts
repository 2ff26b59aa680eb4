import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ordermailApp } from '#lib/ordermail-app.ts';
import { readStageConfig } from '#lib/stage-config.ts';
import type { Parts } from '../security-page/parts.ts';
import { type ResourcePolicy, type Rule, resourcePolicies, type Template } from './policies.ts';

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';
const SUFFIX = 'prod';

const DEFAULTS = {
  CDK_DEFAULT_ACCOUNT: ACCOUNT,
  CDK_DEFAULT_REGION: REGION,
  ENVIRONMENT_SUFFIX: SUFFIX,
  NOTIFICATION_EMAILS: 'ops@example.com',
};

/** One of each: a role and a whole account that may publish, the latter another one. */
const EXAMPLE_PUBLISHERS = `arn:aws:iam::${ACCOUNT}:role/shop,arn:aws:iam::210987654321:root`;

/** The generated parts of docs/security.md about the policies of topics, queues and the key. Takes some seconds: it synthesizes. */
export function resourcePolicyParts(): Parts {
  const byDefault = resourcePolicies(templatesOf(DEFAULTS));
  const narrowed = resourcePolicies(
    templatesOf({ ...DEFAULTS, KMS_KEY_ARN: 'create', PUBLISHER_ARNS: EXAMPLE_PUBLISHERS }),
  );
  const topicsAndQueues = byDefault.filter(({ kind }) => kind !== 'key');
  return {
    'topics and queues': `${summaryOf(topicsAndQueues)}\n\n${policyTable(topicsAndQueues)}`,
    'named publishers': policyTable(
      narrowed.filter(({ name }) => name.startsWith('email-order-events-prod')),
    ),
    'key policy': policyTable(narrowed.filter(({ kind }) => kind === 'key')),
  };
}

function templatesOf(settings: Readonly<Record<string, string>>): Template[] {
  const outdir = mkdtempSync(path.join(tmpdir(), 'ordermail-policies-'));
  try {
    const assembly = ordermailApp(readStageConfig(settings), { outdir }).synth();
    return assembly.stacks.map(({ template }) => template);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function summaryOf(policies: readonly ResourcePolicy[]): string {
  const open = policies.filter(({ tlsOnly }) => !tlsOnly).map(({ name }) => name);
  if (open.length > 0) throw new Error(`Without TLS one may reach ${open.join(', ')}.`);
  const count = (kind: ResourcePolicy['kind']) => policies.filter((policy) => policy.kind === kind).length;
  return `${count('topic')} topics, ${count('queue')} queues; every one denies everybody who comes without TLS.`;
}

function policyTable(policies: readonly ResourcePolicy[]): string {
  const rows = policies.flatMap((policy) => {
    const rules = [
      ...policy.allowed.map((rule) => [whoOf(rule), actionsOf(rule), conditionsOf(rule)]),
      ...policy.denied.map((rule) => [`**Denied:** ${whoOf(rule)}`, actionsOf(rule), conditionsOf(rule)]),
    ];
    const name = policy.kind === 'key' ? 'the key' : `${policy.kind} ${code(policy.name)}`;
    return (rules.length > 0 ? rules : [['nobody but by IAM', '', '']]).map((cells) => [name, ...cells]);
  });
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [['of', 'who', 'may', 'only where'], ['---', '---', '---', '---'], ...rows].map(line).join('\n');
}

function whoOf({ who }: Rule): string {
  return who.map((principal) => (principal === '*' ? 'everybody' : code(principal))).join(', ');
}

const actionsOf = ({ actions }: Rule) => actions.map(code).join(', ');

const conditionsOf = ({ conditions }: Rule) => conditions.map(code).join(' and ');

/** As it is in any environment. */
function code(text: string): string {
  const anywhere = text
    .replaceAll(new RegExp(`-${SUFFIX}\\b`, 'g'), '-{env}')
    .replaceAll(REGION, '{region}')
    .replaceAll(ACCOUNT, '{account}');
  return `\`${anywhere}\``;
}
