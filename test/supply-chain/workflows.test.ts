import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SETTING_NAMES } from '#lib/stage-config.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from '../../supply-chain/lock-file.ts';
import { tapStack } from '../lib/synthesized.ts';
import { weaknessesOf } from './workflows.ts';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const DEPLOY = read('docs/deploy-from-github.md');
const blocks = (language: string) =>
  [...DEPLOY.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block]) => block!);

const WORKFLOWS = Object.fromEntries([
  ...globSync('.github/workflows/*.{yml,yaml}', { cwd: ROOT }).map((file) => [file, read(file)]),
  ['docs/deploy-from-github.md', blocks('yaml')[0]!],
]) as Record<string, string>;

test.each(Object.entries(WORKFLOWS))('%s gives an attacker as little as can be', (_, text) => {
  expect(weaknessesOf(text)).toEqual([]);
});

test.each(Object.entries(WORKFLOWS))('%s runs the Node that the functions run', (_, text) => {
  const versions = [...text.matchAll(/node-version: (\S+)/g)].map(([, version]) => version);
  expect(versions.length).toBeGreaterThan(0);
  for (const version of versions) expect(packageJson.engines.node).toBe(`>=${version}`);
});

test('an action is at the same commit wherever it is used', () => {
  const uses = Object.values(WORKFLOWS).flatMap((text) => text.match(/\S+@[0-9a-f]{40} # \S+/g) ?? []);
  const actions = new Set(uses.map((one) => one.split('@')[0]));
  expect(new Set(uses).size).toBe(actions.size);
});

test('CI runs the commands of the README', () => {
  const scripts = WORKFLOWS['.github/workflows/ci.yml']!;
  for (const command of ['npm ci && npm test', 'npm start', 'npm run sbom'])
    expect(scripts).toContain(command);
});

test('dependencies are looked after, and new ones wait a week', () => {
  const { updates } = parse(read('.github/dependabot.yml')) as { updates: Record<string, unknown>[] };
  expect(updates.map((one) => [one['package-ecosystem'], one.cooldown])).toEqual([
    ['npm', { 'default-days': 7 }],
    ['github-actions', { 'default-days': 7 }],
  ]);
});

test('a deployment from GitHub passes every setting on, so that none goes back to its default', () => {
  const { steps } = (parse(WORKFLOWS['docs/deploy-from-github.md']!) as Deploy).jobs.deploy;
  const env = steps.find(({ run }) => run?.includes('cdk deploy'))!.env!;
  // The CDK's command line sets these itself, from the credentials and the region.
  const settings = SETTING_NAMES.filter((name) => !name.startsWith('CDK_DEFAULT_'));
  expect(env).toEqual(Object.fromEntries(settings.map((name) => [name, `\${{ vars.${name} }}`])));
});

describe('the role that GitHub deploys with', () => {
  const [trust, permissions] = blocks('json').map((block) => JSON.parse(block)) as [Policy, Policy];

  test('is taken by jobs of one environment of one repository', () => {
    expect(trust.Statement).toHaveLength(1);
    expect(trust.Statement[0]!.Condition).toEqual({
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': expect.stringMatching(
          /^repo:[^*?]+:environment:production$/,
        ),
      },
    });
    expect((parse(WORKFLOWS['docs/deploy-from-github.md']!) as Deploy).jobs.deploy.environment).toBe(
      'production',
    );
  });

  test('may take the two roles that a deployment takes, and nothing else', () => {
    expect(permissions.Statement.map(({ Effect, Action }) => [Effect, Action])).toEqual([
      ['Allow', 'sts:AssumeRole'],
    ]);
    const allowed = permissions.Statement[0]!.Resource.map(
      (arn) => /role\/(cdk-\w+-[a-z-]+-role)-/.exec(arn)![1],
    );
    expect(allowed.sort()).toEqual(rolesOfDeployment());
  });
});

interface Policy {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: string;
    readonly Resource: readonly string[];
    readonly Condition?: unknown;
  }[];
}

interface Deploy {
  readonly jobs: {
    readonly deploy: {
      readonly environment: string;
      readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
    };
  };
}

/** The roles by which the CDK uploads and deploys the stacks, by the names that `cdk bootstrap` gives them. */
function rolesOfDeployment(): readonly string[] {
  const { directory } = Stage.of(tapStack())!.synth();
  const assembly = globSync('{manifest.json,*.assets.json}', { cwd: directory })
    .map((file) => readFileSync(path.join(directory, file), 'utf8'))
    .join();
  const roles = [...assembly.matchAll(/"assumeRoleArn": "[^"]*role\/(cdk-\w+-[a-z-]+-role)-/g)].map(
    ([, role]) => role!,
  );
  return [...new Set(roles)].sort();
}

test.each([
  ['on: pull_request', 'on: pull_request_target', 'pull_request_target'],
  ['contents: read', 'contents: write', 'permissions'],
  ['permissions:', 'env:', 'permissions'],
  ['concurrency: one', 'env: {}', 'concurrency'],
  ['timeout-minutes: 5', 'name: x', 'timeout-minutes'],
  ['with: { persist-credentials: false }', 'name: x', 'persist-credentials'],
  [' # v1.2.3', '', 'pin it'],
  ['0123456789012345678901234567890123456789', 'v1', 'pin it'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is GitHub's.
  ['npm test', 'echo ${{ github.event.issue.title }}', 'stranger wrote'],
  [
    'timeout-minutes: 5',
    'permissions: { contents: read, id-token: write }\n    timeout-minutes: 5',
    'environment',
  ],
  ['timeout-minutes: 5', 'permissions: write-all\n    timeout-minutes: 5', 'permissions'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is GitHub's.
  ['npm test', 'npm test # ${{ secrets.AWS_SECRET_ACCESS_KEY }}', 'long-lived'],
])('a workflow with "%s" made "%s" is refused', (good, bad, said) => {
  const sound = `on: pull_request
permissions:
  contents: read
concurrency: one
jobs:
  test:
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@0123456789012345678901234567890123456789 # v1.2.3
        with: { persist-credentials: false }
      - run: npm test
`;
  expect(weaknessesOf(sound)).toEqual([]);
  expect(weaknessesOf(sound.replace(good, bad)).join('\n')).toContain(said);
});
