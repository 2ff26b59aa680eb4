import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** The environment variables that a function is deployed with. Needs `lambda:GetFunctionConfiguration`. */
export async function lambdaEnvironment(
  client: LambdaClient,
  functionName: string,
): Promise<Readonly<Record<string, string>>> {
  const { Environment } = await client.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  return Environment?.Variables ?? {};
}
