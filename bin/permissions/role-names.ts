import { readAssembly } from '#local/assembly/read-assembly.ts';
import { roleNameOf } from '#local/iam/resources.ts';
import type { RoleName } from './grants.ts';

/** Roles have names of CloudFormation's making; readers know them by the function that has them. */
export function roleNames(assemblyDirectory: string): RoleName {
  const names = new Map(
    readAssembly(assemblyDirectory).stacks.flatMap(({ stackName, template }) =>
      Object.values(template.Resources ?? {})
        .filter(({ Type }) => Type === 'AWS::Lambda::Function')
        .map(({ Properties: { Role, FunctionName } = {} }) => {
          const [logicalId] = (Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'];
          return [roleNameOf({ stackName, logicalId }), String(FunctionName)] as const;
        }),
    ),
  );
  return (roleArn) => {
    const name = roleArn.split('/').at(-1)!;
    return names.get(name) ?? name;
  };
}
