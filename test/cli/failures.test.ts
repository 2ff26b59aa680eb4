import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { Unavailable } from '#app/unavailable.ts';
import { explainFailure } from '#cli/explain-failure.ts';
import { cloudFormationService } from '#local/services/cloudformation/service.ts';
import { Stacks } from '#local/services/cloudformation/stacks.ts';
import { openDynaliteStore } from '#local/services/dynamodb/dynalite-store.ts';
import { dynamodbService } from '#local/services/dynamodb/service.ts';
import { stsService } from '#local/services/sts/service.ts';
import { serve } from '#test/local/support/serve.ts';
import { testWorld } from '#test/local/support/test-world.ts';
import { localOrdermail, ordermail } from './harness.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Something that listens where AWS should. */
async function endpoint(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const refusing =
  (code: string, message: string): RequestListener =>
  (_request, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws#${code}`, message }));
  };

test.each([
  ['ExpiredTokenException', 'The security token included in the request is expired', 3, 'have expired'],
  [
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
    3,
    'does not accept',
  ],
  [
    'AccessDeniedException',
    'User: arn:aws:iam::123456789012:user/a is not authorized to perform: dynamodb:Query on resource: x',
    3,
    'dynamodb:Query is missing',
  ],
  ['ResourceNotFoundException', 'Requested resource not found', 4, 'is not deployed'],
  ['SomethingNew', 'what', 5, 'unexpected'],
])('%s becomes a sentence with the next step', async (code, message, exitCode, sentence) => {
  const ran = await localOrdermail(await endpoint(refusing(code, message)), 'dev')('status', 'A');
  expect(ran).toMatchObject({ exitCode, out: '' });
  expect(ran.err.replaceAll('\n', ' ')).toContain(sentence);
  expect(ran.err).not.toMatch(/ at .*\.ts:|Error:/);
  expect(ran.err.trim().split('\n').length).toBeGreaterThan(1);
});

test.each([
  ['status', 'A'],
  ['dead-letters', 'list'],
  ['suppression', 'list'],
  ['resend', 'A', '--reason', 'typo'],
  ['stats'],
])('nobody listens: the local cloud is not running, says %s', async (...command) => {
  const ran = await localOrdermail('http://127.0.0.1:1', 'dev')(...command);
  expect(ran).toMatchObject({ exitCode: 3, out: '' });
  expect(ran.err).toContain('The local cloud does not answer at http://127.0.0.1:1 (ECONNREFUSED)');
  expect(ran.err).toContain('npm start');
});

test('a connection that is lost in the middle says that repeating is safe', async () => {
  let calls = 0;
  const url = await endpoint((request, response) => {
    calls++;
    if (calls > 1) request.socket.destroy();
    else {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ Items: [{ emailId: { S: 'A#ORDER_CONFIRMATION' } }] }));
    }
  });
  const { exitCode, out, err } = await localOrdermail(url, 'dev')('status', 'A');
  expect({ exitCode, out }).toEqual({ exitCode: 3, out: '' });
  expect(err).toContain('does not answer');
});

test('a failure in the middle of a long work begins on a line of its own', async () => {
  let calls = 0;
  const url = await endpoint((request, response) => {
    calls++;
    if (calls > 1) request.socket.destroy();
    else response.end(JSON.stringify({ SuppressedDestinationSummaries: [], NextToken: 'next' }));
  });
  const variables = { ORDERMAIL_PORT: new URL(url).port };
  const { err } = await ordermail(['suppression', 'list', '--local'], { variables, overwrites: true });
  expect(err).toContain('Read 0 so far\r\u001b[KThe local cloud does not answer');
});

test('an environment that is not there is named, with where it was looked for', async () => {
  const { ran } = await deployed([]);
  const { exitCode, err } = await ran('status', 'A');
  expect({ exitCode, err }).toEqual({
    exitCode: 4,
    err: expect.stringContaining('not deployed in the local cloud'),
  });
});

test('a half-deployed one says so, and the doctor finds what is missing', async () => {
  const { ran } = await deployed(['TapStack-dev']);
  const { exitCode, err } = await ran('search');
  expect({ exitCode, err }).toEqual({ exitCode: 4, err: expect.stringContaining('only half there') });
  const doctor = await ran('doctor', '--json');
  expect(doctor.exitCode).toBe(1);
  const [stacks] = doctor.json().checks;
  expect(stacks).toMatchObject({
    id: 'stacks',
    level: 'failure',
    found: expect.stringContaining('EmailNotificationStack-dev is missing'),
  });
});

test.each(['EmailNotificationStack-dev', 'EncryptionKeyStack-dev'])(
  'one of which %s alone is there is half-deployed too',
  async (name) => {
    const { ran } = await deployed([name]);
    const { exitCode, err } = await ran('search');
    expect({ exitCode, err: err.replaceAll('\n', ' ') }).toEqual({
      exitCode: 4,
      err: expect.stringContaining(`half there: its stack ${name} is`),
    });
  },
);

/** An account with these stacks, and nothing in them. */
async function deployed(stackNames: readonly string[]) {
  const world = testWorld({ database: new DatabaseSync(':memory:') });
  const stacks = new Stacks(world);
  for (const stackName of stackNames) stacks.add({ stackName, outputs: [], resources: [], template: {} });
  const store = await openDynaliteStore(world);
  const served = await serve(
    [cloudFormationService(stacks), dynamodbService({ world, store }), stsService()],
    { world },
  );
  closing.push(served.close, () => store.close());
  return { ran: localOrdermail(served.endpoint, 'dev') };
}

describe('explained without a call', () => {
  const where = {
    environment: 'prod',
    local: false,
    endpoint: undefined,
    region: 'eu-nowhere-1',
    profile: undefined,
    stackStatus: async () => undefined,
  };
  const deniedByResource = (action: string) =>
    `User: arn:aws:iam::123456789012:user/a is not authorized to perform: ${action} on resource: x with an explicit deny in a resource-based policy`;
  const NO_SUCH_KEY =
    'The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.';
  const failed = (name: string, message: string, more: object = {}) =>
    Object.assign(new Error(message), { name, ...more });

  test.each([
    [
      failed('CredentialsProviderError', 'Could not load credentials from any providers'),
      3,
      'no AWS credentials',
    ],
    [
      failed('CredentialsProviderError', 'Could not resolve credentials: profile x could not be found'),
      3,
      'credentials',
    ],
    [
      failed(
        'CredentialsProviderError',
        'Could not resolve credentials using profile: [x] in configuration/credentials file(s).',
      ),
      3,
      'no AWS credentials',
    ],
    [
      failed('CredentialsProviderError', 'The SSO session associated with this profile has expired.'),
      3,
      'have expired',
    ],
    [
      failed(
        'InvalidSignatureException',
        'Signature expired: 20261124T120000Z is now earlier than 20261124T121500Z',
      ),
      3,
      'clock',
    ],
    [failed('AuthorizationErrorException', deniedByResource('SNS:Publish')), 3, 'PUBLISHER_ARNS'],
    [failed('AuthorizationErrorException', deniedByResource('SNS:Publish')), 3, '--profile'],
    [failed('PublishFailed', 'no', { code: 'AuthorizationErrorException' }), 3, 'PUBLISHER_ARNS'],
    [failed('AccessDenied', deniedByResource('sqs:SendMessage')), 3, "resource's own policy"],
    [failed('KMSAccessDeniedException', NO_SUCH_KEY), 3, 'may not use the key'],
    [failed('KmsAccessDenied', NO_SUCH_KEY), 3, 'kms:Decrypt'],
    [failed('KMSNotFoundException', 'Key does not exist'), 3, 'KMSNotFoundException'],
    [failed('KmsDisabled', 'is disabled'), 3, 'aws kms describe-key'],
    [failed('KmsThrottled', 'Rate exceeded'), 3, 'Repeat'],
    [
      failed('ValidationException', 'The table does not have the specified index: ProblemIndex'),
      4,
      'older version',
    ],
    [failed('Error', 'Region is missing'), 2, 'No AWS region'],
    [
      failed('Error', 'Region not accepted: region="eu west" is not a valid hostname component.'),
      2,
      'eu-nowhere-1',
    ],
    [
      failed('Error', 'getaddrinfo ENOTFOUND dynamodb.eu-nowhere-1.amazonaws.com', { code: 'ENOTFOUND' }),
      3,
      'in eu-nowhere-1',
    ],
    [
      failed('Error', 'self-signed certificate in certificate chain', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }),
      3,
      'NODE_EXTRA_CA_CERTS',
    ],
    [failed('Error', 'certificate has expired', { code: 'CERT_HAS_EXPIRED' }), 3, 'NODE_EXTRA_CA_CERTS'],
    [new Unavailable('the tracking table', failed('TimeoutError', 'socket hang up')), 3, 'not reached'],
    [failed('ThrottlingException', 'Rate exceeded', { $metadata: { httpStatusCode: 400 } }), 3, 'Repeat'],
    [failed('MetricsIncomplete', 'CloudWatch answered with only a part of the metrics'), 3, 'Repeat'],
    [failed('QueueDoesNotExist', 'The specified queue does not exist.'), 4, 'not deployed in this account'],
    [Object.assign(new Error('no'), { name: 'PublishFailed', code: 'NotFoundException' }), 4, 'not deployed'],
    [failed('SyntaxError', 'Unexpected token <', { $response: {} }), 3, 'does not offer'],
    [new TypeError('x is not a function'), 5, 'DEBUG=1'],
    ['thrown', 5, 'unexpected'],
  ])('%o', async (error, exitCode, sentence) => {
    const explained = await explainFailure(error, where);
    expect(explained.exitCode).toBe(exitCode);
    expect(`${explained.message} ${explained.next}`).toContain(sentence);
    expect(explained.message).not.toContain('Publish is missing');
  });

  test('who is no named publisher on the local cloud hears how to be one', async () => {
    const denial = failed('AuthorizationErrorException', deniedByResource('SNS:Publish'));
    const { next } = await explainFailure(denial, { ...where, local: true });
    expect(next).toContain('AWS_ACCESS_KEY_ID=123456789012:role:shop');
  });
});

test('wrong use is JSON too, where that is asked for', async () => {
  const { exitCode, out } = await ordermail(['status', '--json']);
  expect({ exitCode, error: JSON.parse(out).error }).toMatchObject({
    exitCode: 2,
    error: { exitCode: 2, message: expect.stringContaining("missing required argument 'order'") },
  });
});

test.each(['0', '65536', '99999', 'abc'])('the port %s is none', async (ORDERMAIL_PORT) => {
  const ran = await ordermail(['status', 'A', '--local'], { variables: { ORDERMAIL_PORT } });
  expect(ran).toMatchObject({ exitCode: 2, err: expect.stringContaining('1 to 65535') });
});

test('wrong use ends with 2 and writes no result', async () => {
  for (const argv of [
    ['nope'],
    ['status'],
    ['status', 'A', '--nope'],
    ['dead-letters', 'show', 'nope'],
    ['status', 'A', '--env', 'A B'],
    ['status', 'A', '--local', '--profile', 'x'],
    ['status', 'A', '--local', '--region', 'bad region'],
    ['status', 'A', '--region', ''],
  ]) {
    const { exitCode, out, err } = await ordermail(argv);
    expect({ argv, exitCode, out, said: err.length > 0 }).toEqual({ argv, exitCode: 2, out: '', said: true });
  }
});
