import type { Session } from './session.ts';

/** What CloudFormation says of the environment's main stack; `none` where there is none. Throws where it does not say. */
export async function stackStatus({
  aws,
  environment,
}: Pick<Session, 'aws' | 'environment'>): Promise<string> {
  const { deployedStacks } = await import('#adapters/aws/cloudformation-stacks.ts');
  const stacks = deployedStacks(await aws.stacks(), environment);
  return (await stacks.read('TapStack'))?.status ?? 'none';
}
