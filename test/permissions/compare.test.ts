import { describe, expect, test } from 'vitest';
import type { PolicyStatement } from '#local/iam/policy.ts';
import { missingGrants, type OnlyOnAws, unusedGrants, withUses } from '../../bin/permissions/compare.ts';
import { grantsOf } from '../../bin/permissions/grants.ts';
import { PermissionRecorder } from '../../bin/permissions/recorder.ts';
import { wildcardFindings } from '../../bin/permissions/wildcards.ts';

const ROLE = 'arn:aws:iam::123456789012:role/sender-role';
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';
const nameOf = () => 'sender';

const consume: PolicyStatement = {
  Sid: 'Consume',
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
  Resource: [QUEUE, `${QUEUE}-2`],
};

const grantsIn = (...Statement: PolicyStatement[]) =>
  grantsOf(
    [{ name: 'sender-role', arn: ROLE, accountId: '123456789012', policies: [{ Statement }] }],
    nameOf,
  );

/** What is unused of some statements after some uses, given as action, resource and the statement that allowed it. */
function unused(
  statements: readonly PolicyStatement[],
  uses: readonly (readonly [action: string, resource: string, allowedBy: PolicyStatement])[],
  onlyOnAws: readonly OnlyOnAws[] = [],
) {
  const recorder = new PermissionRecorder();
  for (const [action, resource, allowedBy] of uses)
    recorder.listener({ roleArn: ROLE, action, resource, allowedBy });
  return unusedGrants(withUses(grantsIn(...statements), recorder.uses()), onlyOnAws);
}

const all = [QUEUE, `${QUEUE}-2`].flatMap((resource) =>
  // AWS writes some actions in other letters than policies do.
  ['SQS:ReceiveMessage', 'sqs:DeleteMessage'].map((action) => [action, resource, consume] as const),
);

describe('granted and not used', () => {
  test('nothing, where every action was used on every resource', () => {
    expect(unused([consume], all)).toEqual([]);
  });

  test.each([0, 1, 2, 3])('an action on one of several resources (%i)', (left) => {
    const [action, resource] = all[left]!;
    expect(
      unused(
        [consume],
        all.filter((_, index) => index !== left),
      ),
    ).toEqual([
      expect.stringMatching(
        new RegExp(
          `^sender may ${action} on ${resource} \\(statement Consume\\), and nothing used that\\.`,
          'i',
        ),
      ),
    ]);
  });

  test('a second statement that allows the same', () => {
    const again = { ...consume, Sid: 'Again', Action: 'sqs:ReceiveMessage', Resource: QUEUE };
    expect(unused([consume, again], all)).toEqual([expect.stringContaining('(statement Again)')]);
  });

  test('a pattern is used by what it matches', () => {
    const wild = { ...consume, Action: 'sqs:*', Resource: '*' };
    expect(unused([wild], [['sqs:ReceiveMessage', QUEUE, wild]])).toEqual([]);
    expect(unused([wild], [])).toHaveLength(1);
  });

  test('what only AWS uses is named, as long as it is granted and not used', () => {
    const entry = { role: 'sender', action: 'sqs:DeleteMessage', resource: `${QUEUE}-2`, reason: 'AWS does' };
    expect(unused([consume], all.slice(0, 3), [entry])).toEqual([]);
    expect(unused([consume], all, [entry])).toEqual([expect.stringContaining('which is used here too')]);
    expect(unused([], [], [entry])).toEqual([expect.stringContaining('which is granted no more')]);
  });

  test('all but something cannot be proven', () => {
    expect(() => grantsIn({ Effect: 'Allow', NotAction: 'sqs:*', Resource: '*' })).toThrow(
      'The statement number 1 of sender allows all but something',
    );
  });
});

test('used and not granted is told by role, action, resource and scenario', () => {
  const recorder = new PermissionRecorder();
  recorder.begin('SES throttles');
  const asked = { roleArn: ROLE, action: 'sqs:SendMessage', resource: QUEUE };
  recorder.listener({ ...asked, allowedBy: undefined });
  recorder.listener({ ...asked, allowedBy: undefined });
  expect(missingGrants(recorder.refusals(), nameOf)).toEqual([
    `sender needs sqs:SendMessage on ${QUEUE}, and may not (scenario "SES throttles"). Grant it in the template.`,
  ]);
});

test('a wildcard needs a reason, and a reason a wildcard', () => {
  const wild = grantsIn({ Sid: 'Read', Effect: 'Allow', Action: 'ses:GetAccount', Resource: '*' });
  const findings = wildcardFindings([...wild, ...grantsIn({ ...consume, Resource: '*' })]);
  expect(findings).toContainEqual(
    'sender may sqs:ReceiveMessage on * (statement Consume), a wildcard without a reason. Name the resource, or give AWS’s reason in bin/permissions/wildcards.ts.',
  );
  expect(findings).toContainEqual(
    expect.stringContaining('a reason for ce:GetCostAndUsage on *, which no role has'),
  );
  expect(findings.join('\n')).not.toContain('ses:GetAccount');
});
