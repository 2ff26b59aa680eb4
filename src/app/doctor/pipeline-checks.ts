import type { ResourceNames } from '#contract/names.ts';
import { FUNCTION_TIMEOUT_SECONDS, MAX_RECEIVE_COUNT, QUEUE_VISIBILITY_SECONDS } from '#contract/timing.ts';
import {
  type DeployedFunction,
  type DeployedStacks,
  type FunctionInspector,
  KEY_STACK,
  type QueueInspector,
  type SesInspector,
  STACKS,
} from '../inspector-ports.ts';
import { DEAD_LETTER_QUEUES, type DeadLetters } from '../operator-ports.ts';
import { type Check, type Finding, failure, ok, skipped, warning } from './finding.ts';

export interface PipelineDependencies {
  readonly environment: string;
  readonly names: ResourceNames;
  readonly stacks: DeployedStacks;
  readonly ses: SesInspector;
  readonly functions: FunctionInspector;
  readonly queues: QueueInspector;
  readonly letters: DeadLetters;
}

const DEPLOY = 'Deploy it: npx cdk deploy --all.';

/** Whether what was deployed is there, and is what this version expects. */
export const PIPELINE_CHECKS: readonly Check<PipelineDependencies>[] = [
  { id: 'stacks', title: 'Stacks', look: stacks },
  { id: 'configuration-set', title: 'Configuration set and its events', look: configurationSet },
  { id: 'functions', title: 'Functions', look: functions },
  { id: 'settings', title: 'Settings that delivery relies on', look: settings },
  { id: 'drift', title: 'Drift from the template', look: drift },
  { id: 'dead-letters', title: 'Dead letters', look: deadLetters },
];

const EVERY_STACK = [...STACKS, KEY_STACK] as const;

async function stacks({ environment, stacks: deployed }: PipelineDependencies): Promise<Finding> {
  const all = await Promise.all(
    EVERY_STACK.map(async (name) => ({ name, status: (await deployed.read(name))?.status })),
  );
  // Most have no key of their own.
  const found = all.filter(({ name, status }) => name !== KEY_STACK || status !== undefined);
  const there = found.filter(({ status }) => status !== undefined);
  if (there.length === 0)
    return failure(
      `No stack of environment ${environment} is here.`,
      'Is it the right --env, --region and --profile? Otherwise deploy it: npx cdk deploy --all.',
    );
  const wrong = found.filter(({ status }) => !/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status ?? ''));
  if (wrong.length === 0) return ok(`All ${found.length} are complete.`);
  const list = wrong.map(({ name, status }) => `${name}-${environment} is ${status ?? 'missing'}`).join(', ');
  const running = wrong.every(({ status }) => status?.includes('IN_PROGRESS'));
  return running
    ? warning(`${list}: somebody is deploying.`, 'Wait for that, then look again.')
    : failure(
        `${list}.`,
        `Read why in CloudFormation's events of that stack, then deploy again: npx cdk deploy --all.`,
      );
}

/** Without one of these a status would stay open, or a complaint unknown. */
const NEEDED_EVENTS = [
  'SEND',
  'DELIVERY',
  'BOUNCE',
  'COMPLAINT',
  'REJECT',
  'RENDERING_FAILURE',
  'DELIVERY_DELAY',
];

async function configurationSet({ ses, names }: PipelineDependencies): Promise<Finding> {
  const set = await ses.configurationSet(names.configurationSet);
  if (!set)
    return failure(`The configuration set ${names.configurationSet} is missing: every send fails.`, DEPLOY);
  if (!set.sendingEnabled)
    return failure(
      `Sending is switched off for ${names.configurationSet}.`,
      `aws sesv2 put-configuration-set-sending-options --configuration-set-name ${names.configurationSet} --sending-enabled`,
    );
  const ours = set.destinations.find(({ topicArn }) => topicArn?.endsWith(`:${names.feedbackTopic}`));
  if (!ours)
    return failure(
      `No event destination leads to ${names.feedbackTopic}: nothing is heard of any mail.`,
      DEPLOY,
    );
  if (!ours.enabled)
    return failure(
      `The event destination ${ours.name} is switched off: nothing is heard of any mail.`,
      DEPLOY,
    );
  const missing = NEEDED_EVENTS.filter((type) => !ours.eventTypes.includes(type));
  if (missing.length > 0) return failure(`The event destination lacks ${missing.join(', ')}.`, DEPLOY);
  return ok(
    `Events of all ${NEEDED_EVENTS.length} kinds go to ${names.feedbackTopic}. Whether they arrive: --canary.`,
  );
}

const RUNTIME = 'nodejs24.x';

async function functions(deps: PipelineDependencies): Promise<Finding> {
  const { names, functions: inspector } = deps;
  const fed = [names.senderFunction, names.feedbackFunction];
  const wanted = [...fed, names.costFunction];
  const found = await Promise.all(
    wanted.map(async (name) => ({ name, deployed: await inspector.read(name) })),
  );
  const problems = found.flatMap(({ name, deployed }) => problemOf(name, deployed, fed.includes(name)));
  const [worst] = problems.sort((a, b) => Number(b.level === 'failure') - Number(a.level === 'failure'));
  return worst ?? ok(`All ${found.length} run on ${RUNTIME}, and their queues feed them.`);
}

function problemOf(name: string, deployed: DeployedFunction | undefined, isFed: boolean): readonly Finding[] {
  if (!deployed) return [failure(`The function ${name} is missing.`, DEPLOY)];
  if (isFed && deployed.sources.length === 0)
    return [
      failure(
        `The queue of ${name} does not feed it: its event source mapping is missing.`,
        // A deployment that changes nothing brings nothing back (AWS CDK, "cdk deploy").
        'Deploy it anew: npx cdk deploy --all --revert-drift. Messages wait for four days.',
      ),
    ];
  const off = deployed.sources.find(({ state }) => state !== 'Enabled' && state !== 'Updating');
  if (off)
    return [
      failure(
        `The queue of ${name} does not feed it: its event source mapping is ${off.state}.`,
        'Switch it on: aws lambda update-event-source-mapping --uuid … --enabled. Messages wait for four days.',
      ),
    ];
  if (deployed.state !== 'Active' && deployed.state !== 'Inactive')
    return [
      failure(
        `The function ${name} is ${deployed.state}.`,
        `aws lambda get-function --function-name ${name} says why.`,
      ),
    ];
  if (deployed.runtime !== RUNTIME)
    return [warning(`${name} runs on ${deployed.runtime}, and this version is made for ${RUNTIME}.`, DEPLOY)];
  return [];
}

async function settings({ names, queues, functions: inspector }: PipelineDependencies): Promise<Finding> {
  const deviations: string[] = [];
  for (const name of [names.orderQueue, names.feedbackQueue]) {
    const queue = await queues.read(name);
    if (!queue) return failure(`The queue ${name} is missing.`, DEPLOY);
    const { visibilitySeconds, maxReceiveCount } = queue;
    if (visibilitySeconds !== QUEUE_VISIBILITY_SECONDS)
      deviations.push(`${name} hides for ${visibilitySeconds} s, not ${QUEUE_VISIBILITY_SECONDS}`);
    if (maxReceiveCount !== MAX_RECEIVE_COUNT)
      deviations.push(`${name} allows ${maxReceiveCount ?? 'endless'} receives, not ${MAX_RECEIVE_COUNT}`);
  }
  for (const name of [names.senderFunction, names.feedbackFunction]) {
    const { timeoutSeconds } = (await inspector.read(name)) ?? {};
    if (timeoutSeconds !== undefined && timeoutSeconds !== FUNCTION_TIMEOUT_SECONDS)
      deviations.push(`${name} may run ${timeoutSeconds} s, not ${FUNCTION_TIMEOUT_SECONDS}`);
  }
  if (deviations.length === 0) return ok('Queues and functions have the times that this version relies on.');
  return failure(
    `${deviations.join('; ')}.`,
    'One mail per order depends on them. Deploy this version, or use the command line of the version that is deployed.',
  );
}

async function drift({ environment, stacks: deployed }: PipelineDependencies): Promise<Finding> {
  const all = await Promise.all(
    EVERY_STACK.map(async (name) => ({ name, stack: await deployed.read(name) })),
  );
  const found = all.flatMap(({ name, stack }) => (stack ? [{ name, drift: stack.drift }] : []));
  if (found.length === 0) return skipped('There is no stack to compare.');
  const drifted = found.filter((one) => one.drift?.status === 'DRIFTED');
  if (drifted.length > 0)
    return warning(
      `CloudFormation has found changes by hand in ${drifted.map(({ name }) => `${name}-${environment}`).join(', ')}.`,
      `See them: aws cloudformation describe-stack-resource-drifts --stack-name ${drifted[0]!.name}-${environment}.`,
    );
  const unchecked = found.filter((one) => one.drift?.status !== 'IN_SYNC');
  if (unchecked.length === 0) return ok('CloudFormation found none when it last looked.');
  return skipped(
    `CloudFormation has not compared yet. Free, takes a minute: aws cloudformation detect-stack-drift --stack-name ${unchecked[0]!.name}-${environment}`,
  );
}

async function deadLetters({ letters }: PipelineDependencies): Promise<Finding> {
  const depths = await Promise.all(
    DEAD_LETTER_QUEUES.map(async (queue) => {
      const { waiting, held } = await letters.depth(queue);
      return { queue, count: waiting + held };
    }),
  );
  const full = depths.filter(({ count }) => count > 0);
  if (full.length === 0) return ok('None waits.');
  return warning(
    `${full.map(({ queue, count }) => `${count} in ${queue}`).join(', ')}.`,
    `See why: ordermail dead-letters show ${full[0]!.queue}.`,
  );
}
