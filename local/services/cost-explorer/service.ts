import type { Members } from '../../gateway/members.ts';
import { jsonService } from '../../gateway/protocols/json.ts';
import type { Service } from '../../gateway/service.ts';
import { getCostAndUsage } from './actions/get-cost-and-usage.ts';
import { listCostAllocationTags } from './actions/list-cost-allocation-tags.ts';
import type { CostExplorer } from './cost-explorer.ts';

/** Cost Explorer's API, which has one endpoint for all regions and is signed for us-east-1. */
export function costExplorerService(costs: CostExplorer): Service {
  return jsonService({
    scope: 'ce',
    targetPrefix: 'AWSInsightsIndexService',
    version: '1.1',
    members: MEMBERS,
    actions: {
      GetCostAndUsage: getCostAndUsage(costs),
      ListCostAllocationTags: listCostAllocationTags(costs),
    },
  });
}

const MEMBERS: Members = {
  Start: 'string',
  End: 'string',
  Granularity: 'string',
  Type: 'string',
  Key: 'string',
  Status: 'string',
  NextPageToken: 'string',
  TimePeriod: 'structure',
  Filter: 'structure',
  Tags: 'structure',
  Dimensions: 'structure',
  Not: 'structure',
  CostCategories: 'structure',
  Metrics: 'string[]',
  Values: 'string[]',
  TagKeys: 'string[]',
  GroupBy: 'structure[]',
  And: 'structure[]',
  Or: 'structure[]',
};
