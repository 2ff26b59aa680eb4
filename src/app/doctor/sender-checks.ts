import { dkimName, dmarcName, feedbackServer, SPF_INCLUDE } from '../dns-records.ts';
import type { FoundIdentity } from '../find-identity.ts';
import type { Dns, MailIdentity } from '../inspector-ports.ts';
import { type Check, type Finding, failure, ok, skipped, warning } from './finding.ts';

export interface SenderDependencies {
  /** Asked once for all checks. */
  identity(): Promise<FoundIdentity>;
  readonly dns: Dns;
  readonly region: string;
  /** The local cloud makes its DNS records up, so that nobody else has them. */
  readonly local: boolean;
}

const SET_RECORDS =
  'Set the records that ordermail dns shows; it takes up to three days until all have seen them.';

/** Who the mails come from, and whether mail servers can believe it. */
export const SENDER_CHECKS: readonly Check<SenderDependencies>[] = [
  { id: 'identity', title: 'Sender verified', look: verified },
  { id: 'dkim', title: 'DKIM', look: (deps) => ofDomain(deps, dkim) },
  { id: 'mail-from', title: 'MAIL FROM and SPF', look: (deps) => ofDomain(deps, mailFrom) },
  { id: 'dmarc', title: 'DMARC', look: (deps) => ofDomain(deps, dmarc) },
];

async function verified({ identity }: SenderDependencies): Promise<Finding> {
  const found = await identity();
  if (found.kind === 'no-sender')
    return failure('Nothing here says who the emails come from.', 'Deploy the environment first.');
  if (found.kind === 'unknown')
    return failure(
      `SES knows neither ${found.sender} nor its domain in this region.`,
      'Deploy with EMAIL_IDENTITY=create, or verify it in SES.',
    );
  const { name, kind, verified: isVerified } = found.identity;
  if (isVerified) return ok(`SES has verified ${name}; the emails come from ${found.sender}.`);
  return failure(
    `SES has not verified ${name}: no email leaves.`,
    kind === 'address' ? 'Follow the link that AWS has mailed to it.' : SET_RECORDS,
  );
}

async function ofDomain(
  deps: SenderDependencies,
  look: (identity: MailIdentity, deps: SenderDependencies) => Promise<Finding>,
): Promise<Finding> {
  const found = await deps.identity();
  if (found.kind !== 'identity') return skipped('There is no verified sender to look at.');
  if (found.identity.kind === 'address')
    return skipped(`${found.identity.name} is an address; its domain's owner decides.`);
  return await look(found.identity, deps);
}

async function dkim(identity: MailIdentity, { dns, local }: SenderDependencies): Promise<Finding> {
  const { name, dkimStatus, dkimTokens } = identity;
  if (dkimStatus !== 'SUCCESS')
    return failure(`SES has not found the DKIM records of ${name} (${dkimStatus}).`, SET_RECORDS);
  if (local) return skipped('SES signs; its records are made up on the local cloud.');
  const seen = await publicly(async () => {
    const answers = await Promise.all(dkimTokens.map((token) => dns.cname(dkimName(token, name))));
    return answers.filter((targets) => targets.some((target) => target.endsWith('amazonses.com'))).length;
  });
  if (seen.kind === 'offline') return ok(`SES signs the mails of ${name}. ${seen.why}`);
  const { value } = seen;
  if (value === dkimTokens.length) return ok(`SES signs, and all ${value} records are public.`);
  return warning(`SES signs, and ${value} of ${dkimTokens.length} records are public.`, SET_RECORDS);
}

async function mailFrom(
  identity: MailIdentity,
  { dns, local, region }: SenderDependencies,
): Promise<Finding> {
  const { name, mailFromDomain, mailFromStatus } = identity;
  if (!mailFromDomain)
    return warning(
      `${name} has no MAIL FROM domain of its own: SPF passes for amazonses.com and not for you.`,
      'Set one for the identity in SES; deployments with EMAIL_IDENTITY=create do.',
    );
  if (mailFromStatus !== 'SUCCESS')
    return warning(`SES has not found the records of ${mailFromDomain} (${mailFromStatus}).`, SET_RECORDS);
  if (local) return skipped(`${mailFromDomain} is set up; its records are made up on the local cloud.`);
  const seen = await publicly(async () => ({
    mx: (await dns.mx(mailFromDomain)).some((server) => server === feedbackServer(region)),
    spf: (await dns.txt(mailFromDomain)).some((text) => text.includes(SPF_INCLUDE)),
  }));
  if (seen.kind === 'offline') return ok(`SES uses ${mailFromDomain}. ${seen.why}`);
  const { mx, spf } = seen.value;
  if (mx && spf) return ok(`${mailFromDomain} has its MX and SPF records.`);
  const missing = [...(mx ? [] : ['MX']), ...(spf ? [] : ['SPF'])].join(' and ');
  return warning(`${mailFromDomain} lacks its ${missing} record in the public DNS.`, SET_RECORDS);
}

async function dmarc({ name }: MailIdentity, { dns, local }: SenderDependencies): Promise<Finding> {
  if (local) return skipped('No mail leaves the local cloud.');
  const seen = await publicly(() => dns.txt(dmarcName(name)));
  if (seen.kind === 'offline') return skipped(seen.why);
  const policy = seen.value.find((text) => text.startsWith('v=DMARC1'));
  if (policy) return ok(`${dmarcName(name)} says ${policy}`);
  return warning(
    `${name} has no DMARC record; Gmail and Yahoo ask for one of those who send much.`,
    `Set the TXT record ${dmarcName(name)} to "v=DMARC1; p=none" as a start.`,
  );
}

type Seen<Value> =
  | { readonly kind: 'seen'; readonly value: Value }
  | { readonly kind: 'offline'; readonly why: string };

async function publicly<Value>(ask: () => Promise<Value>): Promise<Seen<Value>> {
  try {
    return { kind: 'seen', value: await ask() };
  } catch (error) {
    const { code = 'no answer' } = error as { code?: string };
    return { kind: 'offline', why: `The public DNS was not reached from here (${code}).` };
  }
}
