import type { Action } from '../../../gateway/service.ts';
import type { CostExplorer } from '../cost-explorer.ts';

interface Input {
  readonly TagKeys?: readonly string[];
  readonly Status?: string;
  readonly Type?: string;
}

export function listCostAllocationTags(costs: CostExplorer): Action {
  return ({ TagKeys, Status, Type }: Input, context) => {
    context.authorize({ action: 'ce:ListCostAllocationTags', resource: '*' });
    const tags = Object.keys(costs.tags())
      .sort()
      .map((TagKey) => ({
        TagKey,
        Type: 'UserDefined',
        Status: costs.inactiveTags.has(TagKey) ? 'Inactive' : 'Active',
      }));
    return {
      CostAllocationTags: tags.filter(
        (tag) =>
          (TagKeys?.includes(tag.TagKey) ?? true) &&
          (Status ?? tag.Status) === tag.Status &&
          (Type ?? tag.Type) === tag.Type,
      ),
    };
  };
}
