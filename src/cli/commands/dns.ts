import { Command } from 'commander';
import { dnsRecordsOf } from '#app/dns-records.ts';
import { findIdentity } from '#app/find-identity.ts';
import type { MailIdentity } from '#app/inspector-ports.ts';
import { EXIT, Refusal } from '../exit-codes.ts';
import { wrapped } from '../output/layout.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

export function dnsCommand(run: Run): Command {
  return new Command('dns')
    .argument('[identity]', "a domain or address in SES (default: the environment's sender)")
    .description('The DNS records to set for the domain that the emails come from.')
    .action(run<[string | undefined, object]>(dns));
}

async function dns(session: Session, name: string | undefined): Promise<undefined> {
  const identity = await identityOf(name, session);
  const records = dnsRecordsOf(identity, await session.aws.region());
  const { name: identityName, verified, kind } = identity;
  session.terminal.result({ identity: identityName, kind, verified, records }, () =>
    kind === 'address'
      ? `${identityName} is an address: no records, it is verified by the link that AWS mails to it. ${verified ? 'It is.' : 'It is not yet.'}`
      : records
          .map((record) => `${wrapped(record.why)}\n  ${record.name}\n  ${record.type}  ${record.value}`)
          .join('\n\n'),
  );
  if (kind === 'domain')
    session.terminal.note(
      `\nSES ${verified ? 'has verified' : 'has not verified'} ${identityName}. What the public DNS says: ordermail doctor.`,
    );
}

async function identityOf(name: string | undefined, { aws, environment }: Session): Promise<MailIdentity> {
  const [{ sesInspector }, { deployedStacks }] = await Promise.all([
    import('#adapters/aws/ses-inspector.ts'),
    import('#adapters/aws/cloudformation-stacks.ts'),
  ]);
  const ses = sesInspector(await aws.ses());
  if (name !== undefined) {
    const identity = await ses.identity(name);
    if (identity) return identity;
    throw new Refusal(
      `SES has no identity ${name} here.`,
      'It may be in another region or account: --region, --profile.',
    );
  }
  const found = await findIdentity(deployedStacks(await aws.stacks(), environment), ses);
  if (found.kind === 'identity') return found.identity;
  if (found.kind === 'unknown')
    throw new Refusal(
      `SES knows neither ${found.sender} nor its domain here.`,
      'Deploy with EMAIL_IDENTITY=create, or verify it in SES.',
    );
  throw new Refusal(
    `Environment ${environment} is not deployed here, so nothing says who its emails come from.`,
    'Name the domain: ordermail dns example.com. Or name another environment with --env.',
    EXIT.notDeployed,
  );
}
