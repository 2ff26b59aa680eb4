import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, vi } from 'vitest';
import { DOUBT_LIMIT_SECONDS } from '#contract/timing.ts';
import { startSystem } from '#test/e2e/system.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { eventually } from '#test/support/eventually.ts';
import type { Canaries } from './canaries.ts';
import { logLines, type Output } from './outputs.ts';
import { plantedOrder } from './planted-order.ts';
import { POISON, poisonFeedback } from './poison.ts';

type System = Awaited<ReturnType<typeof startSystem>>;

/** The whole system after everything that can happen to an order has happened to one full of planted values. */
export interface LivedSystem {
  readonly system: System;
  readonly canaries: Canaries;
  /** The customer's own address in the order that was delivered, and a later, corrected one. */
  readonly customer: string;
  readonly corrected: string;
  /** An address on the account's suppression list. */
  readonly suppressed: string;
  /** Lines that the process of the local cloud wrote, and what alarms told their topics. */
  readonly outputs: readonly Output[];
  close(): Promise<void>;
}

const QUARTER_MS = 15 * 60_000;

const SEND = { service: 'ses', action: 'SendEmail' };

/** Takes ten to sixty seconds, as busy as the machine is. */
export async function livedSystem(canaries: Canaries): Promise<LivedSystem> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ordermail-privacy-test-'));
  const outputs: Output[] = [];
  const start = (clockOffsetSeconds: number, ses: object = {}) =>
    startListening(outputs, {
      stateDirectory: path.join(folder, 'state'),
      clockOffsetMs: clockOffsetSeconds * 1000,
      ses: { outcomeOf, ...ses },
    });
  const addresses = {
    customer: canaries.address('customerEmail'),
    corrected: canaries.address('corrected'),
    suppressed: canaries.address('suppressed'),
  };
  const planted = (orderId: string, more: object = {}) =>
    plantedOrder(canaries, { orderId, customerEmail: addresses.customer, ...more });

  let system = await start(0);
  await whatBecomesOfMails(system, canaries, planted, addresses.suppressed);
  await whatIsNoOrder(system, canaries, planted);
  await whatFails(system, planted);
  await system.cloud.close();

  // A day later nobody can tell any more whether those in doubt were sent; and AWS takes mails to verified addresses alone.
  system = await start(DOUBT_LIMIT_SECONDS + 60, { productionAccess: false });
  await eventually(async () => expect(await system.email('FAILED')).toMatchObject({ status: 'HELD' }));
  const heldAtMs = system.cloud.world.timers.now();
  await system.publish(planted('SANDBOX'));
  await eventually(async () => expect(await system.email('SANDBOX')).toMatchObject({ sendState: 'RETRY' }));
  await system.cloud.close();

  // The alarm of what is held looks at whole quarters of an hour.
  const quarterEndsMs = Math.ceil(heldAtMs / QUARTER_MS) * QUARTER_MS;
  system = await start((quarterEndsMs + 60_000 - Date.now()) / 1000);
  system.cloud.cloudWatch.passMinute();
  return {
    system,
    canaries,
    ...addresses,
    outputs,
    async close() {
      await system.cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const OUTCOMES = ['delayed', 'rejected', 'mailboxFull', 'bounced'] as const;

const outcomeOf = (address: string) =>
  OUTCOMES.find((outcome) => address.toLowerCase().includes(`.${outcome.toLowerCase()}@`)) ?? 'delivered';

async function startListening(outputs: Output[], options: Parameters<typeof startSystem>[0]) {
  const said = (line: string) => void outputs.push({ where: 'local cloud', text: line });
  const system = await startSystem({ ...options, log: said, onProgress: said });
  const { topics } = system.cloud;
  const publish = topics.publish.bind(topics);
  const alertTopics = [system.names.alertTopic, system.names.costAlertTopic];
  vi.spyOn(topics, 'publish').mockImplementation((topicArn, publication, principal) => {
    if (alertTopics.some((name) => topicArn.endsWith(`:${name}`)))
      outputs.push({ where: 'alarm notification', text: JSON.stringify(publication) });
    return publish(topicArn, publication, principal);
  });
  return system;
}

/** Every way a mail can end, every type of email, and the same order with other content. */
async function whatBecomesOfMails(
  system: System,
  canaries: Canaries,
  planted: (orderId: string, more?: object) => object,
  suppressed: string,
): Promise<void> {
  const ses = new SESv2Client(clientConfig({ endpoint: system.cloud.endpointUrl }));
  await ses.send(new PutSuppressedDestinationCommand({ EmailAddress: suppressed, Reason: 'BOUNCE' }));
  const expected: Record<string, string> = { DELIVERED: 'DELIVERED' };
  const publish = async (orderId: string, customerEmail: string, status: string) => {
    expected[orderId] = status;
    await system.publish(planted(orderId, { customerEmail }));
  };
  await system.publish(planted('DELIVERED'));
  await publish('BOUNCE', canaries.simulated('bounce'), 'BOUNCED');
  await publish('COMPLAINT', canaries.simulated('complaint'), 'COMPLAINED');
  await publish('OOTO', canaries.simulated('ooto'), 'DELIVERED');
  await publish('LISTED', suppressed, 'SUPPRESSED');
  await publish('DELAYED', canaries.address('delayed'), 'DELIVERED');
  await publish('REJECTED', canaries.address('rejected'), 'REJECTED');
  await publish('FULL', canaries.address('mailboxFull'), 'BOUNCED');
  await publish('BOUNCED', canaries.address('bounced'), 'BOUNCED');
  for (const emailType of ['ORDER_SHIPPED', 'ORDER_CANCELLED', 'ORDER_REFUNDED'])
    await system.publish(planted('LATER', { emailType }));
  for (const [orderId, status] of Object.entries(expected))
    await eventually(async () => expect(await system.email(orderId)).toMatchObject({ status }));
  await system.publish(planted('DELIVERED', { customerName: canaries.text('otherName') }));
  await eventually(async () => expect(await system.emailsOf('LATER')).toHaveLength(3));
}

/** Bodies that are no order, and bodies that are no SES event. */
async function whatIsNoOrder(
  system: System,
  canaries: Canaries,
  planted: (orderId: string, more?: object) => object,
): Promise<void> {
  const bodies = POISON.map((make, n) => make(planted(`POISON-${n}`), canaries));
  for (const body of bodies) await system.publish(body);
  await eventually(async () => expect(await system.depth(system.names.orderDeadLetters)).toBe(bodies.length));
  for (const body of poisonFeedback(canaries)) await system.send(system.names.feedbackQueue, body);
}

/** Calls that fail or break off, with the function or without it. What is left in doubt here is held a day later. */
async function whatFails(system: System, planted: (orderId: string) => object): Promise<void> {
  const logged = (...words: string[]) =>
    eventually(async () => {
      const lines = await logLines(system.cloud.endpointUrl);
      expect(lines.filter(({ text }) => words.every((word) => text.includes(word)))).not.toEqual([]);
    });
  const publishUnder = async (fault: object, orderId: string) => {
    await system.setFaults(fault);
    await system.publish(planted(orderId));
  };
  await publishUnder({ calls: [{ ...SEND, throttled: 1 }] }, 'THROTTLED');
  await eventually(async () => expect(await system.email('THROTTLED')).toMatchObject({ sendState: 'RETRY' }));
  for (const [orderId, fault] of Object.entries({
    FAILED: { errorBefore: 1 },
    'FAILED-AFTER': { errorAfter: 1 },
    'REPLY-LOST': { replyLost: 1 },
  })) {
    await publishUnder({ calls: [{ ...SEND, ...fault }] }, orderId);
    await logged('outcome of a call to SES is unknown', `${orderId}#`);
  }
  await publishUnder({ killAfter: { ...SEND, nth: 1 } }, 'KILLED');
  await eventually(async () => expect(await system.faults()).toMatchObject({ killAfter: null }));
  await system.setFaults({ calls: [{ service: 'dynamodb', action: 'UpdateItem', errorBefore: 1 }] });
  await system.publish(planted('NO-TABLE'));
  await logged('Record failed');
  await system.setFaults({});
}
