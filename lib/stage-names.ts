import {
  type AccountWideNames,
  accountWideNames,
  type ResourceNames,
  resourceNames,
} from '#contract/names.ts';
import type { StageConfig } from './stage-config.ts';

/** What everything of one environment is called. */
export type StageNames = ResourceNames & AccountWideNames;

/** The names in a region and those that the account has once, together. */
export function namesOf({ environmentSuffix, region }: StageConfig): StageNames {
  return { ...resourceNames(environmentSuffix), ...accountWideNames(environmentSuffix, region) };
}
