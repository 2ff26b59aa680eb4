import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Canaries } from './canaries.ts';
import { commands, pages, run, visit } from './operators.ts';
import { logLines, metricsAndAlarms, type Output } from './outputs.ts';
import { QUOTING, refusals } from './refusals.ts';
import { type LivedSystem, livedSystem } from './whole-system.ts';

/*
 * Nothing that is made for operators and machines says anything of a customer, whatever becomes of an order. Bodies are left out on
 * purpose: a message, a dead letter, the kept order and the mail *are* the order.
 */

const canaries = new Canaries();
let lived: LivedSystem;

beforeAll(async () => {
  lived = await livedSystem(canaries);
}, 180_000);

afterAll(() => lived?.close());

/** What holds a planted value, with the place. */
const leaks = (outputs: readonly Output[]) =>
  outputs.flatMap(({ where, text }) => canaries.findIn(text).map((found) => `${where}: ${found}`));

/** The leaks beside those that are allowed; of the allowed, those that are none: the list of exceptions is to stay short. */
const leaksBut = (outputs: readonly Output[], allowed: readonly string[]) => [
  ...leaks(outputs.filter(({ where }) => !allowed.includes(where))),
  ...allowed.filter((where) => leaks(outputs.filter((one) => one.where === where)).length === 0),
];

describe('who asks is told of a customer only where that is what they ask for:', () => {
  test('the console’s pages and its log', async () => {
    const asked = pages(lived);
    const outputs = await visit(
      asked.map(([path]) => path),
      lived,
    );
    expect(
      leaksBut(
        outputs,
        asked.filter(([, because]) => because).map(([path]) => path),
      ),
    ).toEqual([]);
  });

  test('the commands, right and wrong, as text and as JSON', { timeout: 120_000 }, async () => {
    const typed = commands(lived);
    const allowed = typed.filter(([, because]) => because).map(([argv]) => argv.join(' '));
    const outputs = await run(typed, lived);
    expect(leaksBut(outputs, [...allowed, ...allowed.map((line) => `${line} --json`)])).toEqual([]);
    const unexpected = outputs.filter(({ text }) => text.includes('Something unexpected'));
    expect(unexpected).toEqual([]);
  });
});

test('no line of a log, the metrics’ own among them', async () => {
  const lines = await logLines(lived.system.cloud.endpointUrl);
  expect(leaks(lines)).toEqual([]);
  // The ways that the orders went are all there to be searched.
  const all = lines.map(({ text }) => text).join('\n');
  const said = [
    ...['Order event refused', 'The outcome of a call to SES is unknown', 'Email held for a person'],
    ...[
      'Record failed',
      'SES takes no mail from this account',
      'SES event ignored',
      'came with other content',
    ],
    ...['CloudWatchMetrics', 'REPORT RequestId'],
  ];
  expect(said.filter((words) => !all.includes(words))).toEqual([]);
  const trail = lines
    .filter(({ where }) => where === 'log email-operators-e2e')
    .map(({ text }) => text.slice(11));
  const actions = new Set(trail.map((line) => JSON.parse(line).action));
  expect([...actions].sort()).toEqual(['erase', 'redrive', 'remove-suppression', 'resend']);
});

test('no metric, no alarm and no notice of one', async () => {
  const found = await metricsAndAlarms(lived.system.cloud.endpointUrl);
  const notices = lived.outputs.filter(({ where }) => where === 'alarm notification');
  expect(leaks([...found, ...notices])).toEqual([]);
  const subjects = notices.map(({ text }) => JSON.parse(text).subject);
  expect(subjects).toContainEqual(expect.stringMatching(/^ALARM: "email-in-doubt-e2e"/));
  expect(found.length).toBeGreaterThan(15);
});

test('no line that the local cloud writes', () => {
  const lines = lived.outputs.filter(({ where }) => where === 'local cloud');
  expect(leaks(lines)).toEqual([]);
  expect(lines.map(({ text }) => text).join('\n')).toContain('Faults: killed a function');
});

test('no refusal of the local cloud, but where AWS quotes an address too, and of its own switches', async () => {
  expect(leaksBut(await refusals(lived), QUOTING)).toEqual([]);
});

test('no attribute of a message, dead letters included', async () => {
  const { names, drain } = lived.system;
  const queues = [names.orderDeadLetters, names.feedbackDeadLetters, names.orderSubscriptionDeadLetters];
  const letters = (await Promise.all(queues.map(drain))).flat();
  const outputs = letters.map(({ Body: _, MD5OfBody: __, ...rest }) => ({
    where: 'dead letter',
    text: JSON.stringify(rest),
  }));
  expect(leaks(outputs)).toEqual([]);
  const reasons = letters.map(({ MessageAttributes }) => MessageAttributes?.reason?.StringValue);
  expect([...new Set(reasons)].sort()).toEqual([
    ...['BODY_TOO_LARGE', 'INVALID_FIELD', 'IN_DOUBT_TOO_LONG', 'MISSING_FIELD', 'NOT_AN_OBJECT', 'NOT_JSON'],
    ...['UNKNOWN_BRAND', 'UNKNOWN_RESEND'],
  ]);
});

describe('a mail', () => {
  test('has no tag with anything of the customer: its email’s id and the attempt', async () => {
    const mails = await lived.system.mails();
    for (const { tags } of mails) {
      expect(Object.keys(tags).sort()).toEqual(['attempt', 'emailId']);
      expect(canaries.findIn(JSON.stringify(tags))).toEqual([]);
    }
  });

  test('names the customer in no header but To', async () => {
    const mails = (await lived.system.mails()).filter(({ to }) => canaries.findIn(to.join()).length > 0);
    expect(mails.length).toBeGreaterThan(15);
    for (const { messageId } of mails) {
      const response = await fetch(`${lived.system.cloud.endpointUrl}/_local/mails/${messageId}/raw`);
      const [head = ''] = (await response.text()).split('\r\n\r\n', 1);
      const headers = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
      const naming = headers.filter((header) => canaries.findIn(header).length > 0);
      expect(naming.map((header) => header.split(':', 1)[0])).toEqual(['To']);
    }
  });
});
