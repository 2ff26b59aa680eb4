import { KEY_STACK } from '#app/inspector-ports.ts';
import type { Session } from './session.ts';

/** Found by a command itself, where AWS answers for an environment that is not there as for one in which nothing happens. */
export class EnvironmentMissing extends Error {}

/** One of the environment's stacks. */
export interface StackStatus {
  readonly name: string;
  /** CloudFormation's own word, such as `CREATE_COMPLETE`. */
  readonly status: string;
}

/**
 * The environment's last stack, or one of the first, where a deployment broke off in between; undefined where there is none of these.
 * Throws where CloudFormation does not say.
 */
export async function stackStatus({
  aws,
  environment,
}: Pick<Session, 'aws' | 'environment'>): Promise<StackStatus | undefined> {
  const { deployedStacks } = await import('#adapters/aws/cloudformation-stacks.ts');
  const stacks = deployedStacks(await aws.stacks(), environment);
  for (const name of ['TapStack', 'EmailNotificationStack', KEY_STACK] as const) {
    const stack = await stacks.read(name);
    if (stack) return { name: `${name}-${environment}`, status: stack.status };
  }
  return undefined;
}

/**
 * For what CloudWatch knows, since it counts nothing of whatever name: no error, and no number either. Whoever may not ask CloudFormation
 * is answered as if the environment were there.
 *
 * @throws EnvironmentMissing where none of its stacks is there
 */
export async function mustBeDeployed(session: Pick<Session, 'aws' | 'environment'>): Promise<void> {
  const isThere = await stackStatus(session).then(
    (status) => status !== undefined,
    () => true,
  );
  if (!isThere) throw new EnvironmentMissing(session.environment);
}
