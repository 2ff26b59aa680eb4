import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { startSystem } from '../e2e/system.ts';
import { localOrdermail } from './harness.ts';

/** The terminal that README.md shows is what the commands print today, in this order, but for times, ids and counts. */

const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
const recorded = /^```console\n(\$ npx ordermail [\s\S]*?)^```$/m.exec(readme)![1]!;
const runs = recorded.split(/^\$ npx ordermail /m).slice(1);

let system: Awaited<ReturnType<typeof startSystem>>;
let cli: ReturnType<typeof localOrdermail>;

beforeAll(async () => {
  system = await startSystem();
  cli = localOrdermail(system.cloud.endpointUrl, 'e2e');
  await system.publish(orderEvent({ orderId: 'ORDER123456' }));
  await system.untilStatus('ORDER123456', 'DELIVERED');
  const sqs = new SQSClient(clientConfig({ endpoint: system.cloud.endpointUrl }));
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: `${system.cloud.endpointUrl}/123456789012/${system.names.orderDeadLetters}`,
      MessageBody: JSON.stringify(orderEvent({ orderId: 'ORDER123458' })),
      MessageAttributes: { reason: { DataType: 'String', StringValue: 'RECEIVES_USED_UP' } },
    }),
  );
  sqs.destroy();
}, 120_000);

afterAll(() => system?.cloud.close());

/** What differs from run to run, and from environment to environment. */
const comparable = (text: string) =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replaceAll(/\b\d+ of (?=1,000,000 mails)/g, '<count> of ')
    .replaceAll('e2e', 'dev')
    .trim();

test.each(runs.map((run) => [run.slice(0, run.indexOf('\n')), run.slice(run.indexOf('\n') + 1)] as const))(
  'ordermail %s',
  async (line, shown) => {
    const argv = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
    expect(argv).toContain('--local');
    const { out, err } = await cli(...argv.filter((one) => one !== '--local'));
    expect(comparable(`${err}${out}`)).toBe(comparable(shown));
  },
);

test('it has the commands that support and operators begin with', () => {
  expect(runs.map((run) => run.split(' ')[0])).toEqual(['status', 'dead-letters', 'dead-letters', 'doctor']);
});
