import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sha256Digest } from '#adapters/system/randomness.ts';
import { addressDigest } from '#app/address-digest.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { startSystem } from '../e2e/system.ts';
import { localOrdermail } from './harness.ts';

let system: Awaited<ReturnType<typeof startSystem>>;
let cli: ReturnType<typeof localOrdermail>;

beforeAll(async () => {
  system = await startSystem();
  cli = localOrdermail(system.cloud.endpointUrl, 'e2e');
});

afterAll(() => system?.cloud.close());

const patiently = <Result>(fact: () => Promise<Result>) =>
  vi.waitFor(fact, { timeout: 30_000, interval: 50 });

/** Publishes an order and waits for what becomes of its email. */
async function order(orderId: string, customerEmail = 'customer@example.com', status = 'DELIVERED' as const) {
  await system.publish(orderEvent({ orderId, customerEmail }));
  await patiently(async () => expect((await system.email(orderId))?.status).toBe(status));
}

async function bouncedOrder(orderId: string) {
  await system.publish(orderEvent({ orderId, customerEmail: 'bounce@simulator.amazonses.com' }));
  await patiently(async () => expect((await system.email(orderId))?.status).toBe('BOUNCED'));
}

/** Everything that operators have done. */
async function audited(): Promise<readonly Record<string, unknown>[]> {
  const logs = new CloudWatchLogsClient(clientConfig({ endpoint: system.cloud.endpointUrl }));
  const { events = [] } = await logs.send(
    new FilterLogEventsCommand({ logGroupName: 'email-operators-e2e' }),
  );
  return events.map(({ message }) => JSON.parse(message!));
}

describe('status', () => {
  test('tells what became of the order, in 80 columns and without colour', async () => {
    await order('S-1');
    const { exitCode, out } = await cli('status', 'S-1');
    expect(exitCode).toBe(0);
    expect(out).toContain('S-1#ORDER_CONFIRMATION  DELIVERED');
    expect(out).toContain('Accepted by Amazon SES');
    expect(out).not.toContain('customer@example.com');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out).not.toContain('\u001b');
  });

  test('has the same as JSON, with the address where it is asked for', async () => {
    const { orderId, emails } = (await cli('status', 'S-1', '--json', '--show-address')).json();
    expect(orderId).toBe('S-1');
    expect(emails).toMatchObject([
      { status: 'DELIVERED', settled: true, nextStep: null, customerEmail: 'customer@example.com' },
    ]);
    expect(emails[0].timeline.length).toBeGreaterThan(1);
  });

  test('an order that nobody published is not found, and says what to do', async () => {
    const { exitCode, out, err } = await cli('status', 'NOPE');
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toMatch(/No email of order NOPE is known[\s\S]*dead-letters/);
    const { error } = (await cli('status', 'NOPE', '--json')).json();
    expect(error).toMatchObject({ exitCode: 1, message: expect.stringContaining('NOPE') });
  });

  test.each(['O#1', "O'; DROP TABLE", 'O{}"\\', '--', 'a/b?c=d&e'])(
    'the odd id %j is an id like any other',
    async (orderId) => {
      await order(orderId);
      const { exitCode, out } = await cli('status', '--', orderId);
      expect({ exitCode, found: out.includes(`${orderId}#ORDER_CONFIRMATION`) }).toEqual({
        exitCode: 0,
        found: true,
      });
    },
  );

  test.each(['', ' A', 'Ä', 'A\n', 'x'.repeat(129)])('the impossible id %j is wrong use', async (orderId) => {
    expect((await cli('status', orderId)).exitCode).toBe(2);
  });
});

describe('search', () => {
  test('finds by status, by address, by time', async () => {
    await bouncedOrder('F-1');
    await order('F-2', 'findme@example.com');
    const byStatus = await cli('search', '--status', 'bounced', '--json');
    expect(byStatus.json().emails).toMatchObject([{ orderId: 'F-1', status: 'BOUNCED' }]);
    const byAddress = await cli('search', '--address', 'FindMe@example.com', '--json');
    expect(byAddress.json()).toMatchObject({
      emails: [{ orderId: 'F-2', status: 'DELIVERED' }],
      requests: 3,
    });
    expect((await cli('search', '--since', '2d', '--until', '1d')).out).toContain('No emails found');
    expect((await cli('search')).out).toMatch(/BOUNCED +ORDER_CONFIRMATION +F-1/);
  });

  test('none with that status among those that were read is not called none at all', async () => {
    await order('F-3', 'findme@example.com');
    const argv = ['search', '--address', 'findme@example.com', '--status', 'BOUNCED'];
    expect((await cli(...argv)).out).toContain('No emails found');
    expect((await cli(...argv, '--limit', '1')).out.replaceAll('\n', ' ')).toContain(
      'None among the newest 1; there are more',
    );
  });

  test.each([
    [['--status', 'DELIVERED'], 'together with an address'],
    [['--since', 'yesterday'], 'ISO 8601'],
    [['--since', '1h', '--until', '2h'], 'before the end'],
    [['--address', 'nobody'], 'email address'],
    [['--address', 'a@example.com', '--since', '2020-01-01', '--until', '2020-01-02'], 'last 90 days'],
    [['--limit', '0'], '1 to 1000'],
  ])('%j is wrong use, and says what is allowed', async (argv, allowed) => {
    const { exitCode, err } = await cli('search', ...argv);
    expect({ exitCode, text: err.replaceAll(/\s+/g, ' ') }).toEqual({
      exitCode: 2,
      text: expect.stringContaining(allowed),
    });
  });
});

describe('resend', () => {
  test('sends to the corrected address, and says who asked', async () => {
    await bouncedOrder('R-1');
    const { exitCode, out } = await cli('resend', 'R-1', '--to', 'right@example.com', '--reason', 'typo');
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: expect.stringContaining('#2 is on its way') });
    await patiently(async () => {
      const { emails } = (await cli('status', 'R-1', '--json')).json();
      expect(emails).toMatchObject([{ status: 'BOUNCED' }, { status: 'DELIVERED' }]);
      expect(emails[1].timeline[0].what).toBe('Resend asked for by root: typo');
    });
  });

  test('two operators at once: one mail, and the other is told', async () => {
    await order('R-2');
    const both = await Promise.all([cli('resend', 'R-2'), cli('resend', 'R-2')]);
    expect(both.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1]);
    expect(both.find(({ exitCode }) => exitCode === 1)?.err).toContain('Nothing was done twice');
    await patiently(async () => expect(await system.emailsOf('R-2')).toHaveLength(2));
  });

  test('what cannot be says why and what to do instead', async () => {
    expect(await cli('resend', 'NOPE')).toMatchObject({ exitCode: 1 });
    expect(await cli('resend', 'R-1', '--to', 'nobody')).toMatchObject({ exitCode: 2 });
    expect(await cli('resend', 'R-1', '--type', 'ORDER_SHIPPED')).toMatchObject({ exitCode: 2 });
    expect(await cli('resend', 'R-1', '--type', 'NEWSLETTER')).toMatchObject({ exitCode: 2 });
  });
});

describe('dead letters', () => {
  const refused = orderEvent({ orderId: 'D-1', orderTotal: 'free', customerName: 'Secret Name' });
  const waiting = async () =>
    (await cli('dead-letters', 'list', '--json'))
      .json()
      .queues.find((one: { queue: string }) => one.queue === 'orders');

  test('are listed and shown without personal data', async () => {
    await system.publish(refused);
    await patiently(async () => expect(await waiting()).toMatchObject({ waiting: 1 }));
    const { out } = await cli('dead-letters', 'show', 'orders');
    expect(out).toContain('reason: INVALID_FIELD');
    expect(out).toContain('orderId: D-1');
    expect(out).not.toMatch(/Secret|customer@/);
    expect((await cli('dead-letters', 'show', 'orders', '--show-body')).out).toContain('Secret Name');
    expect(await waiting()).toMatchObject({ waiting: 1, held: 0 });
  });

  test('one is redriven by its id, or all; what fails again is there again', async () => {
    const [{ id }] = (await cli('dead-letters', 'show', 'orders', '--json')).json().messages;
    const { out } = await cli('dead-letters', 'redrive', 'orders', id, '--reason', 'shop fixed it', '--json');
    expect(JSON.parse(out)).toEqual({ queue: 'orders', moved: 1, missing: [] });
    await patiently(async () => expect(await waiting()).toMatchObject({ waiting: 1 }));
    const all = await cli('dead-letters', 'redrive', 'orders');
    expect(all.out).toContain('Moved 1 message back');
    await patiently(async () => expect(await waiting()).toMatchObject({ waiting: 1 }));
    expect(await audited()).toContainEqual({
      ...{ action: 'redrive', by: 'root', why: 'shop fixed it', target: { queue: 'orders', ids: [id] } },
      at: expect.any(String),
    });
  });

  test('two operators at once: SQS moves them once, and both are told', async () => {
    const both = await Promise.all([
      cli('dead-letters', 'redrive', 'orders'),
      cli('dead-letters', 'redrive', 'orders'),
    ]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    await patiently(async () => expect(await waiting()).toMatchObject({ waiting: 1, held: 0 }));
  });

  test('one that is not there is reported, and nothing else is touched', async () => {
    const { exitCode, err } = await cli('dead-letters', 'redrive', 'orders', 'nope');
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('Not there: nope') });
    expect(await waiting()).toMatchObject({ waiting: 1, held: 0 });
  });

  test('are discarded only with --yes, and only those named', async () => {
    expect(await cli('dead-letters', 'discard', 'orders', '--yes')).toMatchObject({ exitCode: 2 });
    expect(await cli('dead-letters', 'discard', 'orders', '--all')).toMatchObject({ exitCode: 2 });
    expect(await waiting()).toMatchObject({ waiting: 1 });
    const { out } = await cli('dead-letters', 'discard', 'orders', '--all', '--yes');
    expect(out).toContain('Discarded 1 message');
    expect(await waiting()).toMatchObject({ waiting: 0, held: 0 });
  });

  test("a subscription's are moved one by one, out of SNS's envelope", async () => {
    const event = orderEvent({ orderId: 'D-2' });
    const envelope = { Type: 'Notification', TopicArn: system.topicArn, Message: JSON.stringify(event) };
    await system.send(system.names.orderSubscriptionDeadLetters, JSON.stringify(envelope));
    expect((await cli('dead-letters', 'redrive', 'orders-undelivered')).out).toContain('Moved 1 message');
    await system.untilStatus('D-2', 'DELIVERED');
  });
});

describe('suppression and erasing', () => {
  test('an address is listed, removed, and then not there', async () => {
    const ses = new SESv2Client(clientConfig({ endpoint: system.cloud.endpointUrl }));
    const EmailAddress = 'listed@example.com';
    await ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
    expect((await cli('suppression', 'list')).out).toContain(`BOUNCE  ${EmailAddress}`);
    expect(await cli('suppression', 'remove', 'Listed@example.com')).toMatchObject({ exitCode: 0 });
    expect(await cli('suppression', 'remove', EmailAddress)).toMatchObject({ exitCode: 1 });
    expect((await cli('suppression', 'list', '--json')).json()).toEqual({ addresses: [] });
    expect(JSON.stringify(await audited())).not.toMatch(/listed@/i);
  });

  test('erasing needs --yes, is written down, and is found no more', async () => {
    await order('E-1', 'forget@example.com');
    expect(await cli('erase', '--order', 'E-1')).toMatchObject({ exitCode: 2 });
    expect(await cli('erase', '--yes')).toMatchObject({ exitCode: 2 });
    const { exitCode, out } = await cli('erase', '--address', 'Forget@example.com', '--yes', '--by', 'anna');
    expect({ exitCode, out }).toEqual({
      exitCode: 0,
      out: expect.stringContaining('Erased 1 email of 1 order'),
    });
    expect((await cli('search', '--address', 'forget@example.com', '--json')).json().emails).toEqual([]);
    expect(await cli('erase', '--order', 'NOPE', '--yes')).toMatchObject({ exitCode: 1 });
    const trail = await audited();
    expect(trail).toContainEqual(expect.objectContaining({ action: 'erase', by: 'anna' }));
    expect(JSON.stringify(trail)).not.toMatch(/forget@/i);
  });
});

test.each([
  ['erase', '--yes', '--address'],
  ['suppression', 'remove'],
])('the look-up of the audit trail finds %s of a domain beyond ASCII by what is kept', async (...argv) => {
  await order('E-3', 'x@bücher.example');
  await cli(...argv, 'x@bücher.example');
  const kept = addressDigest('x@xn--bcher-kva.example', system.names.operatorLog, sha256Digest);
  expect((await audited()).at(-1)).toMatchObject({ target: { addressDigest: kept } });
});

describe('what cannot be written down properly', () => {
  const YES = '--yes';
  test.each([
    ['dead-letters', 'redrive', 'orders', '--by', ''],
    ['dead-letters', 'redrive', 'orders', '--by', 'x'.repeat(101)],
    ['dead-letters', 'discard', 'orders', '--all', YES, '--reason', 'x'.repeat(201)],
    ['suppression', 'remove', 'a@example.com', '--reason', ' '],
    ['erase', '--order', 'E-2', YES, '--by', ' '],
    ['erase', '--order', 'x'.repeat(129), YES],
    ['erase', '--address', 'nobody', YES],
  ])('%s %s %s … is wrong use, and nothing is written or done', async (...argv) => {
    const before = await audited();
    const { exitCode, err } = await cli(...argv);
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('Allowed') });
    expect(await audited()).toEqual(before);
  });
});

describe('the rest', () => {
  test('test mails come to the end that each simulator address has', async () => {
    const { exitCode, out } = await cli('send-test');
    expect({ exitCode, lines: out.match(/^ok /gm)?.length }).toEqual({ exitCode: 0, lines: 5 });
  });

  test('stats of an environment that is not there are no zeros', async () => {
    const { exitCode, out, err } = await localOrdermail(system.cloud.endpointUrl, 'nope')('stats');
    expect({ exitCode, out }).toEqual({ exitCode: 4, out: '' });
    expect(err).toContain('Environment nope is not deployed');
  });

  test('stats count, tail shows structured lines, dns lists the records', async () => {
    const { today } = (await cli('stats', '--json')).json();
    expect(today.counts.EmailSent).toBeGreaterThan(5);
    expect((await cli('tail', '--once')).out).toMatch(/sender +WARN +Order event refused {2}messageId=/);
    const { records } = (await cli('dns', '--json')).json();
    expect(records.map(({ type }: { type: string }) => type)).toEqual([
      'CNAME',
      'CNAME',
      'CNAME',
      'MX',
      'TXT',
      'TXT',
    ]);
  });

  test('the doctor finds the local cloud well, but for nobody being told of alarms', async () => {
    const { exitCode, out } = await cli('doctor', '--canary', '--json');
    const { worst, checks } = JSON.parse(out);
    const notOk = checks.filter(({ level }: { level: string }) => level === 'warning' || level === 'failure');
    expect({ exitCode, worst }).toEqual({ exitCode: 6, worst: 'warning' });
    expect(notOk.map(({ id }: { id: string }) => id)).toEqual(['alarms', 'cost-alarms']);
  });
});
