import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import path from 'node:path';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import { renderEmail } from '#email/render-email.ts';
import { bundle } from '#lib/constructs/bundle.ts';

/**
 * The sender against a bare loop of the same SDK calls: size of the bundle, CPU time to import it, CPU time per email.
 *
 * Method: both bundles are made by the template's own bundler. Each is run in a fresh process of its own against a stub of
 * AWS in a third process; rounds alternate between the two, and the ratio is of the medians. CPU time is user plus system
 * time of the measured process, so other load on the machine matters little.
 *
 *   node bench/sender.ts [rounds] [batches of 10 a round]
 */
const [rounds = 7, batches = 500] = process.argv.slice(2).map(Number);

const stub = spawn(process.execPath, [path.join(import.meta.dirname, 'stub-aws.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [port] = await once(stub.stdout!, 'data');
const environment = { ...awsEnvironment(String(port).trim()), ...senderEnvironment(), ...mailSize() };

const bundles = { sender: bundle('src/handlers/send.ts'), bare: bundle('bench/bare-loop.ts') };
const runs = { sender: [] as Run[], bare: [] as Run[] };
for (let round = 0; round < rounds; round++)
  for (const name of ['sender', 'bare'] as const) runs[name].push(measure(bundles[name]));
report();
stop(stub);

interface Run {
  readonly importMicroseconds: number;
  readonly microsecondsPerEmail: number;
}

function measure(folder: string): Run {
  const script = path.join(import.meta.dirname, 'invoke-repeatedly.ts');
  const output = execFileSync(process.execPath, [script, path.join(folder, 'index.mjs'), String(batches)], {
    env: environment,
    encoding: 'utf8',
  });
  return JSON.parse(output.trim().split('\n').at(-1)!);
}

function report(): void {
  const size = (folder: string) => statSync(path.join(folder, 'index.mjs')).size;
  const rows: [string, (name: 'sender' | 'bare') => number][] = [
    ['bundle, bytes', (name) => size(bundles[name])],
    ['import, µs of CPU', (name) => median(runs[name].map((run) => run.importMicroseconds))],
    ['one email, µs of CPU', (name) => median(runs[name].map((run) => run.microsecondsPerEmail))],
  ];
  console.log(`${rounds} rounds of ${batches * 10} emails, medians`);
  for (const [label, value] of rows) {
    const [sender, bare] = [value('sender'), value('bare')];
    console.log(
      `${label}: sender ${Math.round(sender)}, bare ${Math.round(bare)}, ratio ${(sender / bare).toFixed(3)}`,
    );
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function awsEnvironment(port: string) {
  return {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_REGION: 'us-east-1',
  };
}

function senderEnvironment() {
  return {
    ENVIRONMENT_SUFFIX: 'bench',
    TRACKING_TABLE: 'email-delivery-tracking-bench',
    ORDER_QUEUE_URL: 'http://127.0.0.1/q',
    ORDER_DEAD_LETTERS_URL: 'http://127.0.0.1/q',
    FEEDBACK_QUEUE_URL: 'http://127.0.0.1/q',
    FEEDBACK_DEAD_LETTERS_URL: 'http://127.0.0.1/q',
    FEEDBACK_UNDELIVERED_URL: 'http://127.0.0.1/q',
    CONFIGURATION_SET: 'email-config-set-bench',
    FROM_ADDRESS: 'orders@example.com',
    SHOP_NAME: 'Example Shop',
    REPLY_TO_ADDRESS: '',
    SENDER_CONCURRENCY: '2',
  };
}

/** The bare loop sends as many bytes as the sender does for the same order. */
function mailSize() {
  const parsed = checkOrderEvent({
    orderId: 'ORDER123456',
    customerEmail: 'customer@example.com',
    customerName: 'John Doe',
    orderItems: [{ name: 'Product', quantity: 2, price: '29.99' }],
    orderTotal: '59.98',
    orderTimestamp: '2024-10-08T12:00:00Z',
  });
  if (parsed.kind !== 'valid') throw new Error(`The benchmark's order is refused: ${parsed.allowed}`);
  const { html, text } = renderEmail(parsed.event, {
    default: 'default',
    brands: { default: { name: 'Example Shop' } },
  })!;
  return { HTML_LENGTH: String(html.length), TEXT_LENGTH: String(text.length) };
}

function stop(child: ChildProcess): void {
  child.kill();
}
