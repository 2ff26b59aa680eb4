import type { RoleName } from '../../bin/permissions/grants.ts';
import { PermissionRecorder } from '../../bin/permissions/recorder.ts';

/**
 * Takes note of what the roles of a template are refused: a function may live with it, and no test would know. `provoked` are the actions
 * that a test has refused on purpose, such as `SNS:Publish`.
 */
export class RoleRefusals {
  readonly #recorder = new PermissionRecorder();
  readonly #provoked: ReadonlySet<string>;

  constructor(provoked: readonly string[] = []) {
    this.#provoked = new Set(provoked);
  }

  /** For the cloud whose roles they are. */
  readonly listener = this.#recorder.listener;

  /** Throws where a role was refused something that no test has provoked, and names all of it. */
  check(nameOf: RoleName): void {
    const refusals = this.#recorder.refusals().filter(({ action }) => !this.#provoked.has(action));
    if (refusals.length === 0) return;
    const lines = refusals.map(
      ({ roleArn, action, resource }) => `${nameOf(roleArn)}: ${action} on ${resource}`,
    );
    throw new Error(`Roles were refused what they asked for. Grant it in the template.\n${lines.join('\n')}`);
  }
}
