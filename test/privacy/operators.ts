import { systemClock } from '#adapters/system/clock.ts';
import { systemRandomness } from '#adapters/system/randomness.ts';
import { readTarget } from '#cli/global-options.ts';
import { Terminal } from '#cli/output/terminal.ts';
import { servedConsole } from '#cli/serve-console.ts';
import { openSession } from '#cli/session.ts';
import { localOrdermail } from '#test/cli/harness.ts';
import type { Output } from './outputs.ts';
import type { LivedSystem } from './whole-system.ts';

/** One command as somebody types it, and why what it prints may name a customer; no reason: it must not. */
export type Command = readonly [argv: readonly string[], mayBecause?: string];

/** Every command of the command line, right and wrong use. The last ones change things. */
export function commands({ customer, corrected, suppressed, canaries }: LivedSystem): readonly Command[] {
  const reason = `${customer} asked for it`;
  const nobody = canaries.text('noAddress');
  return [
    ...['DELIVERED', 'BOUNCE', 'COMPLAINT', 'LISTED', 'FAILED', 'SANDBOX', 'LATER'].map(
      (orderId): Command => [['status', orderId]],
    ),
    [['status', 'DELIVERED', '--show-address'], 'the option asks for the address'],
    [['status', `é${nobody}`]],
    [['search']],
    [['search', '--address', customer]],
    [['search', '--address', nobody]],
    [['dead-letters', 'list']],
    [['dead-letters', 'show', 'orders']],
    [['dead-letters', 'show', 'feedback']],
    [['dead-letters', 'show', 'orders', '--show-body'], 'the option asks for the message itself'],
    [['dead-letters', 'show', canaries.word('queue')], 'a word that is no queue is repeated to who typed it'],
    [['suppression', 'list'], 'the list is addresses: who asks for it asks for them'],
    [['suppression', 'remove', nobody]],
    [['suppression', 'remove', customer, '--reason', reason]],
    [['stats']],
    [['dns']],
    [['doctor', '--canary']],
    [['tail', '--once', '--all', '--minutes', '3000']],
    [['send-test', '--to', 'success', '--wait', '20']],
    [['resend', 'DELIVERED', '--to', nobody]],
    [['resend', 'BOUNCE', '--to', corrected, '--reason', reason, '--by', 'anna@example.com']],
    [['dead-letters', 'redrive', 'orders', '998fcfb1-52f1-463b-9d7b-1b3b79969679', '--reason', reason]],
    [['suppression', 'remove', suppressed, '--reason', reason]],
    [['erase', '--address', nobody, '--yes']],
    [['erase', '--order', 'LATER', '--yes', '--reason', reason]],
    [['erase', '--address', customer, '--yes', '--reason', reason, '--also-from-suppression-list']],
  ];
}

/** What the commands print, as text and as JSON, by what was typed. */
export async function run(given: readonly Command[], { system }: LivedSystem): Promise<Output[]> {
  const cli = localOrdermail(system.cloud.endpointUrl, 'e2e');
  const outputs: Output[] = [];
  for (const [argv] of given) {
    for (const form of [argv, [...argv, '--json']]) {
      const { out, err } = await cli(...form);
      outputs.push({ where: form.join(' '), text: `${out}\n${err}` });
    }
  }
  return outputs;
}

/** Pages of the console, and why they may name a customer; no reason: they must not. */
export function pages({
  customer,
  suppressed,
  canaries,
}: LivedSystem): readonly (readonly [path: string, mayBecause?: string])[] {
  const email = encodeURIComponent('DELIVERED#ORDER_CONFIRMATION');
  const asked = encodeURIComponent(customer);
  return [
    ['/'],
    ['/orders/DELIVERED', 'an order’s page shows where its emails went'],
    [`/mail-as-sent?email=${email}`, 'it is the mail'],
    [`/resend?email=${email}`, 'the form begins with the address that the last one went to'],
    ['/dead-letters'],
    ['/dead-letters/discard?queue=orders'],
    ['/search'],
    ['/search?status=BOUNCED'],
    [`/search?address=${asked}`, 'the form holds what was asked'],
    ['/suppression', 'the list is addresses'],
    [
      `/suppression/remove?address=${encodeURIComponent(suppressed)}`,
      'it asks whether this address is meant',
    ],
    ['/alarms'],
    ['/erase?order=DELIVERED'],
    ['/inbox', 'the local cloud’s inbox is the mails'],
    ['/faults'],
    ['/cost'],
    [`/nowhere/${canaries.word('path')}`],
    [`/orders?id=${encodeURIComponent(`é${canaries.text('id')}`)}`, 'the form holds what was asked'],
  ];
}

/** What the console answers and logs, header lines included. */
export async function visit(paths: readonly string[], { system }: LivedSystem): Promise<Output[]> {
  const outputs: Output[] = [];
  const write = (text: string) => void outputs.push({ where: 'log of the console', text });
  const variables = { ORDERMAIL_PORT: new URL(system.cloud.endpointUrl).port };
  const streams = { out: write, err: write, colour: false, overwrites: false, now: Date.now };
  const session = openSession({
    target: readTarget({ local: true, env: 'e2e' }, variables),
    terminal: new Terminal(streams, false),
    clock: systemClock,
    random: systemRandomness,
  });
  const served = await servedConsole(session, { port: 0, allowChanges: true, by: 'anna' });
  for (const path of paths) {
    const response = await fetch(`http://127.0.0.1:${served.port}${path}`);
    outputs.push({ where: path, text: `${JSON.stringify([...response.headers])}\n${await response.text()}` });
  }
  await served.close();
  return outputs;
}
