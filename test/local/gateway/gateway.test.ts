import { request } from 'node:http';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { AwsError } from '#local/gateway/aws-error.ts';
import { jsonService } from '#local/gateway/protocols/json.ts';
import { queryService } from '#local/gateway/protocols/query.ts';
import type { Action } from '#local/gateway/service.ts';
import type { Principal } from '#local/iam/policy.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { testWorld } from '../support/test-world.ts';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=AKID/20261001/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0';

/** SQS and SNS with one action each, which do what the test says. */
function services({ listQueues = () => ({}), listTopics = () => ({}) }: Record<string, Action> = {}) {
  return [
    jsonService({
      scope: 'sqs',
      targetPrefix: 'AmazonSQS',
      version: '1.0',
      actions: { ListQueues: listQueues },
    }),
    queryService({ scope: 'sns', namespace: 'http://example.com/', actions: { ListTopics: listTopics } }),
  ];
}

describe('routing by signature', () => {
  test('the scope that a client signs for chooses the service', async () => {
    await using cloud = await serve(
      services({
        listQueues: () => ({ QueueUrls: ['a queue'] }),
        listTopics: () => ({ Topics: [{ TopicArn: 'a topic' }] }),
      }),
    );
    const queues = await new SQSClient(clientConfig(cloud)).send(new ListQueuesCommand({}));
    const topics = await new SNSClient(clientConfig(cloud)).send(new ListTopicsCommand({}));
    expect(queues.QueueUrls).toEqual(['a queue']);
    expect(topics.Topics).toEqual([{ TopicArn: 'a topic' }]);
    expect(queues.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(topics.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a presigned URL carries the credential in its query', async () => {
    await using cloud = await serve(services());
    const credential = encodeURIComponent('AKID/20261001/us-east-1/sns/aws4_request');
    const response = await fetch(`${cloud.endpoint}/?Action=ListTopics&X-Amz-Credential=${credential}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<ListTopicsResponse');
  });

  test('the access key decides who calls; any other key is the administrator', async () => {
    const seen: Principal[] = [];
    const listQueues: Action = (_input, context) => {
      seen.push(context.principal);
      return {};
    };
    const role: Principal = { kind: 'role', accountId: '123456789012', arn: 'a role', policies: () => [] };
    await using cloud = await serve(services({ listQueues }), {
      principalOf: (key) => (key === 'FUNCTIONKEY' ? role : undefined),
    });
    await new SQSClient(clientConfig(cloud, 'FUNCTIONKEY')).send(new ListQueuesCommand({}));
    await new SQSClient(clientConfig(cloud, 'ANYKEY')).send(new ListQueuesCommand({}));
    expect(seen[0]).toBe(role);
    expect(seen[1]).toEqual({
      kind: 'account',
      accountId: '123456789012',
      arn: 'arn:aws:iam::123456789012:root',
    });
  });

  test('a service that is not there is named, with those that are', async () => {
    await using cloud = await serve(services().slice(1));
    await expect(new SQSClient(clientConfig(cloud)).send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: 'UnknownService',
      message: 'The service "sqs" is not emulated by the local cloud. Emulated: sns.',
    });
  });

  test('an action that is not there is named, with those that are', async () => {
    await using cloud = await serve([
      jsonService({ scope: 'sqs', targetPrefix: 'AmazonSQS', version: '1.0', actions: {} }),
      queryService({ scope: 'sns', namespace: 'http://example.com/', actions: {} }),
    ]);
    await expect(new SQSClient(clientConfig(cloud)).send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('sqs:ListQueues is not emulated'),
    });
    await expect(new SNSClient(clientConfig(cloud)).send(new ListTopicsCommand({}))).rejects.toMatchObject({
      name: 'InvalidAction',
      message: expect.stringContaining('sns:ListTopics is not emulated'),
    });
  });
});

describe('an unsigned request is refused in the shape its client reads', () => {
  test.each([
    ['JSON', { 'x-amz-target': 'AmazonSQS.ListQueues' }, '"__type":"MissingAuthenticationTokenException"'],
    [
      'query',
      { 'content-type': 'application/x-www-form-urlencoded' },
      '<Code>MissingAuthenticationToken</Code>',
    ],
    ['REST', {}, '"message":"Request is missing Authentication Token'],
  ])('%s', async (_protocol, headers, expected) => {
    await using cloud = await serve(services());
    const response = await fetch(cloud.endpoint, {
      method: 'POST',
      headers: headers as Record<string, string>,
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain(expected);
  });
});

describe('a bug in a service', () => {
  test('answers 500, names its place in the log without the message, and harms no later call', async () => {
    const world = testWorld();
    let calls = 0;
    const listQueues: Action = () => {
      if (calls++ === 0) throw new Error('John Doe, 1 Elm Street');
      return {};
    };
    await using cloud = await serve(services({ listQueues }), { world });
    const sqs = new SQSClient(clientConfig(cloud));
    await expect(sqs.send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: 'InternalFailure',
      $metadata: { httpStatusCode: 500 },
    });
    await sqs.send(new ListQueuesCommand({}));
    expect(world.logged).toHaveLength(1);
    expect(world.logged[0]).toContain('gateway.test.ts');
    expect(world.logged[0]).not.toContain('Elm');
  });

  test('an AWS error of an action keeps its code, its older code and its status', async () => {
    const listQueues: Action = () => {
      throw new AwsError('QueueDoesNotExist', 'No such queue.', {
        queryCode: 'AWS.SimpleQueueService.NonExistentQueue',
      });
    };
    await using cloud = await serve(services({ listQueues }));
    await expect(new SQSClient(clientConfig(cloud)).send(new ListQueuesCommand({}))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
      Code: 'AWS.SimpleQueueService.NonExistentQueue',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('web pages', () => {
  const localPages = async (request: { path: string }) =>
    request.path === '/_local/health' ? { status: 200, headers: {}, body: 'fine' } : undefined;

  test('local pages need no signature; one that is not there is 404', async () => {
    await using cloud = await serve([], { localPages });
    expect(await (await fetch(`${cloud.endpoint}/_local/health`)).text()).toBe('fine');
    expect((await fetch(`${cloud.endpoint}/_local/nothing`)).status).toBe(404);
  });

  test.each(['127.0.0.1:4566', 'localhost', 'sqs.localhost:4566', '[::1]:4566'])(
    'host %s is ours',
    async (host) => {
      await using cloud = await serve([], { localPages });
      expect(await statusOf(cloud.endpoint, '/_local/health', { host })).toBe(200);
    },
  );

  test.each([
    ['host', 'evil.example'],
    ['host', '127.0.0.1.evil.example:4566'],
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
    ['sec-fetch-site', 'cross-site'],
    ['sec-fetch-site', 'same-site'],
  ])('a foreign %s (%s) is refused, signed or not', async (name, value) => {
    await using cloud = await serve(services(), { localPages });
    expect(await statusOf(cloud.endpoint, '/_local/health', { [name]: value })).toBe(403);
    const signed = { authorization: SIGNED, 'x-amz-target': 'AmazonSQS.ListQueues' };
    expect(await statusOf(cloud.endpoint, '/', signed)).toBe(200);
    expect(await statusOf(cloud.endpoint, '/', { ...signed, [name]: value })).toBe(403);
  });
});

/** With headers that `fetch` lets nobody set, such as `Host`. */
function statusOf(
  endpoint: string,
  path: string,
  headers: Record<string, string>,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(`${endpoint}${path}`, { method: 'POST', headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on('error', reject);
    call.end();
  });
}
