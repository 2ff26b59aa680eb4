import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import type { PolicyStatement } from '#local/iam/policy.ts';
import { eventsResources } from '#local/services/events/resources.ts';
import { Rules } from '#local/services/events/rules.ts';
import { eventsService } from '#local/services/events/service.ts';
import type { AsyncInvocations } from '#local/services/lambda/async-invocations.ts';
import type { Functions } from '#local/services/lambda/functions.ts';
import type { World } from '#local/world.ts';
import { resource } from '../support/resource.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { testWorld, virtualWorld } from '../support/test-world.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:daily';
const RULE = 'arn:aws:events:us-east-1:123456789012:rule/daily';

/** Rules over a function that only writes down what it is sent. */
function rulesFixture(world: World, allowedRule = RULE) {
  const sent: unknown[] = [];
  const policy: PolicyStatement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Resource: FUNCTION,
    Condition: { ArnLike: { 'AWS:SourceArn': allowedRule } },
  };
  const functions = { get: () => ({ arn: FUNCTION }), policy: () => [policy] } as unknown as Functions;
  const asyncInvocations = {
    accept: (_arn: string, payload: string) => sent.push(JSON.parse(payload)),
  } as unknown as AsyncInvocations;
  const rules = new Rules({ world, functions, asyncInvocations });
  const [provider] = eventsResources({ world, rules });
  const create = (properties: Record<string, unknown> = {}) =>
    provider!.create(
      resource('AWS::Events::Rule', {
        Name: 'daily',
        ScheduleExpression: 'rate(1 hour)',
        Targets: [{ Id: 'Target0', Arn: FUNCTION }],
        ...properties,
      }),
    );
  return { rules, create, sent };
}

const HOUR = 3_600_000;

test('a rule sends the scheduled event, again and again, until it is stopped', async () => {
  const world = virtualWorld();
  const { rules, create, sent } = rulesFixture(world);
  await create();
  rules.start();
  await world.timers.advance(HOUR);
  expect(sent).toEqual([
    {
      version: '0',
      id: expect.any(String),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '123456789012',
      time: '2026-11-01T01:00:00Z',
      region: 'us-east-1',
      resources: [RULE],
      detail: {},
    },
  ]);
  await world.timers.advance(HOUR);
  expect(sent).toHaveLength(2);
  rules.stop();
  await world.timers.advance(HOUR);
  expect(sent).toHaveLength(2);
});

test('a target’s own input is sent instead, and a disabled rule sends nothing', async () => {
  const world = virtualWorld();
  const { rules, create, sent } = rulesFixture(world);
  await create({ Targets: [{ Id: 'Target0', Arn: FUNCTION, Input: '{"own":true}' }] });
  await create({ Name: 'off', State: 'DISABLED' });
  rules.start();
  await world.timers.advance(HOUR);
  expect(sent).toEqual([{ own: true }]);
});

test('a rate goes on where it was after a restart', async () => {
  const world = virtualWorld();
  const first = rulesFixture(world);
  await first.create();
  await world.timers.advance(HOUR - 1_000);
  const second = rulesFixture(world);
  await second.create();
  second.rules.start();
  await world.timers.advance(1_000);
  expect(second.sent).toHaveLength(1);
});

test('a function whose policy does not allow the rule is not invoked, which is said', async () => {
  const world = virtualWorld();
  const { rules, create, sent } = rulesFixture(world, `${RULE}-of-another`);
  await create();
  rules.start();
  await world.timers.advance(HOUR);
  expect(sent).toEqual([]);
  expect(world.logged).toEqual([expect.stringMatching(/rule daily could not invoke .*not authorized/)]);
});

test.each([
  ['an event pattern', { EventPattern: { source: ['aws.ses'] } }, /EventPattern/],
  [
    'a topic as target',
    { Targets: [{ Id: 'x', Arn: 'arn:aws:sns:us-east-1:123456789012:t' }] },
    /functions only/,
  ],
  ['an input path', { Targets: [{ Id: 'x', Arn: FUNCTION, InputPath: '$.detail' }] }, /InputPath/],
  ['a bad schedule', { ScheduleExpression: 'rate(1 week)' }, /rate\(1 week\)/],
])('a rule with %s stops the start', async (_what, properties, message) => {
  const { create } = rulesFixture(testWorld());
  expect(() => create(properties)).toThrow(message);
});

test('rules and their targets can be read', async () => {
  const world = testWorld();
  const { rules, create } = rulesFixture(world);
  await create({ Description: 'Once a day' });
  await using served = await serve([eventsService({ world, rules })], { world });
  const client = new EventBridgeClient(clientConfig(served));
  const expected = {
    Name: 'daily',
    Arn: RULE,
    Description: 'Once a day',
    ScheduleExpression: 'rate(1 hour)',
    State: 'ENABLED',
  };
  expect((await client.send(new ListRulesCommand())).Rules).toMatchObject([expected]);
  expect((await client.send(new ListRulesCommand({ NamePrefix: 'x' }))).Rules).toEqual([]);
  expect(await client.send(new DescribeRuleCommand({ Name: 'daily' }))).toMatchObject(expected);
  expect((await client.send(new ListTargetsByRuleCommand({ Rule: 'daily' }))).Targets).toEqual([
    { Id: 'Target0', Arn: FUNCTION },
  ]);
  await expect(client.send(new DescribeRuleCommand({ Name: 'none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(client.send(new PutEventsCommand({ Entries: [] }))).rejects.toThrow(
    /events:PutEvents is not emulated/,
  );
});
