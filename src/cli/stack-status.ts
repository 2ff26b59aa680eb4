import { KEY_STACK } from '#app/inspector-ports.ts';
import type { Session } from './session.ts';

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
