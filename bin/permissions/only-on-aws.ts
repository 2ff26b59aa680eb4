import type { OnlyOnAws } from './compare.ts';

/** Grants that no run here can use, each with what AWS does with it. One that can be used here, or is gone, is a finding. */
export const ONLY_ON_AWS: readonly OnlyOnAws[] = [];
