import { Command } from 'commander';
import type { SuppressedAddress } from '#app/operator-ports.ts';
import { email } from '#contract/order-event-fields.ts';
import { auditedAddress, auditTrail, operatorOf } from '../audit.ts';
import { EXIT, Refusal } from '../exit-codes.ts';
import { moment, table } from '../output/layout.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

export function suppressionCommand(run: Run): Command {
  const suppression = new Command('suppression').description(
    "Addresses that SES mails no more. The list is the account's: all that it sends has it in common.",
  );
  suppression
    .command('list')
    .description('Every address on the list, with the reason.')
    .action(run<[object]>(list));
  suppression
    .command('remove')
    .argument('<email>', 'the address, in any case')
    .description('Take an address off the list, once it is right again.')
    .option('--reason <text>', 'why; kept in the audit trail')
    .option('--by <name>', 'who asks (default: as AWS knows you)')
    .action(run<[string, RemoveOptions]>(remove));
  return suppression;
}

async function list({ aws, clock, terminal }: Session): Promise<undefined> {
  const { sesSuppressionListing } = await import('#adapters/aws/ses-suppression-listing.ts');
  const listing = sesSuppressionListing(await aws.ses(), clock);
  const addresses: SuppressedAddress[] = [];
  for await (const page of listing.pages()) {
    addresses.push(...page);
    terminal.progress(`Read ${addresses.length} so far`);
  }
  terminal.result({ addresses }, () =>
    addresses.length === 0
      ? 'No address is suppressed.'
      : table(addresses.map(({ address, reason, since }) => [moment(since), reason, address])),
  );
}

interface RemoveOptions {
  readonly reason?: string;
  readonly by?: string;
}

async function remove(session: Session, typed: string, options: RemoveOptions): Promise<undefined> {
  const checked = email.safeParse(typed);
  if (!checked.success)
    throw new Refusal(
      `That is no address. Allowed: ${checked.error.issues[0]!.message}.`,
      undefined,
      EXIT.usage,
    );
  const address = checked.data;
  const audit = await auditTrail(session);
  await audit.record({
    action: 'remove-suppression',
    ...(await operatorOf(session, options)),
    target: { addressDigest: auditedAddress(address, session) },
  });
  const { sesSuppressionList } = await import('#adapters/aws/ses-suppression-list.ts');
  const result = await sesSuppressionList(await session.aws.ses()).remove(address);
  if (result === 'not-listed')
    throw new Refusal(
      'The address is not on the list.',
      'SES tells cases apart here: see how it is written with ordermail suppression list.',
    );
  session.terminal.result({ result }, () => 'The address is off the list. Send again with ordermail resend.');
}
