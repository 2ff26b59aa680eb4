import { AwsError } from '../gateway/aws-error.ts';
import { inDependencyOrder } from './dependency-order.ts';
import { holds, referencesIn, resolve, type Scope } from './intrinsics.ts';
import type { CreatedResource, ResolvedResource, ResourceProvider } from './provider.ts';
import type { AssembledStack, Assembly } from './read-assembly.ts';
import { type Template, TemplateError, type TemplateOutput, type TemplateResource } from './template.ts';

interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** A stack whose resources exist now. */
export interface DeployedStack {
  readonly stackName: string;
  readonly description?: string;
  readonly template: Template;
  readonly tags: Readonly<Record<string, string>>;
  readonly outputs: readonly StackOutput[];
  readonly resources: readonly {
    readonly logicalId: string;
    readonly type: string;
    readonly physicalId: string;
  }[];
}

interface Deployment {
  readonly providers: readonly ResourceProvider[];
  /** Resource types that need not exist on one machine, each with the reason. */
  readonly notNeeded: Readonly<Record<string, string>>;
  readonly accountId: string;
  readonly region: string;
}

/**
 * Makes everything exist that the templates say, in the order of their references. Throws {@link TemplateError} at the first
 * thing that the local cloud cannot make, naming it.
 */
export async function deploy(assembly: Assembly, deployment: Deployment): Promise<readonly DeployedStack[]> {
  const shared: SharedValues = { exports: new Map(), outputs: new Map() };
  const deployed: DeployedStack[] = [];
  for (const stack of assembly.stacks) deployed.push(await deployStack(stack, shared, deployment));
  return deployed;
}

/** What the stacks created so far give to those after them. */
interface SharedValues {
  readonly exports: Map<string, unknown>;
  readonly outputs: Map<string, ReadonlyMap<string, string>>;
}

async function deployStack(
  { stackName, template, tags }: AssembledStack,
  shared: SharedValues,
  deployment: Deployment,
): Promise<DeployedStack> {
  const resources = new Map<string, CreatedResource>();
  const { accountId, region } = deployment;
  const scope: Scope = { template, stackName, accountId, region, resources, ...shared };
  const made: DeployedStack['resources'][number][] = [];

  for (const logicalId of creationOrder(template)) {
    const resource = template.Resources[logicalId]!;
    if (!holds(resource.Condition, scope)) continue;
    const provider = providerOf(resource, logicalId, stackName, deployment);
    if (!provider) continue;
    const created = await create(provider, resolvedResource(resource, logicalId, scope));
    resources.set(logicalId, created);
    made.push({ logicalId, type: resource.Type, physicalId: created.ref });
  }
  const outputs = Object.entries(template.Outputs ?? {})
    .filter(([, { Condition }]) => holds(Condition, scope))
    .map(([key, output]) => stackOutput(key, output, scope));
  for (const { exportName, value } of outputs)
    if (exportName !== undefined) shared.exports.set(exportName, value);
  shared.outputs.set(stackName, new Map(outputs.map(({ key, value }) => [key, value])));
  const { Description } = template;
  const described = Description === undefined ? {} : { description: Description };
  return { stackName, ...described, template, tags, outputs, resources: made };
}

/** A provider refuses with a plain error, or with that of the service it calls. Anything else is a bug of it. */
async function create(provider: ResourceProvider, resource: ResolvedResource): Promise<CreatedResource> {
  try {
    return await provider.create(resource);
  } catch (error) {
    const refused = error instanceof AwsError || (error instanceof Error && error.constructor === Error);
    if (!refused) throw error;
    const { stackName, logicalId, type } = resource;
    throw new TemplateError(
      `Stack ${stackName}: "${logicalId}" (${type}) cannot be created. ${error.message}`,
      {
        cause: error,
      },
    );
  }
}

function creationOrder({ Resources }: Template): readonly string[] {
  return inDependencyOrder(Object.keys(Resources), (id) => {
    const { Properties, DependsOn = [] } = Resources[id]!;
    return [...referencesIn(Properties), ...[DependsOn].flat()];
  });
}

function providerOf(
  { Type }: TemplateResource,
  logicalId: string,
  stackName: string,
  deployment: Deployment,
) {
  const provider = deployment.providers.find(({ type }) => type === Type);
  if (provider || Object.hasOwn(deployment.notNeeded, Type)) return provider;
  throw new TemplateError(
    `Stack ${stackName}: "${logicalId}" is a ${Type}, which the local cloud neither emulates nor lists as not needed on one ` +
      'machine. Write a provider for it, or add it to the list with the reason: local/README.md says how.',
  );
}

function resolvedResource(
  { Type, Properties, Metadata }: TemplateResource,
  logicalId: string,
  scope: Scope,
): ResolvedResource {
  return {
    stackName: scope.stackName,
    logicalId,
    type: Type,
    properties: resolve(Properties ?? {}, scope) as ResolvedResource['properties'],
    metadata: Metadata ?? {},
  };
}

function stackOutput(key: string, { Value, Description, Export }: TemplateOutput, scope: Scope): StackOutput {
  return {
    key,
    value: String(resolve(Value, scope)),
    ...(Description !== undefined && { description: Description }),
    ...(Export && { exportName: String(resolve(Export.Name, scope)) }),
  };
}
