import { Command } from 'commander';
import { timelineOf } from '#app/email-timeline.ts';
import { explainStatus } from '#app/explain-status.ts';
import { readEmailsOfOrder } from '#app/read-emails.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { EXIT, Refusal } from '../exit-codes.ts';
import { moment, wrapped } from '../output/layout.ts';
import { painted } from '../output/status-tone.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

export function statusCommand(run: Run): Command {
  return new Command('status')
    .argument('<order>', 'the order id, as the shop published it')
    .description('What became of the emails of an order: timeline, explanation, next step.')
    .option('--show-address', 'show the address that each went to')
    .action(run<[string, Options]>(status));
}

interface Options {
  readonly showAddress?: boolean;
}

async function status(
  session: Session,
  orderId: string,
  { showAddress = false }: Options,
): Promise<undefined> {
  const { aws, names, terminal } = session;
  const { dynamodbEmailReader } = await import('#adapters/aws/dynamodb-email-reader.ts');
  const reader = dynamodbEmailReader(await aws.table(), names.trackingTable);
  const answer = await readEmailsOfOrder(orderId, reader);
  if (answer.kind === 'impossible-id')
    throw new Refusal(`No order can have this id. Allowed: ${answer.allowed}.`, undefined, EXIT.usage);
  const { emails } = answer;
  if (emails.length === 0)
    throw new Refusal(
      `No email of order ${orderId} is known in environment ${session.environment}.`,
      'Was it published here? It may wait among the dead letters (ordermail dead-letters list), or be older than 90 days.',
    );
  terminal.result({ orderId, emails: emails.map((email) => jsonOf(email, showAddress)) }, () =>
    emails.map((email) => textOf(email, showAddress, terminal)).join('\n\n'),
  );
}

function textOf(email: TrackingItem, showAddress: boolean, terminal: Terminal): string {
  const { meaning, nextStep } = explainStatus(email);
  const timeline = timelineOf(email).map(({ at, what }) => `  ${moment(at)}  ${what}`);
  return [
    `${terminal.paint('strong', email.emailId)}  ${painted(email.status, terminal)}`,
    ...(showAddress ? [`  to ${email.customerEmail ?? '(erased)'}`] : []),
    wrapped(meaning, '  '),
    ...(nextStep ? [wrapped(`Next: ${nextStep}`, '  ')] : []),
    '',
    ...timeline,
    ...(email.diagnostic ? ['', wrapped(`The mail server said: ${email.diagnostic}`, '  ')] : []),
  ].join('\n');
}

function jsonOf(email: TrackingItem, showAddress: boolean) {
  const { meaning, nextStep, settled } = explainStatus(email);
  const { emailId, emailType, status: reached, attempt, sendState, reason, messageId, diagnostic } = email;
  return {
    emailId,
    emailType,
    status: reached,
    settled,
    meaning,
    nextStep: nextStep ?? null,
    timeline: timelineOf(email),
    sendState: sendState ?? null,
    attempt: attempt ?? null,
    reason: reason ?? null,
    messageId: messageId ?? null,
    diagnostic: diagnostic ?? null,
    ...(showAddress && { customerEmail: email.customerEmail ?? null }),
  };
}
