import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { LANGUAGE_TAGS } from '#contract/languages.ts';
import type { OrderEvent } from '#contract/order-event.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { renderEmail } from '#email/render-email.ts';
import { SAMPLE_BRANDS, SAMPLES, type SampleName } from '#email/samples.ts';
import { rawMessage } from '#local/services/ses/mime.ts';
import { orderOf } from './mails/mails.ts';

/**
 * SpamAssassin's score of every sample, and of every type in every language.
 *
 * Method: each mail is built as the local SES sends it (From, Reply-To, To, Subject, Date, Message-ID, MIME), with the
 * Received header that the customer's own server would add, and all go through one run of Debian's `spamassassin -L`: its local
 * rules alone, without network tests and without a trained Bayes filter. What a mailbox provider adds by SPF, DKIM and
 * reputation is not part of the score. Ends with 1 where a mail scores above 1.0, or a rule above 0.5 that is not known to
 * come from the order itself.
 *
 *   apt-get install spamassassin && node bench/spam-score.ts
 */
const MAX_SCORE = 1.0;
const MAX_RULE = 0.5;

/** Rules that a mail of ours cannot avoid, and why. */
const OF_THE_ORDER: Readonly<Record<string, string>> = {
  APOSTROPHE_TOCC: 'the customer’s own address has an apostrophe',
  US_DOLLARS_3: 'the order’s own amounts are millions of dollars',
};

interface Mail {
  readonly name: string;
  readonly order: OrderEvent;
}

interface Score {
  readonly name: string;
  readonly score: number;
  readonly rules: readonly (readonly [string, number])[];
}

const mails: Mail[] = [
  ...(Object.keys(SAMPLES) as SampleName[]).map((name) => ({ name, order: orderOf(name, 'en') })),
  ...LANGUAGE_TAGS.flatMap((language) =>
    EMAIL_TYPES.map((type) => ({
      name: `${type} ${language}`,
      order: orderOf('everything', language, type),
    })),
  ),
];

/** All mails in one file, each behind the line that mbox begins a mail with. */
async function mailbox(all: readonly Mail[]): Promise<string> {
  const raw = await Promise.all(all.map(rawMail));
  return raw.map((mail) => `From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n${quoted(mail)}\n\n`).join('');
}

const quoted = (mail: string) => mail.replaceAll('\r\n', '\n').replaceAll(/^(>*From )/gm, '>$1');

async function rawMail({ name, order }: Mail, index: number): Promise<string> {
  const { fromName, replyTo, subject, html, text } = renderEmail(order, SAMPLE_BRANDS)!;
  const envelope = {
    ...{ cc: [], bcc: [], tags: [], configurationSet: undefined, operation: 'SendEmail' as const },
    ...{ identityArn: '', fromDomain: 'example.com', callerIdentity: '' },
    messageId: `0100019${index}-1f2e3d4c-0000-4000-8000-000000000000-000000`,
    acceptedAt: Date.now(),
    from: `"${fromName}" <orders@example.com>`,
    to: [order.customerEmail],
    replyTo: replyTo === undefined ? [] : [replyTo],
    subject,
    headers: [{ name: 'X-Specimen', value: name }],
  };
  const mail = await rawMessage(envelope, { kind: 'parts', html, text }, 'us-east-1');
  return `${received(envelope.acceptedAt)}${mail}`;
}

const received = (at: number) =>
  'Received: from a8-30.smtp-out.amazonses.com (a8-30.smtp-out.amazonses.com [54.240.8.30])\r\n' +
  `\tby mx.example.com with ESMTPS id 4XyZ; ${new Date(at).toUTCString().replace('GMT', '+0000')}\r\n`;

function assassinate(mbox: string): string {
  const settings = 'add_header all Scores _SCORE_ _TESTSSCORES(,)_';
  const options = ['-L', '--mbox', '--cf', 'report_safe 0', '--cf', settings];
  return execFileSync('spamassassin', options, { input: mbox, encoding: 'utf8', maxBuffer: 2 ** 28 });
}

function scoresIn(output: string): Score[] {
  return output.split(/^From MAILER-DAEMON .*\n/m).flatMap((mail) => {
    const head = mail.split('\n\n', 1)[0]!.replaceAll(/\n\s+/g, '');
    const name = /^X-Specimen: (.*)$/m.exec(head)?.[1];
    const [, score, rules] = /^X-Spam-Scores: (\S+) ?(.*)$/m.exec(head) ?? [];
    return name && score ? [{ name, score: Number(score), rules: rulesIn(rules!) }] : [];
  });
}

const rulesIn = (list: string) =>
  [...list.matchAll(/(\w+)=(-?[\d.]+)/g)].map(([, rule, points]) => [rule!, Number(points)] as const);

function report(all: readonly Score[]): void {
  if (all.length !== mails.length) throw new Error(`${all.length} of ${mails.length} mails have a score`);
  const highest = new Map<string, number>();
  for (const { name, score, rules } of all.toSorted((a, b) => b.score - a.score)) {
    console.log(
      `${score.toFixed(1)}  ${name}  ${rules.map(([rule, points]) => `${rule} ${points}`).join(', ')}`,
    );
    for (const [rule, points] of rules) highest.set(rule, Math.max(points, highest.get(rule) ?? points));
  }
  const worst = Math.max(...all.map(({ score }) => score));
  console.log(`${all.length} mails, highest score ${worst.toFixed(1)}`);
  for (const [rule, points] of highest)
    console.log(`  ${rule} at most ${points}${OF_THE_ORDER[rule] ? `: ${OF_THE_ORDER[rule]}` : ''}`);
  const tooHigh = [...highest].filter(([rule, points]) => points > MAX_RULE && !(rule in OF_THE_ORDER));
  if (worst > MAX_SCORE || tooHigh.length > 0) process.exitCode = 1;
}

report(scoresIn(assassinate(await mailbox(mails))));
