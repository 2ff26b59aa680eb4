import { Command, InvalidArgumentError, Option } from 'commander';
import { arrived, SIMULATED, type Simulated, sendTestMails, type TestMail } from '#app/send-test-mails.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../output/layout.ts';
import { painted } from '../output/status-tone.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

const ALL = Object.keys(SIMULATED) as Simulated[];
const DEFAULT_SECONDS = 60;

export function sendTestCommand(run: Run): Command {
  return new Command('send-test')
    .description("Send sample orders to SES's simulator addresses, and follow each to its end.")
    .addOption(new Option('--to <address...>', 'only these').choices(ALL).default(ALL, 'all of them'))
    .option('--wait <seconds>', 'how long to follow them', seconds, DEFAULT_SECONDS)
    .action(run<[Options]>(sendTest));
}

interface Options {
  readonly to: readonly Simulated[];
  readonly wait: number;
}

async function sendTest(session: Session, { to, wait }: Options) {
  const { aws, names, clock, random, terminal } = session;
  const [{ snsOrderTopic }, { dynamodbEmailReader }, topicArn] = await Promise.all([
    import('#adapters/aws/sns-order-publisher.ts'),
    import('#adapters/aws/dynamodb-email-reader.ts'),
    session.arn('sns', names.orderTopic),
  ]);
  const mails = await sendTestMails(
    to,
    wait * 1_000,
    {
      topic: snsOrderTopic(await aws.topics(), topicArn),
      emails: dynamodbEmailReader(await aws.table(), names.trackingTable),
      clock,
      random,
    },
    (now) => terminal.progress(`${now.filter(arrived).length} of ${now.length} have come to their end`),
  );
  const good = mails.every(arrived);
  terminal.result({ mails: mails.map((mail) => ({ ...mail, status: mail.status ?? null })) }, () =>
    table(mails.map((mail) => line(mail, session))),
  );
  if (good) return undefined;
  terminal.note(
    `\nNot all became what they should within ${wait} seconds. Look at one with ordermail status, and at the set-up with ordermail doctor.`,
  );
  return EXIT.refused;
}

function line(mail: TestMail, { terminal }: Session): string[] {
  const { to, orderId, status, expected } = mail;
  const shown = status === undefined ? terminal.paint('bad', 'not seen') : painted(status, terminal);
  return [arrived(mail) ? 'ok' : '--', to, shown, arrived(mail) ? '' : `(expected ${expected})`, orderId];
}

function seconds(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Allowed: a whole number of seconds, up to 9999.');
}
