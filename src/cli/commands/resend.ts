import { Command, Option } from 'commander';
import { type ResendResult, resendEmail } from '#app/resend-email.ts';
import { RESEND_PAUSE_SECONDS } from '#contract/timing.ts';
import { EMAIL_TYPES, type EmailType } from '#contract/tracking-item.ts';
import { auditTrail, operatorName } from '../audit.ts';
import { EXIT, Refusal } from '../exit-codes.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

export function resendCommand(run: Run): Command {
  return new Command('resend')
    .argument('<order>', 'the order id')
    .description('Send an email of an order once more, also to a corrected address. Asking twice sends one.')
    .option('--to <email>', 'a corrected address (default: where the last one went)')
    .addOption(
      new Option('--type <type>', 'which email').choices([...EMAIL_TYPES]).default('ORDER_CONFIRMATION'),
    )
    .option('--part <id>', 'which shipment or refund, by its own id: ordermail status shows them')
    .option('--reason <text>', 'why; kept with the email', 'asked for on the command line')
    .option('--by <name>', 'who asks (default: as AWS knows you)')
    .option(
      '--despite-held',
      'also where the last one waits among the dead letters, and may be mailed from there',
    )
    .action(run<[string, Options]>(resend));
}

interface Options {
  readonly to?: string;
  readonly type: EmailType;
  readonly part?: string;
  readonly reason: string;
  readonly by?: string;
  readonly despiteHeld?: boolean;
}

async function resend(session: Session, orderId: string, options: Options): Promise<undefined> {
  const { aws, names, clock, terminal } = session;
  const { to, type, part, reason, by, despiteHeld } = options;
  const [{ dynamodbEmailArchive }, { snsResendRequests }, topicArn] = await Promise.all([
    import('#adapters/aws/dynamodb-email-archive.ts'),
    import('#adapters/aws/sns-resend-requests.ts'),
    session.arn('sns', names.orderTopic),
  ]);
  const wishes = {
    orderId,
    emailType: type,
    reason,
    by: await operatorName(session, by),
    ...(to !== undefined && { to }),
    ...(part !== undefined && { partId: part }),
    ...(despiteHeld && { despiteHeld }),
  };
  const result = await resendEmail(wishes, {
    archive: dynamodbEmailArchive(await aws.table(), names.trackingTable),
    requests: snsResendRequests(await aws.topics(), topicArn),
    audit: await auditTrail(session),
    clock,
  });
  if (result.kind !== 'resent' && result.kind !== 'asked-again') throw refusalOf(result, orderId, type);
  terminal.result(result, () =>
    result.kind === 'resent'
      ? `${result.emailId} is on its way.\nFollow it: ordermail status ${orderId}`
      : `${result.emailId} was asked for before and not taken up; the sender has been asked again.`,
  );
}

type Refused = Exclude<ResendResult, { kind: 'resent' | 'asked-again' }>;

const OPTION_OF: Readonly<Record<string, string>> = { orderId: 'The order id', partId: '--part' };

function refusalOf(result: Refused, orderId: string, type: EmailType): Refusal {
  switch (result.kind) {
    case 'impossible': {
      const option = OPTION_OF[result.field] ?? `--${result.field}`;
      return new Refusal(`${option} cannot be so. Allowed: ${result.allowed}.`, undefined, EXIT.usage);
    }
    case 'unknown-order':
      return new Refusal(
        `No email ${type} of order ${orderId} is known.`,
        'See what there is with ordermail status. What was never published, or is older than 90 days, cannot be sent again from here: publish the order anew.',
      );
    case 'content-gone':
      return new Refusal(
        `What the mail was made of is gone${result.erasedAt ? `: erased at ${result.erasedAt}` : ''}.`,
        'It cannot be sent again.',
      );
    case 'not-settled':
      return new Refusal(
        `${result.emailId} may become a mail yet, so another one would be a second.`,
        'Look again in some minutes with ordermail status.',
      );
    case 'held':
      return new Refusal(
        `${result.emailId} waits among the dead letters: moved back, it becomes a mail.`,
        'Send that one with ordermail dead-letters redrive, or another one all the same with --despite-held.',
      );
    case 'double-click':
      return new Refusal(
        `${result.emailId} was asked for a moment ago, by you or by somebody else. Nothing was done twice.`,
        `Follow it with ordermail status. ${RESEND_PAUSE_SECONDS} seconds later repeat the command: where the first was never taken up, that asks the sender again, and with another --to sends there in its place.`,
      );
  }
}
