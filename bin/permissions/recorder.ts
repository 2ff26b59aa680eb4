import type { Decision, DecisionListener } from '#local/iam/policy.ts';

/** A permission that was used. */
export interface Use {
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
  /** The statement that allowed it, as JSON. */
  readonly statement: string;
  /** What went on, each once, in the order of the runs. */
  readonly scenarios: readonly string[];
}

/** What a role asked for and may not do. */
export interface Refusal extends Omit<Use, 'statement' | 'scenarios'> {
  readonly scenario: string;
}

/** Takes note of what roles use and are refused, under the name of what is going on. */
export class PermissionRecorder {
  readonly #uses = new Map<string, Use & { readonly scenarios: string[] }>();
  readonly #refusals = new Map<string, Refusal>();
  #scenario = '';

  /** Whatever is asked from now on belongs to this. */
  begin(scenario: string): void {
    this.#scenario = scenario;
  }

  /** For a cloud whose roles are to be recorded. */
  readonly listener: DecisionListener = ({ allowedBy, ...asked }: Decision) => {
    if (!allowedBy) {
      this.#refusals.set(Object.values(asked).join(' '), { ...asked, scenario: this.#scenario });
      return;
    }
    const statement = JSON.stringify(allowedBy);
    const key = [...Object.values(asked), statement].join(' ');
    const use = this.#uses.get(key) ?? { ...asked, statement, scenarios: [] };
    if (!use.scenarios.includes(this.#scenario)) use.scenarios.push(this.#scenario);
    this.#uses.set(key, use);
  };

  uses(): readonly Use[] {
    return [...this.#uses.values()];
  }

  refusals(): readonly Refusal[] {
    return [...this.#refusals.values()];
  }
}
