import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  ListCostAllocationTagsCommand,
} from '@aws-sdk/client-cost-explorer';
import { describe, expect, it } from 'vitest';
import { UsageMeter } from '#local/meter/usage-meter.ts';
import { CostExplorer } from '#local/services/cost-explorer/cost-explorer.ts';
import { meteredCosts } from '#local/services/cost-explorer/cost-source.ts';
import { costExplorerService } from '#local/services/cost-explorer/service.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { virtualWorld } from '../support/test-world.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const TAGS = { project: 'shop', Environment: 'dev' };
const BY_SERVICE = { Type: 'DIMENSION', Key: 'SERVICE' } as const;

/** A day's use of a service, whose units cost a dollar each. */
const use = (service: string, quantity: number) => ({
  kind: { service, usageType: 'Requests', unit: 'request' },
  operation: 'Call',
  resource: 'thing',
  quantity,
});

async function costExplorer() {
  const world = virtualWorld();
  const meter = new UsageMeter(world);
  const source = meteredCosts(
    meter,
    ({ service, quantity }) => (service === 'AWS Cost Explorer' ? 0.01 : quantity),
    world.timers.now,
  );
  const costs = new CostExplorer({ source, tags: () => TAGS, now: world.timers.now });
  const served = await serve([costExplorerService(costs)], { world });
  const client = new CostExplorerClient(clientConfig(served));
  const ask = (input: Partial<GetCostAndUsageCommandInput> = {}) =>
    client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: '2026-11-01', End: '2026-11-10' },
        Granularity: 'DAILY',
        Metrics: ['UnblendedCost'],
        ...input,
      }),
    );
  return { ...served, world, meter, costs, client, ask };
}

describe('GetCostAndUsage', () => {
  it('gives what was metered, day by day and by service, until today', async () => {
    await using cloud = await costExplorer();
    cloud.meter.count(use('SQS', 2));
    cloud.meter.count(use('SNS', 1));
    await cloud.world.timers.advance(DAY_MS);
    cloud.meter.count(use('SQS', 3));
    const { ResultsByTime = [] } = await cloud.ask({ GroupBy: [BY_SERVICE] });
    expect(ResultsByTime).toEqual([
      {
        TimePeriod: { Start: '2026-11-01', End: '2026-11-02' },
        Total: {},
        Groups: [
          { Keys: ['SNS'], Metrics: { UnblendedCost: { Amount: '1.0000000000', Unit: 'USD' } } },
          { Keys: ['SQS'], Metrics: { UnblendedCost: { Amount: '2.0000000000', Unit: 'USD' } } },
        ],
        Estimated: true,
      },
      {
        TimePeriod: { Start: '2026-11-02', End: '2026-11-03' },
        Total: {},
        Groups: [
          { Keys: ['SQS'], Metrics: { UnblendedCost: { Amount: '3.0000000000', Unit: 'USD' } } },
          // The request itself.
          {
            Keys: ['AWS Cost Explorer'],
            Metrics: { UnblendedCost: { Amount: '0.0100000000', Unit: 'USD' } },
          },
        ],
        Estimated: true,
      },
    ]);
  });

  it('adds a month up, and no longer estimates one that is over', async () => {
    await using cloud = await costExplorer();
    cloud.meter.count(use('SQS', 2));
    await cloud.world.timers.advance(DAY_MS);
    cloud.meter.count(use('SQS', 3));
    await cloud.world.timers.advance(40 * DAY_MS);
    const TimePeriod = { Start: '2026-11-01', End: '2026-12-01' };
    const { ResultsByTime = [] } = await cloud.ask({ TimePeriod, Granularity: 'MONTHLY' });
    expect(ResultsByTime).toEqual([
      {
        TimePeriod,
        Total: { UnblendedCost: { Amount: '5.0000000000', Unit: 'USD' } },
        Groups: [],
        Estimated: false,
      },
    ]);
  });

  it('finds nothing under a tag that nothing has, or that is not activated', async () => {
    await using cloud = await costExplorer();
    cloud.meter.count(use('SQS', 2));
    const under = async (Key: string, value: string) => {
      const { ResultsByTime = [] } = await cloud.ask({
        Filter: { Tags: { Key, Values: [value] } },
        GroupBy: [BY_SERVICE, { Type: 'TAG', Key: 'Environment' }],
      });
      return ResultsByTime.flatMap(({ Groups = [] }) => Groups.map(({ Keys = [] }) => Keys.join(' ')));
    };
    expect(await under('project', 'shop')).toContain('SQS Environment$dev');
    expect(await under('project', 'other')).toEqual([]);
    expect(await under('team', 'shop')).toEqual([]);
    cloud.costs.inactiveTags.add('project');
    expect(await under('project', 'shop')).toEqual([]);
  });

  it.each([
    [
      'an empty span',
      { TimePeriod: { Start: '2026-11-01', End: '2026-11-01' } },
      /should be before end date/,
    ],
    ['hours', { Granularity: 'HOURLY' }, /does not emulate the granularity HOURLY. Emulated: DAILY, MONTHLY/],
    ['quantities', { Metrics: ['UsageQuantity'] }, /does not emulate the metric UsageQuantity/],
    ['three groups', { GroupBy: [BY_SERVICE, BY_SERVICE, BY_SERVICE] }, /at most two/],
  ] as const)('refuses %s', async (_, input, message) => {
    await using cloud = await costExplorer();
    await expect(cloud.ask(input as Partial<GetCostAndUsageCommandInput>)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});

describe('ListCostAllocationTags', () => {
  it('tells which tags are activated', async () => {
    await using cloud = await costExplorer();
    cloud.costs.inactiveTags.add('project');
    const { CostAllocationTags } = await cloud.client.send(new ListCostAllocationTagsCommand({}));
    expect(CostAllocationTags).toEqual([
      { TagKey: 'Environment', Type: 'UserDefined', Status: 'Active' },
      { TagKey: 'project', Type: 'UserDefined', Status: 'Inactive' },
    ]);
    const asked = new ListCostAllocationTagsCommand({ TagKeys: ['nobody-has-it'] });
    expect((await cloud.client.send(asked)).CostAllocationTags).toEqual([]);
  });
});
