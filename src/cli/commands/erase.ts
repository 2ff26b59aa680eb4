import { Command } from 'commander';
import { type EraseResult, eraseCustomer, eraseOrder } from '#app/erase-emails.ts';
import { email, orderId } from '#contract/order-event-fields.ts';
import { auditedAddress, auditTrail, operatorOf } from '../audit.ts';
import { EXIT, Refusal } from '../exit-codes.ts';
import { counted } from '../output/layout.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

export function eraseCommand(run: Run): Command {
  return new Command('erase')
    .description('Remove the personal data of an order, or of everything that was ever mailed to an address.')
    .option('--order <id>', 'the emails of this order')
    .option(
      '--address <email>',
      "a customer's orders, in whatever case it was written; reads the whole index",
    )
    .option('--also-from-suppression-list', 'SES may mail the address again')
    .option('--reason <text>', 'why; kept in the audit trail')
    .option('--by <name>', 'who asks (default: as AWS knows you)')
    .option('--yes', 'really: it cannot be undone')
    .action(run<[Options]>(erase));
}

interface Options {
  readonly order?: string;
  readonly address?: string;
  readonly alsoFromSuppressionList?: boolean;
  readonly reason?: string;
  readonly by?: string;
  readonly yes?: boolean;
}

async function erase(session: Session, options: Options): Promise<undefined> {
  const { order, address, yes, alsoFromSuppressionList = false } = options;
  if ((order === undefined) === (address === undefined))
    throw wrong('Say whose data: either --order or --address.');
  if (!yes)
    throw wrong(
      `This removes ${order === undefined ? 'the personal data of every order of that address' : `the personal data of order ${order}`}, for good.`,
      'Repeat it with --yes.',
    );
  const checked = order === undefined ? email.safeParse(address) : orderId.safeParse(order);
  if (!checked.success) throw wrong(`That cannot be. Allowed: ${checked.error.issues[0]!.message}.`);
  // As the table has it: a domain beyond ASCII in Punycode.
  const whose = checked.data;
  const deps = await dependencies(session);
  const audit = await auditTrail(session);
  await audit.record({
    action: 'erase',
    ...(await operatorOf(session, options)),
    target: order === undefined ? { addressDigest: auditedAddress(whose, session) } : { orderId: whose },
  });
  const settings = { alsoFromSuppressionList };
  const result =
    order === undefined
      ? await eraseCustomer(whose, settings, deps, ({ scanned, orders }) =>
          session.terminal.progress(
            `Looked at ${counted(scanned, 'email')}, found ${counted(orders, 'order')}`,
          ),
        )
      : await eraseOrder(whose, settings, deps);
  report(result, session);
}

async function dependencies({ aws, names, clock }: Session) {
  const [{ dynamodbEmailArchive }, { sesSuppressionList }] = await Promise.all([
    import('#adapters/aws/dynamodb-email-archive.ts'),
    import('#adapters/aws/ses-suppression-list.ts'),
  ]);
  return {
    archive: dynamodbEmailArchive(await aws.table(), names.trackingTable),
    suppressions: sesSuppressionList(await aws.ses()),
    clock,
  };
}

function report(result: EraseResult, { terminal }: Session): void {
  if (result.kind === 'impossible') throw wrong(`That cannot be. Allowed: ${result.allowed}.`);
  if (result.orders === 0) throw new Refusal('Nothing of it is known here, so there was nothing to erase.');
  const { kind: _, ...counts } = result;
  terminal.result(counts, () =>
    [
      `Erased ${counted(result.emails, 'email')} of ${counted(result.orders, 'order')}.`,
      ...(result.erasedBefore > 0
        ? [`${counted(result.erasedBefore, 'email')} had been erased before.`]
        : []),
      ...(result.underWay > 0
        ? [
            `${counted(result.underWay, 'email')} still on the way: its order is in a queue, and is mailed from there.`,
          ]
        : []),
      ...(result.suppressionList === 'removed' ? ['The address is off the suppression list.'] : []),
      ...(result.suppressionList === 'not-listed' ? ['The address was not on the suppression list.'] : []),
    ].join('\n'),
  );
}

const wrong = (message: string, next?: string) => new Refusal(message, next, EXIT.usage);
