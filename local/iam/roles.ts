import { compilePolicy } from './compiled-policy.ts';
import type { DecisionListener, PolicyDocument, Principal } from './policy.ts';

/** A role of a template. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly policies: readonly PolicyDocument[];
}

/** The roles of the templates, with every policy attached to them. */
export class Roles {
  readonly #byArn = new Map<string, Role>();
  readonly #onDecision: DecisionListener | undefined;

  /** @param onDecision told of every permission question about any of them; nobody is told without one */
  constructor(onDecision?: DecisionListener) {
    this.#onDecision = onDecision;
  }

  /** Every role, with all its policies so far. */
  all(): readonly Role[] {
    return [...this.#byArn.values()];
  }

  /** Makes a role; one that exists under this ARN is replaced. Throws on a policy that the local cloud cannot evaluate. */
  create(role: { name: string; arn: string; accountId: string; policies: readonly PolicyDocument[] }): void {
    role.policies.forEach(compilePolicy);
    this.#byArn.set(role.arn, { ...role });
  }

  /** Attaches one more policy to a role. Throws on an unknown role, and on a policy that the local cloud cannot evaluate. */
  attach(roleName: string, policy: PolicyDocument): void {
    const role = [...this.#byArn.values()].find(({ name }) => name === roleName);
    if (!role) throw new Error(`There is no role ${roleName} to attach a policy to. ${this.#known()}`);
    compilePolicy(policy);
    this.#byArn.set(role.arn, { ...role, policies: [...role.policies, policy] });
  }

  /** Who signs with a key that stands for this role. Throws if there is no such role. */
  principal(roleArn: string, session?: string): Principal {
    const role = this.#byArn.get(roleArn);
    if (!role) throw new Error(`There is no role ${roleArn}. ${this.#known()}`);
    return {
      kind: 'role',
      accountId: role.accountId,
      arn: roleArn,
      ...(session === undefined ? {} : { session }),
      // Asked on every call: a policy resource may come after the function that was given the role.
      policies: () => this.#byArn.get(roleArn)!.policies,
      ...(this.#onDecision && { onDecision: this.#onDecision }),
    };
  }

  #known(): string {
    return `Known: ${[...this.#byArn.keys()].join(', ') || 'none'}.`;
  }
}
