import { parse } from 'yaml';

/** A workflow of GitHub Actions, as far as it is looked at here. */
interface Workflow {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

type Permissions = string | Readonly<Record<string, string>>;

interface Job {
  readonly permissions?: Permissions;
  readonly environment?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
  readonly uses?: string;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** Runs with the repository's secrets on what a stranger wrote. */
const DANGEROUS_TRIGGERS = ['pull_request_target', 'workflow_run', 'issue_comment'];

const PINNED = /^\s*(?:- )?uses: [\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** What is wrong with a workflow: empty for one that gives an attacker as little as can be. */
export function weaknessesOf(text: string): readonly string[] {
  const workflow = parse(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);
  return [
    ...triggersOf(workflow)
      .filter((trigger) => DANGEROUS_TRIGGERS.includes(trigger))
      .map(
        (trigger) =>
          `${trigger}: runs with the repository's rights on what a stranger wrote; use pull_request`,
      ),
    ...(isReadOnly(workflow.permissions) ? [] : ['permissions: at the top must be contents: read alone']),
    ...(workflow.concurrency === undefined ? ['concurrency: missing'] : []),
    ...Object.entries(workflow.jobs).flatMap(([name, job]) => weaknessesOfJob(name, job)),
    ...text
      .split('\n')
      .filter((line) => /^\s*(?:- )?uses:/.test(line) && !PINNED.test(line))
      .map((line) => `${line.trim()}: pin it to the full commit, with "# v1.2.3" behind it`),
    ...steps
      .filter(({ uses, with: given }) => isCheckout(uses) && given?.['persist-credentials'] !== false)
      .map(() => 'actions/checkout: leaves the token behind; persist-credentials must be false'),
    ...steps
      .filter(({ run }) => /\$\{\{\s*(?:github\.(?:event|head_ref)|inputs)/.test(run ?? ''))
      .map(({ run }) => `run: ${run}: puts into the script what a stranger wrote; pass it by env`),
    ...(/secrets\.AWS|aws-access-key-id|registry|npmjs/i.test(text)
      ? ['a long-lived key, or a registry']
      : []),
  ];
}

function triggersOf({ on }: Workflow): readonly string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on : Object.keys(on);
}

/** `id-token` lets a job prove who it is: only one that a person has agreed to, by its environment. */
function weaknessesOfJob(name: string, job: Job): string[] {
  const { 'id-token': proves, ...rest } = Object(job.permissions ?? { contents: 'read' }) as Record<
    string,
    string
  >;
  return [
    ...(isReadOnly(rest) ? [] : [`${name}: permissions: contents: read, and id-token: write to deploy`]),
    ...(proves !== undefined && job.environment === undefined
      ? [`${name}: id-token without an environment`]
      : []),
    ...(job['timeout-minutes'] === undefined ? [`${name}: timeout-minutes: missing`] : []),
  ];
}

const isReadOnly = (permissions: Permissions | undefined): boolean =>
  JSON.stringify(permissions) === JSON.stringify({ contents: 'read' });

const isCheckout = (uses: string | undefined): boolean => uses?.startsWith('actions/checkout@') ?? false;
