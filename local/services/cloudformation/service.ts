import { AwsError } from '../../gateway/aws-error.ts';
import { queryService } from '../../gateway/protocols/query.ts';
import type { Action, CallContext, Service } from '../../gateway/service.ts';
import type { Stack, Stacks } from './stacks.ts';

/** CloudFormation, as far as callers read the stacks from it: they are made from the template at the start. */
export function cloudFormationService(stacks: Stacks): Service {
  return queryService({
    scope: 'cloudformation',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    actions: {
      DescribeStacks: describeStacks(stacks),
      ListStacks: listStacks(stacks),
      ListExports: listExports(stacks),
      DescribeStackResources: describeStackResources(stacks),
      ListStackResources: listStackResources(stacks),
      GetTemplate: getTemplate(stacks),
    },
  });
}

const STATUS = 'CREATE_COMPLETE';

function describeStacks(stacks: Stacks): Action {
  return ({ StackName }: { StackName?: string }, context) => {
    if (StackName) return { Stacks: [described(requireStack(stacks, StackName, 'DescribeStacks', context))] };
    context.authorize({ action: 'cloudformation:DescribeStacks', resource: '*' });
    return { Stacks: stacks.list().map(described) };
  };
}

function described(stack: Stack): object {
  return {
    StackName: stack.stackName,
    StackId: stack.id,
    Description: stack.description,
    CreationTime: new Date(stack.createdAt),
    StackStatus: STATUS,
    DisableRollback: false,
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
      OutputKey: key,
      OutputValue: value,
      Description: description,
      ExportName: exportName,
    })),
    Tags: Object.entries(stack.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
  };
}

function listStacks(stacks: Stacks): Action {
  return ({ StackStatusFilter }: { StackStatusFilter?: readonly string[] }, context) => {
    context.authorize({ action: 'cloudformation:ListStacks', resource: '*' });
    const listed = (StackStatusFilter?.includes(STATUS) ?? true) ? stacks.list() : [];
    return {
      StackSummaries: listed.map(({ stackName, id, createdAt, description }) => ({
        StackName: stackName,
        StackId: id,
        TemplateDescription: description,
        CreationTime: new Date(createdAt),
        StackStatus: STATUS,
      })),
    };
  };
}

function listExports(stacks: Stacks): Action {
  return (_input, context) => {
    context.authorize({ action: 'cloudformation:ListExports', resource: '*' });
    const Exports = stacks
      .list()
      .flatMap(({ id, outputs }) =>
        outputs
          .filter(({ exportName }) => exportName !== undefined)
          .map(({ exportName, value }) => ({ ExportingStackId: id, Name: exportName, Value: value })),
      );
    return { Exports };
  };
}

function describeStackResources(stacks: Stacks): Action {
  return (input: ResourcesInput, context) => {
    const { LogicalResourceId, PhysicalResourceId } = input;
    const named = input.StackName ?? holderOf(stacks, PhysicalResourceId);
    const stack = requireStack(stacks, named ?? '', 'DescribeStackResources', context);
    return {
      StackResources: resourcesOf(stack)
        .filter(
          (resource) => (LogicalResourceId ?? resource.LogicalResourceId) === resource.LogicalResourceId,
        )
        .map((resource) => ({ ...resource, StackName: stack.stackName, StackId: stack.id })),
    };
  };
}

interface ResourcesInput {
  readonly StackName?: string;
  readonly LogicalResourceId?: string;
  readonly PhysicalResourceId?: string;
}

/** The stack that a physical id belongs to. */
function holderOf(stacks: Stacks, physicalId: string | undefined): string | undefined {
  return stacks
    .list()
    .find(({ resources }) => resources.some((resource) => resource.physicalId === physicalId))?.stackName;
}

function listStackResources(stacks: Stacks): Action {
  return ({ StackName = '' }: ResourcesInput, context) => {
    const stack = requireStack(stacks, StackName, 'ListStackResources', context);
    return {
      StackResourceSummaries: resourcesOf(stack).map(({ Timestamp, ...resource }) => ({
        ...resource,
        LastUpdatedTimestamp: Timestamp,
      })),
    };
  };
}

function resourcesOf({ resources, createdAt }: Stack) {
  return resources.map(({ logicalId, physicalId, type }) => ({
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: STATUS,
    Timestamp: new Date(createdAt),
  }));
}

function getTemplate(stacks: Stacks): Action {
  return ({ StackName = '' }: { StackName?: string }, context) => {
    const { template } = requireStack(stacks, StackName, 'GetTemplate', context);
    return { TemplateBody: JSON.stringify(template), StagesAvailable: ['Original', 'Processed'] };
  };
}

/** Throws CloudFormation's error for a stack that does not exist. */
function requireStack(stacks: Stacks, nameOrId: string, action: string, context: CallContext): Stack {
  const stack = stacks.find(nameOrId);
  const resource = stack?.id ?? stacks.idOf(nameOrId);
  context.authorize({ action: `cloudformation:${action}`, resource });
  if (stack) return stack;
  throw new AwsError('ValidationError', `Stack with id ${nameOrId} does not exist`);
}
