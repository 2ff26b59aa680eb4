import { type CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import type { DeployedStack, DeployedStacks } from '#app/inspector-ports.ts';

/** The environment's stacks, by CloudFormation's word. */
export function deployedStacks(client: CloudFormationClient, environment: string): DeployedStacks {
  return {
    async read(name) {
      try {
        const { Stacks: [stack] = [] } = await client.send(
          new DescribeStacksCommand({ StackName: `${name}-${environment}` }),
        );
        return stack && stackOf(stack);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
  };
}

/** CloudFormation has no error of its own for it: a ValidationError says so in its text. */
function isMissing(error: unknown): boolean {
  const { name, message } = error as Error;
  return name === 'ValidationError' && message.includes('does not exist');
}

function stackOf({ StackStatus, Outputs = [], DriftInformation }: Stack): DeployedStack {
  return {
    status: StackStatus ?? 'UNKNOWN',
    outputs: Object.fromEntries(
      Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
    ...(DriftInformation && {
      drift: {
        status: DriftInformation.StackDriftStatus ?? 'UNKNOWN',
        checkedAt: DriftInformation.LastCheckTimestamp?.toISOString(),
      },
    }),
  };
}
