import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Customers } from '#test/e2e/customers.ts';
import { permissionsAssemblies } from '../../bin/permissions/assembly.ts';
import { permissionParts } from '../../bin/permissions/document.ts';
import { explainedFindings } from '../../bin/permissions/explained-findings.ts';
import { type Proof, provePermissions } from '../../bin/permissions/prove.ts';
import { RecordedSystem } from '../../bin/permissions/system.ts';
import { WILDCARDS } from '../../bin/permissions/wildcards.ts';
import { withParts } from '../../bin/security-page/parts.ts';
import { isArnOf, serviceAuthorizationReference } from './service-authorization.ts';

const DOCUMENT = path.resolve(import.meta.dirname, '../../docs/security.md');

let proof: Proof;

beforeAll(async () => {
  const assemblies = await permissionsAssemblies(path.join(tmpdir(), 'ordermail-test-assemblies'));
  searchEachSystem();
  proof = await provePermissions(assemblies);
}, 600_000);

afterAll(() => vi.restoreAllMocks());

/** As every test that runs the whole system does: {@link Customers}. */
function searchEachSystem(): void {
  const { start, close } = RecordedSystem.prototype;
  const customers = new Customers();
  const closed = new WeakSet<RecordedSystem>();
  vi.spyOn(RecordedSystem.prototype, 'start').mockImplementation(async function (this: RecordedSystem) {
    await start.call(this);
    customers.watch(this.cloud);
  });
  vi.spyOn(RecordedSystem.prototype, 'close').mockImplementation(async function (this: RecordedSystem) {
    // It is closed again where whoever made it cleans up, and answers no more then.
    if (closed.has(this)) return;
    closed.add(this);
    await customers.search(this.cloud.endpointUrl).finally(() => close.call(this));
  });
}

test('every permission that a role has is used, and none is missing', () => {
  expect(proof.findings.join('\n')).toBe('');
  expect(new Set(proof.grants.map(({ role }) => role)).size).toBe(3);
});

test('docs/security.md says what is granted, and what used it', ({ skip }) => {
  skip(proof.findings.length > 0, 'What is granted is wrong: see the test before.');
  const written = readFileSync(DOCUMENT, 'utf8');
  const now = withParts(written, permissionParts(proof.grants, explainedFindings()));
  expect(
    written,
    'docs/security.md is out of date: run "npm run permissions -- --write" and commit what it writes',
  ).toBe(now);
});

describe('by AWS’s Service Authorization Reference', () => {
  const { exists, resourcesOf } = serviceAuthorizationReference;

  test('every action exists, and can be allowed on the resources that the statements name', async () => {
    for (const { action, resource, sid } of proof.grants) {
      expect(await exists(action), action).toBe(true);
      // What `*` stands for is looked at below.
      if (resource === '*') continue;
      const patterns = await resourcesOf(action);
      // A policy names the streams of a log group by the group's ARN and `:*`.
      const streams = resource.replace(/^(arn:aws:logs:.*):\*$/, '$1:log-stream:*');
      expect(
        patterns.some((pattern) => isArnOf(pattern, streams)),
        `${sid}: ${action} on ${resource}; AWS supports ${patterns.join(', ') || 'no resource'}`,
      ).toBe(true);
    }
  });

  test('what is allowed on * because AWS supports no resource is so, and the rest is not', async () => {
    for (const { actions, resource, supportsNone = false } of WILDCARDS)
      if (resource === '*')
        for (const action of actions)
          expect((await resourcesOf(action)).length === 0, `${action}: supports no resource`).toBe(
            supportsNone,
          );
  });
});
