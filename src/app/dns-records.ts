import type { MailIdentity } from './inspector-ports.ts';

/** A record that the owner of a domain has to set. */
export interface DnsRecord {
  readonly name: string;
  readonly type: 'CNAME' | 'MX' | 'TXT';
  readonly value: string;
  readonly why: string;
}

/** What to set for a domain that SES sends for; nothing for an address, which is verified by a mail. */
export function dnsRecordsOf(identity: MailIdentity, region: string): readonly DnsRecord[] {
  const { name, kind, dkimTokens, mailFromDomain } = identity;
  if (kind === 'address') return [];
  return [
    ...dkimTokens.map(
      (token): DnsRecord => ({
        name: dkimName(token, name),
        type: 'CNAME',
        value: `${token}.dkim.amazonses.com`,
        why: 'DKIM: proves that the mails are yours',
      }),
    ),
    ...(mailFromDomain ? mailFromRecords(mailFromDomain, region) : []),
    {
      name: dmarcName(name),
      type: 'TXT',
      value: 'v=DMARC1; p=none',
      why: 'DMARC: a start, if the domain has none yet; a stricter one also hits whatever else sends for it',
    },
  ];
}

export const SPF_INCLUDE = 'include:amazonses.com';

export const dkimName = (token: string, domain: string) => `${token}._domainkey.${domain}`;
export const dmarcName = (domain: string) => `_dmarc.${domain}`;
export const feedbackServer = (region: string) => `feedback-smtp.${region}.amazonses.com`;

function mailFromRecords(domain: string, region: string): readonly DnsRecord[] {
  return [
    {
      name: domain,
      type: 'MX',
      value: `10 ${feedbackServer(region)}`,
      why: 'MAIL FROM: brings bounces back to SES',
    },
    {
      name: domain,
      type: 'TXT',
      value: `v=spf1 ${SPF_INCLUDE} ~all`,
      why: 'SPF: lets SES send for the domain',
    },
  ];
}
