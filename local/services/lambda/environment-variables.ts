import { createHash } from 'node:crypto';
import type { FunctionDefinition } from './function-definition.ts';

interface Surroundings {
  readonly region: string;
  /** Of the local cloud, for the AWS SDK. */
  readonly endpointUrl: string;
  readonly logStreamName: string;
}

/**
 * Everything a function finds in `process.env`: what its template sets, and the variables that the Lambda guide "Defined
 * runtime environment variables" lists. Nothing of the machine's own environment.
 */
export function environmentVariables(
  definition: FunctionDefinition,
  { region, endpointUrl, logStreamName }: Surroundings,
): Record<string, string> {
  const { logging } = definition;
  return {
    LANG: 'en_US.UTF-8',
    ...definition.environment,
    TZ: definition.environment.TZ ?? ':UTC',
    _HANDLER: definition.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memorySizeMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    AWS_LAMBDA_LOG_FORMAT: logging.format,
    ...(logging.format === 'JSON' ? { AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel } : {}),
    AWS_ACCESS_KEY_ID: accessKeyOf(definition.arn),
    AWS_SECRET_ACCESS_KEY: 'local',
    // Comes with every call: by it the gateway knows which of the function's environments is calling.
    AWS_SESSION_TOKEN: logStreamName,
    AWS_ENDPOINT_URL: endpointUrl,
    LAMBDA_TASK_ROOT: definition.codeFolder,
  };
}

/** The access key of a function, the same at every start: it tells the gateway whose role is calling. */
export function accessKeyOf(functionArn: string): string {
  return `ASIA${createHash('sha256').update(functionArn).digest('hex').slice(0, 16).toUpperCase()}`;
}
