import { availableParallelism } from 'node:os';
import type { ResourceProvider } from './assembly/provider.ts';
import { sayFailed } from './background.ts';
import { Faults } from './faults/faults.ts';
import { faultPages } from './faults/pages.ts';
import type { GatewayOptions } from './gateway/gateway.ts';
import { callerOf } from './iam/callers.ts';
import type { DecisionListener } from './iam/policy.ts';
import { iamResources } from './iam/resources.ts';
import { Roles } from './iam/roles.ts';
import { meteredCalls } from './meter/api-calls.ts';
import { meteredTopics } from './meter/service-publishes.ts';
import { holdStandingCharges } from './meter/standing-charges.ts';
import type { Pricing } from './meter/usage.ts';
import type { UsageMeter } from './meter/usage-meter.ts';
import { usageGauges } from './runtime/meter-metrics.ts';
import { FunctionMetrics, queueGauges } from './runtime/own-metrics.ts';
import { Budgets, budgetsResources, budgetsService } from './services/budgets/budgets.ts';
import { cloudFormationService } from './services/cloudformation/service.ts';
import { Stacks } from './services/cloudformation/stacks.ts';
import { CloudWatch, cloudWatchService } from './services/cloudwatch/cloudwatch.ts';
import { cloudWatchResources } from './services/cloudwatch/resources.ts';
import { CostExplorer } from './services/cost-explorer/cost-explorer.ts';
import { meteredCosts } from './services/cost-explorer/cost-source.ts';
import { costExplorerService } from './services/cost-explorer/service.ts';
import { openDynaliteStore } from './services/dynamodb/dynalite-store.ts';
import { dynamodbResources } from './services/dynamodb/resources.ts';
import { dynamodbService } from './services/dynamodb/service.ts';
import { startStoreThread } from './services/dynamodb/store-thread.ts';
import { eventsResources } from './services/events/resources.ts';
import { Rules } from './services/events/rules.ts';
import { eventsService } from './services/events/service.ts';
import { kmsResources } from './services/kms/resources.ts';
import { AsyncInvocations } from './services/lambda/async-invocations.ts';
import { EventSourceMappings } from './services/lambda/event-source-mappings.ts';
import { Functions } from './services/lambda/functions.ts';
import { lambdaResources } from './services/lambda/resources.ts';
import { lambdaService } from './services/lambda/service.ts';
import { Logs } from './services/logs/logs.ts';
import { logsResources, logsService } from './services/logs/service.ts';
import { mailPages } from './services/ses/pages.ts';
import { sesResources } from './services/ses/resources.ts';
import { Ses, sesService } from './services/ses/ses.ts';
import type { SesSettings } from './services/ses/settings.ts';
import { snsResources } from './services/sns/resources.ts';
import { snsService } from './services/sns/service.ts';
import { Topics } from './services/sns/topics.ts';
import { MoveTasks } from './services/sqs/move-tasks.ts';
import { Queues } from './services/sqs/queues.ts';
import { sqsResources } from './services/sqs/resources.ts';
import { sqsService } from './services/sqs/service.ts';
import { stsService } from './services/sts/service.ts';
import type { World } from './world.ts';

interface ServicesOptions {
  readonly world: World;
  /** The world's. */
  readonly meter: UsageMeter;
  /** Folder of each asset of the assembly, by its key in the bucket. */
  readonly assets: ReadonlyMap<string, string>;
  /** Of DynamoDB's tables; in memory without one. */
  readonly tablesFolder: string | undefined;
  readonly ses: Partial<SesSettings> | undefined;
  readonly onRoleDecision: DecisionListener | undefined;
  /** What usage costs. */
  readonly pricing: Pricing;
  readonly endpointUrl: () => string;
  /** How far ahead of the machine's clock the world's timers are. */
  readonly clockOffsetMs: number;
}

/** Every service, wired to those it needs. Nothing exists in them and nothing moves yet. */
export type LocalServices = Awaited<ReturnType<typeof openServices>>;

/** Opens all services over one world. */
export async function openServices({
  world,
  meter,
  assets,
  tablesFolder,
  ses: settings,
  onRoleDecision,
  pricing,
  endpointUrl,
  clockOffsetMs,
}: ServicesOptions) {
  const roles = new Roles(onRoleDecision);
  const stacks = new Stacks(world);
  const store = await openTables(world, tablesFolder);
  const queues = new Queues(world);
  const moveTasks = new MoveTasks(world, queues);
  const topics = new Topics(world, queues);
  const faults = new Faults({ world, killEnvironment: (token) => functions.killEnvironment(token) });
  const { publicationsMs } = faults;
  const publishing = meteredTopics(topics, meter);
  const ses = new Ses({ world, topics: publishing, settings: { publicationsMs, ...settings } });
  const functionMetrics = new FunctionMetrics();
  const gauges = [queueGauges(queues, world.timers), functionMetrics.read, usageGauges(meter, world.timers)];
  const cloudWatch = new CloudWatch({ world, topics: publishing, gauges });
  const logs = new Logs(world, cloudWatch.metrics);
  const onInvocation = functionMetrics.record.bind(functionMetrics);
  const functions = new Functions({ world, roles, logs, endpointUrl, clockOffsetMs, onInvocation });
  const mappings = new EventSourceMappings({
    world,
    queues,
    functions,
    defaultConcurrency: Math.max(2, availableParallelism()),
  });
  const asyncInvocations = new AsyncInvocations({
    world,
    functions,
    sink: (queueArn, { functionName, body }) => {
      const { roleArn } = functions.get(functionName);
      queues.deliver(queueArn, { body }, roles.principal(roleArn, functionName));
    },
  });
  const rules = new Rules({ world, functions, asyncInvocations });
  const lambda = { world, functions, mappings, asyncInvocations };
  const budgets = new Budgets();
  const costExplorer = new CostExplorer({
    source: meteredCosts(meter, pricing, world.timers.now),
    tags: () => stacks.commonTags(),
    now: world.timers.now,
  });

  const gatewayParts: Omit<GatewayOptions, 'world'> = {
    services: [
      budgetsService(budgets, world),
      cloudFormationService(stacks),
      cloudWatchService(cloudWatch),
      costExplorerService(costExplorer),
      dynamodbService({ world, store }),
      eventsService({ world, rules }),
      lambdaService(lambda),
      logsService({ world, logs }),
      sesService(ses),
      snsService({ world, topics }),
      sqsService({ world, queues, moveTasks }),
      stsService(),
    ],
    principalOf: (accessKeyId) => functions.principalOf(accessKeyId) ?? callerOf(accessKeyId),
    localPages: firstOf([mailPages(ses.inbox), faultPages(faults)]),
    interception: faults,
    observe: meteredCalls(meter),
  };
  const providers: readonly ResourceProvider[] = [
    ...budgetsResources(budgets),
    ...cloudWatchResources(cloudWatch),
    ...dynamodbResources({ store }),
    ...eventsResources({ world, rules }),
    ...iamResources({ world, roles }),
    ...kmsResources({ world }),
    ...lambdaResources({ ...lambda, assets }),
    ...logsResources({ world, logs }),
    ...sesResources(ses),
    ...snsResources({ topics }),
    ...sqsResources({ queues, endpointUrl }),
  ];

  return {
    gatewayParts,
    providers,
    stacks,
    roles,
    faults,
    queues,
    topics,
    ses,
    functions,
    logs,
    cloudWatch,
    costExplorer,
    meter,

    /** Sets everything in motion, once the template's resources exist. */
    start() {
      holdStandingCharges(meter, { cloudWatch, mappings });
      ses.start();
      moveTasks.resume();
      cloudWatch.start();
      asyncInvocations.start();
      mappings.start();
      rules.start();
    },

    /** Starts nothing more, and gives functions under way so many milliseconds to end. */
    async stop(graceMs: number) {
      rules.stop();
      asyncInvocations.stop();
      cloudWatch.stop();
      const stopped = mappings.stop();
      await functions.close(graceMs);
      await stopped;
      ses.stop();
    },

    closeStores: () => store.close(),
  };
}

type LocalPages = NonNullable<GatewayOptions['localPages']>;

/** The answer of the first that has one. */
function firstOf(all: readonly LocalPages[]): LocalPages {
  return async (request) => {
    for (const pages of all) {
      const answer = await pages(request);
      if (answer) return answer;
    }
    return undefined;
  };
}

/** A kept store has a thread of its own; one in memory would lose its tables with that. */
function openTables(world: World, path: string | undefined) {
  const { accountId, region } = world;
  if (path === undefined) return openDynaliteStore({ accountId, region });
  return startStoreThread({
    path,
    accountId,
    region,
    onCrash: (error) => sayFailed(world, 'DynamoDB, which is started again,', error),
  });
}
