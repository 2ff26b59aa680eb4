import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ListSuppressedDestinationsCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ordermailProgram } from '#cli/program.ts';
import { createConsole } from '#console/console.ts';
import { PATHS } from '#console/paths.ts';
import { localOrdermail } from '#test/cli/harness.ts';
import { consoleUnderTest, deliveredEmail, KEPT_ORDER, posted } from '#test/console/console-fixture.ts';
import { startSystem } from '#test/e2e/system.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { eventually } from '#test/support/eventually.ts';
import { logLines } from './outputs.ts';

/*
 * Whatever changes something is written down first. A command or a form that neither list below knows fails here: it either writes a
 * line, or says why it needs none.
 */

/** The rows of docs/security.md that say what is written, one for each action: by what, and about what. */
const DOCUMENTED: readonly { readonly action: string; readonly by: string; readonly target: string }[] =
  (() => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/security.md'), 'utf8');
    const section = page.split(/^## /m).find((part) => part.startsWith('Who did what')) ?? '';
    const rows = section.matchAll(/^\| (`.*) \| (.*) \| (.*) \|$/gm);
    return [...rows].flatMap(([, actions = '', by = '', target = '']) =>
      [...actions.matchAll(/`([^`]+)`/g)].map(([, action = '']) => ({ action, by, target })),
    );
  })();

/** The actions that are done by what the pattern finds. */
const documentedBy = (means: RegExp) =>
  DOCUMENTED.filter(({ by }) => means.test(by))
    .map(({ action }) => action)
    .sort();

const BY_ANNA = ['--by', 'anna', '--reason', 'a test'];

describe('commands', () => {
  /** What only looks, or changes nothing that is anybody's. */
  const WITHOUT = [
    ...[
      'status',
      'search',
      'dead-letters list',
      'dead-letters show',
      'suppression list',
      'stats',
      'tail',
      'dns',
    ],
    // Publishes orders of its own to SES's simulator.
    'send-test',
    // With --canary as well.
    'doctor',
    // Serves the forms below.
    'console',
  ];

  /** In this order: erasing the order last. */
  const WRITTEN: Readonly<
    Record<string, readonly [argv: readonly string[], action: string, target: object]>
  > = {
    resend: [['resend', 'KNOWN'], 'resend', { emailId: 'KNOWN#ORDER_CONFIRMATION#2' }],
    'dead-letters redrive': [
      ['dead-letters', 'redrive', 'orders'],
      'redrive',
      { queue: 'orders', ids: 'all' },
    ],
    'dead-letters discard': [
      ['dead-letters', 'discard', 'orders', '--all', '--yes'],
      'discard',
      { queue: 'orders', ids: 'all' },
    ],
    'suppression remove': [
      ['suppression', 'remove', 'listed@example.com'],
      'remove-suppression',
      { addressDigest: expect.stringMatching(/^[\w-]{22}$/) },
    ],
    erase: [['erase', '--order', 'KNOWN', '--yes'], 'erase', { orderId: 'KNOWN' }],
  };

  let system: Awaited<ReturnType<typeof startSystem>>;
  let ses: SESv2Client;

  beforeAll(async () => {
    system = await startSystem();
    ses = new SESv2Client(clientConfig({ endpoint: system.cloud.endpointUrl }));
    await ses.send(
      new PutSuppressedDestinationCommand({ EmailAddress: 'listed@example.com', Reason: 'BOUNCE' }),
    );
    await system.publish(orderEvent({ orderId: 'KNOWN' }));
    await system.untilStatus('KNOWN', 'DELIVERED');
    await system.publish(orderEvent({ orderId: 'REFUSED', orderTotal: 'free' }));
    await refusedWaits();
  });

  afterAll(() => system?.cloud.close());
  afterEach(() => vi.restoreAllMocks());

  const refusedWaits = () =>
    eventually(async () => expect(await system.visible(system.names.orderDeadLetters)).toBe(1));
  const cli = (...argv: string[]) => localOrdermail(system.cloud.endpointUrl, 'e2e')(...argv);

  const trail = async () =>
    (await logLines(system.cloud.endpointUrl))
      .filter(({ where }) => where === `log ${system.names.operatorLog}`)
      .map(({ text }) => JSON.parse(text.slice(text.indexOf('{'))));

  /** All that the commands could have changed. */
  const state = async () => ({
    items: await system.items(),
    mails: await system.mailCount(),
    letters: await system.depth(system.names.orderDeadLetters),
    suppressed: (await ses.send(new ListSuppressedDestinationsCommand({}))).SuppressedDestinationSummaries
      ?.length,
  });

  const leaves = (command: Command, called: readonly string[] = []): string[] =>
    command.commands.length === 0
      ? [called.join(' ')]
      : command.commands.flatMap((sub) => leaves(sub, [...called, sub.name()]));

  test('are all known here', async () => {
    const program = await ordermailProgram([], () => async () => {}, { out: () => {}, err: () => {} });
    expect(leaves(program).sort()).toEqual([...WITHOUT, ...Object.keys(WRITTEN)].sort());
  });

  test('docs/security.md has a row for what each of them writes, with the command and what it is about', () => {
    const actions = Object.values(WRITTEN).map(([, action]) => action);
    expect(documentedBy(/`ordermail /)).toEqual(actions.sort());
    for (const [command, [, action, target]] of Object.entries(WRITTEN)) {
      const row = DOCUMENTED.find((one) => one.action === action)!;
      // `ordermail dead-letters` stands for the two of its commands that change something.
      expect(row.by).toContain(`\`ordermail ${command.replace(/^(dead-letters) .*/, '$1')}\``);
      for (const field of Object.keys(target)) expect(row.target, action).toContain(`\`${field}\``);
    }
  });

  test.each(Object.entries(WRITTEN))(
    '%s does nothing where the trail cannot be written',
    async (_, [argv]) => {
      const before = await state();
      const { logs } = system.cloud;
      const hasGroup = logs.hasGroup.bind(logs);
      vi.spyOn(logs, 'hasGroup').mockImplementation(
        (name) => name !== system.names.operatorLog && hasGroup(name),
      );
      const { exitCode } = await cli(...argv, ...BY_ANNA);
      expect(exitCode).not.toBe(0);
      expect(await state()).toEqual(before);
    },
  );

  test.each(Object.entries(WRITTEN))(
    '%s writes who, what, why and ids',
    async (_, [argv, action, target]) => {
      await refusedWaits();
      expect(await cli(...argv, ...BY_ANNA)).toMatchObject({ exitCode: 0 });
      // What is redriven is refused again.
      if (action === 'redrive') await refusedWaits();
      expect(await trail()).toContainEqual({
        at: expect.any(String),
        action,
        by: 'anna',
        why: 'a test',
        target,
      });
      if (action === 'discard') await system.publish(orderEvent({ orderId: 'REFUSED', orderTotal: 'free' }));
    },
  );
});

describe('forms of the console', () => {
  const ANNA = { by: 'anna', why: 'a test', reason: 'a test' };
  const LETTER = { id: '1', body: '{}', sentAt: '2026-11-24T12:00:00Z', attributes: {}, handle: 'h' };
  const SUPPRESSED = { address: 'listed@example.com', reason: 'BOUNCE', since: '2026-11-24T12:00:00Z' };
  const EMAIL = 'ORDER123456#ORDER_CONFIRMATION';

  /** Publishes an order of the console's own; asks AWS for the bill once more; the local cloud's faults. */
  const WITHOUT: readonly string[] = [PATHS.sampleOrders, PATHS.costAgain, PATHS.faults, PATHS.faultsOff];

  const WRITTEN: Readonly<Record<string, readonly [fields: Record<string, string>, action: string]>> = {
    [PATHS.resend]: [{ email: EMAIL, to: 'right@example.com' }, 'resend'],
    [PATHS.erase]: [{ order: 'ORDER123456' }, 'erase'],
    [PATHS.redrive]: [{ queue: 'orders', id: '1' }, 'redrive'],
    [PATHS.discard]: [{ queue: 'orders', id: '1' }, 'discard'],
    [PATHS.unsuppress]: [{ address: SUPPRESSED.address }, 'remove-suppression'],
  };

  /** A console with something to change; `audit` in place of a trail that works. */
  function withSomething(audit?: { record(): Promise<void> }) {
    const { app, world, deps } = consoleUnderTest({
      emails: [deliveredEmail({ content: KEPT_ORDER })],
      letters: { orders: [LETTER] },
      suppressed: [SUPPRESSED],
    });
    if (!audit) return { app, world };
    return { app: createConsole({ ...deps, changes: { ...deps.changes!, audit } }), world };
  }

  test('are all known here', () => {
    const { app } = withSomething();
    const forms = app.routes.filter(({ method }) => method === 'POST').map((route) => route.path);
    expect([...new Set(forms)].sort()).toEqual([...WITHOUT, ...Object.keys(WRITTEN)].sort());
  });

  test('docs/security.md has a row for what each of them writes', () => {
    const actions = Object.values(WRITTEN).map(([, action]) => action);
    expect(documentedBy(/the console's/)).toEqual(actions.sort());
  });

  test.each(Object.entries(WRITTEN))(
    '%s does nothing where the trail cannot be written',
    async (path, [fields]) => {
      const { app, world } = withSomething({ record: () => Promise.reject(new Error('no trail')) });
      const state = ({ emails, letters, suppressed, redriven, requested }: typeof world) =>
        structuredClone({ emails, letters, suppressed, redriven, requested });
      const before = state(world);
      const { status } = await app.request(path, posted({ ...fields, ...ANNA }));
      expect(status).toBeGreaterThanOrEqual(500);
      expect(state(world)).toEqual(before);
    },
  );

  test.each(Object.entries(WRITTEN))('%s is written down', async (path, [fields, action]) => {
    const { app, world } = withSomething();
    const { status } = await app.request(path, posted({ ...fields, ...ANNA }));
    expect(status).toBeLessThan(400);
    expect(world.audited).toMatchObject([{ action, by: 'anna' }]);
    expect(JSON.stringify(world.audited)).not.toContain('@');
  });
});
