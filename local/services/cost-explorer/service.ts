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
    actions: {
      GetCostAndUsage: getCostAndUsage(costs),
      ListCostAllocationTags: listCostAllocationTags(costs),
    },
  });
}
