import { jsonService } from '../../gateway/protocols/json.ts';
import type { Service } from '../../gateway/service.ts';
import { getCostAndUsage } from './actions/get-cost-and-usage.ts';
import { listCostAllocationTags } from './actions/list-cost-allocation-tags.ts';
import type { CostSource } from './cost-source.ts';

interface CostExplorerDeps {
  readonly source: CostSource;
  /** The tags that everything in the account has. */
  readonly tags: () => Readonly<Record<string, string>>;
  readonly now: () => number;
}

/** What the account costs. Its tags are activated as cost-allocation tags, unless somebody put them in `inactiveTags`. */
export class CostExplorer {
  readonly source: CostSource;
  readonly tags: CostExplorerDeps['tags'];
  readonly now: () => number;
  readonly inactiveTags = new Set<string>();

  constructor({ source, tags, now }: CostExplorerDeps) {
    this.source = source;
    this.tags = tags;
    this.now = now;
  }

  readonly tagOf = (key: string): string | undefined =>
    this.inactiveTags.has(key) ? undefined : this.tags()[key];
}

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
