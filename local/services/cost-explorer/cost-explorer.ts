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
