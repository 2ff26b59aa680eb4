import { COST_TAG, ENVIRONMENT_TAG } from '#contract/names.ts';
import type { StageConfig } from './stage-config.ts';

/** On every resource of one environment: for Cost Explorer, and to tell environments apart. */
export function stageTags({ environmentSuffix }: StageConfig): Record<string, string> {
  return { [COST_TAG.key]: COST_TAG.value, Project: 'ordermail', [ENVIRONMENT_TAG]: environmentSuffix };
}
