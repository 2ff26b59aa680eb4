import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, test } from 'vitest';
import { cloudFormationService } from '#local/services/cloudformation/service.ts';
import { type StackDefinition, Stacks } from '#local/services/cloudformation/stacks.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { virtualWorld } from '../support/test-world.ts';

const TEMPLATE = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };

function stack(rest: Partial<StackDefinition> = {}): StackDefinition {
  return {
    stackName: 'TapStack',
    description: 'Sends <one> email & more',
    outputs: [
      {
        key: 'TopicArn',
        value: 'arn:aws:sns:us-east-1:123456789012:t',
        description: 'Publish here',
        exportName: 'topic',
      },
      { key: 'QueueUrl', value: 'http://127.0.0.1:4566/123456789012/q' },
    ],
    resources: [
      { logicalId: 'Queue', physicalId: 'http://127.0.0.1:4566/123456789012/q', type: 'AWS::SQS::Queue' },
    ],
    template: TEMPLATE,
    tags: { Project: 'ordermail' },
    ...rest,
  };
}

async function cloudWith(...definitions: StackDefinition[]) {
  const world = virtualWorld();
  const stacks = new Stacks(world);
  for (const definition of definitions) stacks.add(definition);
  const served = await serve([cloudFormationService(stacks)], { world });
  return { ...served, client: new CloudFormationClient(clientConfig(served)) };
}

describe('stacks', () => {
  test('are described with outputs, tags and status', async () => {
    await using cloud = await cloudWith(stack(), stack({ stackName: 'Other' }));
    const { Stacks: found } = await cloud.client.send(new DescribeStacksCommand({ StackName: 'TapStack' }));
    expect(found).toEqual([
      expect.objectContaining({
        StackName: 'TapStack',
        StackId: expect.stringMatching(
          /^arn:aws:cloudformation:us-east-1:123456789012:stack\/TapStack\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        ),
        Description: 'Sends <one> email & more',
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: new Date('2026-11-01T00:00:00Z'),
        Outputs: [
          {
            OutputKey: 'TopicArn',
            OutputValue: 'arn:aws:sns:us-east-1:123456789012:t',
            Description: 'Publish here',
            ExportName: 'topic',
          },
          { OutputKey: 'QueueUrl', OutputValue: 'http://127.0.0.1:4566/123456789012/q' },
        ],
        Tags: [{ Key: 'Project', Value: 'ordermail' }],
      }),
    ]);
    const byId = await cloud.client.send(new DescribeStacksCommand({ StackName: found![0]!.StackId }));
    expect(byId.Stacks?.[0]?.StackName).toBe('TapStack');
    const all = await cloud.client.send(new DescribeStacksCommand({}));
    expect(all.Stacks?.map(({ StackName }) => StackName)).toEqual(['TapStack', 'Other']);
  });

  test('are listed by status', async () => {
    await using cloud = await cloudWith(stack());
    const names = async (filter: object) =>
      (await cloud.client.send(new ListStacksCommand(filter))).StackSummaries?.map(
        ({ StackName }) => StackName,
      );
    expect(await names({})).toEqual(['TapStack']);
    expect(await names({ StackStatusFilter: ['CREATE_COMPLETE'] })).toEqual(['TapStack']);
    expect(await names({ StackStatusFilter: ['DELETE_COMPLETE'] })).toEqual([]);
  });

  test('export values', async () => {
    await using cloud = await cloudWith(stack());
    const { Exports } = await cloud.client.send(new ListExportsCommand({}));
    expect(Exports).toEqual([
      {
        ExportingStackId: expect.stringContaining(':stack/TapStack/'),
        Name: 'topic',
        Value: 'arn:aws:sns:us-east-1:123456789012:t',
      },
    ]);
  });

  test('show their resources and template', async () => {
    await using cloud = await cloudWith(stack());
    const StackName = 'TapStack';
    const resource = {
      LogicalResourceId: 'Queue',
      PhysicalResourceId: 'http://127.0.0.1:4566/123456789012/q',
      ResourceType: 'AWS::SQS::Queue',
      ResourceStatus: 'CREATE_COMPLETE',
    };
    const listed = await cloud.client.send(new ListStackResourcesCommand({ StackName }));
    expect(listed.StackResourceSummaries).toEqual([expect.objectContaining(resource)]);
    const { PhysicalResourceId } = resource;
    const described = await cloud.client.send(new DescribeStackResourcesCommand({ PhysicalResourceId }));
    expect(described.StackResources).toEqual([expect.objectContaining({ ...resource, StackName })]);
    const none = await cloud.client.send(
      new DescribeStackResourcesCommand({ StackName, LogicalResourceId: 'Other' }),
    );
    expect(none.StackResources).toEqual([]);
    const { TemplateBody } = await cloud.client.send(new GetTemplateCommand({ StackName }));
    expect(JSON.parse(TemplateBody!)).toEqual(TEMPLATE);
  });

  test('that do not exist', async () => {
    await using cloud = await cloudWith();
    const asking = cloud.client.send(new DescribeStacksCommand({ StackName: 'nope' }));
    await expect(asking).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id nope does not exist',
    });
    expect((await cloud.client.send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
  });
});
