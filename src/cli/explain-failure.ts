import { keyRefusalOf } from '#app/key-refusal.ts';
import { Unavailable } from '#app/unavailable.ts';
import { EXIT, type ExitCode, Refusal } from './exit-codes.ts';
import { EnvironmentMissing, type StackStatus } from './stack-status.ts';

/** What a person is told of a failure: one sentence and the next step. */
export interface Explanation {
  readonly exitCode: ExitCode;
  readonly message: string;
  readonly next?: string | undefined;
}

/** Where the command was looking. */
export interface Whereabouts {
  readonly environment: string;
  readonly local: boolean;
  readonly endpoint: string | undefined;
  readonly region: string | undefined;
  /** As it was given. */
  readonly profile?: string | undefined;
  /** What there is of the environment, by CloudFormation's word. */
  stackStatus(): Promise<StackStatus | undefined>;
}

/** In words of the person who asked. Only a bug of ours comes out as unexpected. */
export async function explainFailure(error: unknown, where: Whereabouts): Promise<Explanation> {
  if (error instanceof Refusal) return error;
  if (error instanceof EnvironmentMissing) return await notDeployed(where);
  const { code, text, status } = factsOf(error);
  if (NO_CREDENTIALS.test(`${code} ${text}`)) return noCredentials(where);
  if (/Region is missing/i.test(text)) return noRegion();
  if (/Region not accepted/i.test(text)) return badRegion(where);
  if (UNTRUSTED.test(code)) return untrusted(code);
  if (WRONG_CLOCK.test(`${code} ${text}`)) return wrongClock();
  const refusal = keyRefusalOf(code);
  if (refusal !== undefined) return keyRefused(code, refusal);
  if (EXPIRED.test(code) || /expired/i.test(text)) return expired();
  if (REFUSED_KEY.has(code)) return refusedKey(code);
  if (DENIED.test(code)) return denied(code, text, where);
  if (NOT_REACHED.has(code)) return notReached(code, where);
  if (/does not have the specified index/.test(text)) return olderVersion(where);
  if (MISSING.test(code) || /does not exist|non-existent/i.test(text)) return await notDeployed(where);
  if (THROTTLED.test(code) || (status ?? 0) >= 500) return busy(code);
  if (NOT_THERE.test(code) || NOT_THERE.test(text)) return notOffered(code, where);
  return {
    exitCode: EXIT.unexpected,
    message: `Something unexpected happened (${code}).`,
    next: 'Run it again with DEBUG=1 for the details, and report them: they may hold ids, look before you paste.',
  };
}

/** The innermost failure says most: what was asked for did not answer because of it. */
function factsOf(error: unknown): {
  readonly code: string;
  readonly text: string;
  readonly status: number | undefined;
} {
  let innermost = (error ?? {}) as Failure;
  const chain = [innermost];
  while (innermost.cause && chain.length < 5) {
    innermost = innermost.cause as Failure;
    chain.push(innermost);
  }
  const failed = chain.find(({ $metadata }) => $metadata?.httpStatusCode !== undefined);
  const connection = chain.find(({ code }) => typeof code === 'string' && NOT_REACHED.has(code));
  const last = connection ?? failed ?? chain.find((one) => !(one instanceof Unavailable)) ?? innermost;
  return {
    code: codeOf(last),
    text: chain.map(({ message }) => message ?? '').join(' '),
    status: failed?.$metadata?.httpStatusCode,
  };
}

/** AWS's errors are known by their name, the connection's by their code. An answer that is no JSON or XML is no error of AWS's. */
function codeOf(failure: Failure): string {
  if (failure.name === 'SyntaxError' && '$response' in failure) return 'NotImplemented';
  const { name, code, $metadata } = failure;
  // The SDK puts its metadata on an error of the connection too, whose name says nothing.
  if (code !== undefined && NOT_REACHED.has(code)) return code;
  return String(($metadata ? name : (code ?? name)) ?? 'Unknown');
}

interface Failure {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly cause?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const NO_CREDENTIALS = /Could not load credentials|CredentialsProviderError(?!.*expired)/i;
const WRONG_CLOCK = /RequestTimeTooSkewed|Signature (expired|not yet current)/;
/** Node's words for a certificate that it does not trust ("X509 certificate error codes"). */
const UNTRUSTED = /CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE/;
const EXPIRED = /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired|SSOTokenExpired)/;
const REFUSED_KEY = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
  'AuthFailure',
  'IncompleteSignature',
  'MissingAuthenticationTokenException',
]);
const DENIED = /^(AccessDenied|AccessDeniedException|AuthorizationError|AuthorizationErrorException)$/;
/** AWS's words (IAM user guide, "Troubleshoot access denied error messages"). */
const DENIED_BY_RESOURCE = /explicit deny in a resource-based policy/;
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'TimeoutError',
  'UND_ERR_SOCKET',
]);
const MISSING =
  /(ResourceNotFound|QueueDoesNotExist|QueueDoesNotExistException|NonExistentQueue|NotFoundException|TopicNotFound|^NotFound$)/;
const THROTTLED = /(MetricsIncomplete|Throttl|TooManyRequests|LimitExceeded|RequestLimit|SlowDown)/i;
const NOT_THERE = /(InvalidAction|UnknownOperation|NotImplemented|InvalidParameterValue.*does not exist)/i;

function noCredentials({ profile }: Whereabouts): Explanation {
  if (profile !== undefined)
    return {
      exitCode: EXIT.unreachable,
      message: `There are no AWS credentials under the profile ${profile}.`,
      next: `See which profiles there are with aws configure list-profiles, and sign in: aws sso login --profile ${profile}.`,
    };
  return {
    exitCode: EXIT.unreachable,
    message: 'There are no AWS credentials here.',
    next: 'Sign in as for any AWS tool (aws sso login, aws configure), name a profile with --profile, or use --local for the local cloud.',
  };
}

const wrongClock = (): Explanation => ({
  exitCode: EXIT.unreachable,
  message: "This machine's clock is wrong by minutes, so AWS refuses what it signs.",
  next: 'Set the clock, then repeat the command.',
});

const untrusted = (code: string): Explanation => ({
  exitCode: EXIT.unreachable,
  message: `The certificate of what answered is not trusted (${code}).`,
  next: 'A proxy of your network may stand in between: name its certificate in NODE_EXTRA_CA_CERTS.',
});

const olderVersion = ({ environment }: Whereabouts): Explanation => ({
  exitCode: EXIT.notDeployed,
  message: `The table of environment ${environment} lacks an index that this version searches by: an older version is deployed.`,
  next: 'Deploy this version (CloudFormation adds one index to a table at a time), or use the command line of that one.',
});

const noRegion = (): Explanation => ({
  exitCode: EXIT.usage,
  message: 'No AWS region is set.',
  next: 'Give --region, such as --region us-east-1, or set AWS_REGION.',
});

const badRegion = ({ region }: Whereabouts): Explanation => ({
  exitCode: EXIT.usage,
  message: `${region === undefined ? 'What is set' : `"${region}"`} is no AWS region.`,
  next: 'Give --region, such as --region us-east-1, or correct AWS_REGION.',
});

const expired = (): Explanation => ({
  exitCode: EXIT.unreachable,
  message: 'Your AWS credentials have expired.',
  next: 'Sign in again (aws sso login, or get a new session), then repeat the command.',
});

const refusedKey = (code: string): Explanation => ({
  exitCode: EXIT.unreachable,
  message: `AWS does not accept these credentials (${code}).`,
  next: 'Look which ones are in use with aws sts get-caller-identity; --profile names others. Is AWS_ENDPOINT_URL still set to the local cloud?',
});

function denied(code: string, text: string, where: Whereabouts): Explanation {
  const { environment } = where;
  const action = /perform: ([\w:-]+)/.exec(text)?.[1];
  if (DENIED_BY_RESOURCE.test(text)) return deniedByResource(action, where);
  if (action === undefined && code.startsWith('Authorization')) return mayNotPublish();
  return {
    exitCode: EXIT.unreachable,
    message: `These credentials may not do that${action ? `: ${action} is missing` : ''}.`,
    next: `Ask for the permission, or use a profile that has it (--profile). The environment is ${environment}.`,
  };
}

/** The publisher keeps SNS's code, and nothing of its words, which may quote an order. */
const mayNotPublish = (): Explanation => ({
  exitCode: EXIT.unreachable,
  message: 'These credentials may not publish to the order topic.',
  next: 'Use a profile that may (--profile), or ask for sns:Publish. Where PUBLISHER_ARNS is set, only those whom it names may, whatever IAM allows.',
});

/** Whatever IAM allows: only a change of the resource's policy, or another caller, helps. */
function deniedByResource(action: string | undefined, { local }: Whereabouts): Explanation {
  const exitCode = EXIT.unreachable;
  if (action?.toLowerCase() !== 'sns:publish')
    return {
      exitCode,
      message: `The resource's own policy denies these credentials${action ? ` ${action}` : ' that'}.`,
      next: 'A permission in IAM does not help: use credentials that it lets in (--profile), or look at that policy.',
    };
  const asWhom = local ? 'AWS_ACCESS_KEY_ID=123456789012:role:shop' : '--profile';
  return {
    exitCode,
    message:
      'The order topic takes orders and resends of those alone whom PUBLISHER_ARNS names, and denies these credentials.',
    next: `A permission in IAM does not help: give the same command as one of those (${asWhom}), a resend a minute later, or name your role in PUBLISHER_ARNS too and deploy again.`,
  };
}

function keyRefused(code: string, refusal: 'may-not-use' | 'unusable'): Explanation {
  const exitCode = EXIT.unreachable;
  if (refusal === 'may-not-use')
    return {
      exitCode,
      message: `These credentials may not use the key that the orders are kept under (${code}).`,
      next: 'Ask for kms:Decrypt on the key that KMS_KEY_ARN names, and to publish or send for kms:GenerateDataKey too: in IAM, and in the key’s policy (npm run key-policy).',
    };
  return {
    exitCode,
    message: `The key that the orders are kept under cannot be used (${code}).`,
    next: 'Is it disabled, or about to be deleted? aws kms describe-key --key-id with the ARN in KMS_KEY_ARN says so. Once it can be used again, orders go on.',
  };
}

function notReached(code: string, { local, endpoint, region }: Whereabouts): Explanation {
  if (local)
    return {
      exitCode: EXIT.unreachable,
      message: `The local cloud does not answer at ${endpoint} (${code}).`,
      next: 'Start it with npm start. If it runs on another port, set ORDERMAIL_PORT to that.',
    };
  const where = region ? ` in ${region}` : '';
  const unknownHost = code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  return {
    exitCode: EXIT.unreachable,
    message: `AWS was not reached${where} (${code}).`,
    next: unknownHost
      ? 'Is the region right (--region), and is this machine online?'
      : 'Look at the network and repeat the command: what was done already is not done twice.',
  };
}

async function notDeployed(where: Whereabouts): Promise<Explanation> {
  const { environment, local, region } = where;
  const place = local ? 'the local cloud' : `this account${region ? ` in ${region}` : ''}`;
  const stack = await where.stackStatus().catch(() => undefined);
  if (stack !== undefined)
    return {
      exitCode: EXIT.notDeployed,
      message: `Environment ${environment} is only half there: its stack ${stack.name} is ${stack.status}, and something that this needs is missing.`,
      next: `See what happened with doctor --env ${environment}, then deploy again: npx cdk deploy --all.`,
    };
  return {
    exitCode: EXIT.notDeployed,
    message: `Environment ${environment} is not deployed in ${place}.`,
    next: local
      ? `Start it: ENVIRONMENT_SUFFIX=${environment} npm start. Or name another with --env.`
      : 'Name another environment with --env, another place with --region and --profile, or deploy it: npx cdk deploy --all.',
  };
}

const busy = (code: string): Explanation => ({
  exitCode: EXIT.unreachable,
  message: `AWS did not answer properly (${code}).`,
  next: 'Repeat the command in a minute: what was done already is not done twice.',
});

const notOffered = (code: string, { endpoint }: Whereabouts): Explanation => ({
  exitCode: EXIT.unreachable,
  message: `${endpoint ?? 'This endpoint'} does not offer a call that the command needs (${code}).`,
  next: 'It is no AWS endpoint, or an emulator that lacks this. The local cloud of npm start has it.',
});
