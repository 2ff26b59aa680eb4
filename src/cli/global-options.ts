import type { OperatorConnection } from '#adapters/aws/lazy-clients.ts';
import { ENVIRONMENT_NAME, ENVIRONMENT_NAME_ALLOWED } from '#contract/names.ts';
import { EXIT, Refusal } from './exit-codes.ts';

/** The options that every command has, as they were given. */
export interface GlobalOptions {
  readonly env?: string;
  readonly local?: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly json?: boolean;
}

/** Which environment a command is about, and how it is reached. */
export interface Target {
  readonly environment: string;
  /** On this machine. */
  readonly local: boolean;
  readonly connection: OperatorConnection;
  /** Where calls go instead of to AWS; undefined for AWS itself. */
  readonly endpoint: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The port on which `npm start` listens unless ORDERMAIL_PORT says another. */
const LOCAL_PORT = '4566';

/** What the options and the environment variables say. Throws {@link Refusal} where that cannot be. */
export function readTarget(options: GlobalOptions, variables: Environment): Target {
  const environment = options.env ?? (variables.ENVIRONMENT_SUFFIX || 'dev');
  if (!ENVIRONMENT_NAME.test(environment))
    throw wrong(
      `The environment is "${environment}".`,
      `Allowed: ${ENVIRONMENT_NAME_ALLOWED}. Such as --env prod.`,
    );
  if (!options.local) {
    const { profile, region } = options;
    return {
      environment,
      local: false,
      endpoint: variables.AWS_ENDPOINT_URL || undefined,
      connection: { ...(profile !== undefined && { profile }), ...(region !== undefined && { region }) },
    };
  }
  if (options.profile !== undefined)
    throw wrong('--local and --profile exclude each other.', 'The local cloud takes any credentials.');
  const port = variables.ORDERMAIL_PORT || LOCAL_PORT;
  if (!/^\d{1,5}$/.test(port) || !isPort(Number(port)))
    throw wrong(`ORDERMAIL_PORT is "${port}".`, 'Allowed: a whole number from 1 to 65535.');
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    environment,
    local: true,
    endpoint,
    connection: {
      endpoint,
      region: options.region ?? (variables.CDK_DEFAULT_REGION || 'us-east-1'),
      // Any is right there, and one of local/iam/callers.ts says who calls.
      credentials: { accessKeyId: variables.AWS_ACCESS_KEY_ID || 'local', secretAccessKey: 'local' },
    },
  };
}

const isPort = (value: number) => value >= 1 && value <= 65_535;

const wrong = (message: string, next: string) => new Refusal(message, next, EXIT.usage);
