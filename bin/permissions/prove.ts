import { drawOptions } from '../../sim/options.ts';
import { simulate } from '../../sim/simulate.ts';
import type { ProvenAssemblies } from './assembly.ts';
import { missingGrants, type UsedGrant, unusedGrants, withUses } from './compare.ts';
import { type Grant, grantsOf } from './grants.ts';
import { ONLY_ON_AWS } from './only-on-aws.ts';
import { PermissionRecorder } from './recorder.ts';
import { roleNames } from './role-names.ts';
import { DEPLOYMENT, SCENARIOS, SIMULATION } from './scenarios.ts';
import { RecordedSystem } from './system.ts';
import { wildcardFindings } from './wildcards.ts';

/** What was found out about the permissions of every role of the templates. */
export interface Proof {
  /** Every grant with what used it; none where a role lacks one, since a run that breaks off shows nothing of the others. */
  readonly grants: readonly UsedGrant[];
  /**
   * What is used and not granted, granted and not used, or a wildcard without a reason, as sentences. Empty where the permissions are
   * minimal.
   */
  readonly findings: readonly string[];
}

/** Two seeds that draw most faults between them; few orders are enough. */
const SIMULATED = [1, 2].map((seed) => drawOptions(seed, 40, 'all'));

/**
 * Runs everything that the functions do, with the rights that the usual template gives them, and compares: what is granted must be used.
 * What the other template grants beyond that must be what only AWS uses.
 */
export async function provePermissions({ usual, withKey }: ProvenAssemblies): Promise<Proof> {
  const recorder = new PermissionRecorder();
  const nameOf = roleNames(usual);
  const missing = () => missingGrants(recorder.refusals(), nameOf);
  const system = new RecordedSystem(usual, recorder);
  try {
    recorder.begin(DEPLOYMENT);
    await system.start();
    const { roles, functions } = system.cloud;
    const simulated = {
      sender: functions.role(system.names.senderFunction),
      feedback: functions.role(system.names.feedbackFunction),
    };
    for (const [name, scenario] of Object.entries(SCENARIOS)) {
      recorder.begin(name);
      await scenario(system);
    }
    // The simulation replaces this process's clock, on which the system runs.
    await system.close();
    if (missing().length > 0) return { grants: [], findings: missing() };

    recorder.begin(SIMULATION);
    for (const options of SIMULATED) await simulate(options, simulated);
    if (missing().length > 0) return { grants: [], findings: missing() };

    const grants = withUses(grantsOf(roles.all(), nameOf), recorder.uses());
    const grantsWithKey = withUses(await grantsIn(withKey), recorder.uses());
    return {
      grants,
      findings: [
        ...unusedGrants(grants, []),
        ...wildcardFindings(grants),
        ...unusedGrants(grantsWithKey, ONLY_ON_AWS),
      ],
    };
  } catch (error) {
    // What was refused explains why a scenario or the start came to no end; without it, something else is wrong.
    if (missing().length === 0) throw error;
    return { grants: [], findings: missing() };
  } finally {
    await system.close();
  }
}

/** What the roles of a template may do. */
async function grantsIn(assemblyDirectory: string): Promise<Grant[]> {
  const system = new RecordedSystem(assemblyDirectory, new PermissionRecorder());
  try {
    await system.start();
    return grantsOf(system.cloud.roles.all(), roleNames(assemblyDirectory));
  } finally {
    await system.close();
  }
}
