import { rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { App, type CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import { featureFlags, ordermailApp } from '#lib/ordermail-app.ts';
import { readStageConfig, type StageConfig } from '#lib/stage-config.ts';
import type { TapStack } from '#lib/tap-stack.ts';

type Environment = Readonly<Record<string, string>>;

/** A resource as it stands in a template. */
export interface TemplateResource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is CloudFormation's, by type.
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A resource with its logical id, over all stacks of an environment. */
export interface Found extends TemplateResource {
  readonly logicalId: string;
  readonly stack: string;
}

/** Settings as a deployer has them; a test names those it is about. */
function stageConfig(environment: Environment = {}): StageConfig {
  return readStageConfig({
    CDK_DEFAULT_ACCOUNT: '111122223333',
    CDK_DEFAULT_REGION: 'eu-west-1',
    VERIFIED_DOMAIN: 'yourcompany.com',
    NOTIFICATION_EMAILS: 'ops@yourcompany.com',
    ENVIRONMENT_SUFFIX: 'test',
    ...environment,
  });
}

/**
 * An empty folder for an assembly. The CDK's own temporary ones stay behind for ever, each with a copy of the functions;
 * these are used again. Test processes that run side by side have their own.
 */
function assemblyFolder(name: string): string {
  const ours = join(import.meta.dirname, '../../.cache/test-assemblies', process.env.VITEST_POOL_ID ?? '0');
  const folder = join(ours, name);
  rmSync(folder, { recursive: true, force: true });
  return folder;
}

const made = new Map<string, TapStack>();

/** The stacks of an environment. The same settings give the same stacks: making them takes a second. */
export function tapStack(environment: Environment = {}): TapStack {
  const key = JSON.stringify(environment);
  const known = made.get(key);
  if (known !== undefined) return known;
  const config = stageConfig(environment);
  const app = ordermailApp(config, { outdir: assemblyFolder(`environment-${made.size}`) });
  const stack = app.node.findChild(`TapStack-${config.environmentSuffix}`) as TapStack;
  made.set(key, stack);
  return stack;
}

export interface Templates {
  readonly TapStack: Template;
  readonly EmailNotificationStack: Template;
  readonly SesConfigurationStack: Template;
  readonly CostMonitoringStack: Template;
}

/** The template of every stack of an environment, by the stack's name without the suffix. */
export function templates(environment: Environment = {}): Templates {
  const tap = tapStack(environment);
  return {
    TapStack: Template.fromStack(tap),
    EmailNotificationStack: Template.fromStack(tap.emailNotification),
    SesConfigurationStack: Template.fromStack(tap.sesConfiguration),
    CostMonitoringStack: Template.fromStack(tap.costMonitoring),
  };
}

/** The same, and those of the stacks that only some settings make. */
export function allTemplates(environment: Environment = {}): Readonly<Record<string, Template>> {
  const { encryptionKey } = tapStack(environment);
  return {
    ...templates(environment),
    ...(encryptionKey && { EncryptionKeyStack: Template.fromStack(encryptionKey) }),
  };
}

/** Every resource of an environment, or those of one type. */
export function resources(type?: string, environment: Environment = {}): readonly Found[] {
  return Object.entries(allTemplates(environment)).flatMap(([stack, template]) =>
    Object.entries(template.toJSON().Resources as Record<string, TemplateResource>)
      .map(([logicalId, resource]) => ({ ...resource, logicalId, stack }))
      .filter((resource) => type === undefined || resource.Type === type),
  );
}

/** The only resource of a type in a template. */
export function only(template: Template, type: string): TemplateResource {
  const found = Object.values(template.findResources(type)) as TemplateResource[];
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type}, expected one`);
  return found[0]!;
}

/** The template of a stack that holds what `build` puts in it. */
export function templateOf(build: (stack: Stack) => void): Template {
  const app = new App({
    outdir: assemblyFolder('construct'),
    context: featureFlags(),
    analyticsReporting: false,
  });
  const stack = new Stack(app, 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  build(stack);
  return Template.fromStack(stack);
}

/** All CloudFormation resources below a construct. */
export function cfnResources(construct: IConstruct): readonly CfnResource[] {
  return construct.node.findAll().filter((node): node is CfnResource => 'cfnResourceType' in node);
}
