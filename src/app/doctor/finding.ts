/** What a check found. */
export interface Finding {
  /** `skipped`: could not or need not be looked at here, and `found` says why. */
  readonly level: 'ok' | 'warning' | 'failure' | 'skipped';
  /** What was found, one sentence. */
  readonly found: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly remedy?: string;
}

export const ok = (found: string): Finding => ({ level: 'ok', found });
export const skipped = (found: string): Finding => ({ level: 'skipped', found });
export const warning = (found: string, remedy: string): Finding => ({ level: 'warning', found, remedy });
export const failure = (found: string, remedy: string): Finding => ({ level: 'failure', found, remedy });

/** One thing that is looked at. */
export interface Check<Dependencies> {
  /** Stable: scripts may pick findings by it. */
  readonly id: string;
  readonly title: string;
  look(deps: Dependencies): Promise<Finding>;
}
