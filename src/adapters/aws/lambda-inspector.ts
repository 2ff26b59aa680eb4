import {
  GetFunctionConfigurationCommand,
  type LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import type { FunctionInspector } from '#app/inspector-ports.ts';

/** Functions as they are deployed. */
export function lambdaInspector(client: LambdaClient): FunctionInspector {
  return {
    async read(FunctionName) {
      try {
        const { Runtime, State, Timeout } = await client.send(
          new GetFunctionConfigurationCommand({ FunctionName }),
        );
        const { EventSourceMappings = [] } = await client.send(
          new ListEventSourceMappingsCommand({ FunctionName }),
        );
        return {
          runtime: Runtime ?? 'unknown',
          state: State ?? 'Active',
          timeoutSeconds: Timeout ?? 0,
          sources: EventSourceMappings.map((mapping) => ({ state: mapping.State ?? 'unknown' })),
        };
      } catch (error) {
        if ((error as Error).name === 'ResourceNotFoundException') return undefined;
        throw error;
      }
    },
  };
}
