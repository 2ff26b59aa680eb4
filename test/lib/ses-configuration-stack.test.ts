import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { only, templates } from './synthesized.ts';

const { SesConfigurationStack: template } = templates();

function outputs(of: Template): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(of.findOutputs('*')).map(([id, { Value }]) => [id, Value]));
}

describe('the configuration set', () => {
  it('wants TLS, counts reputation, suppresses, and bounds how long SES tries', () => {
    expect(only(template, 'AWS::SES::ConfigurationSet').Properties).toMatchObject({
      Name: 'email-config-set-test',
      SendingOptions: { SendingEnabled: true },
      ReputationOptions: { ReputationMetricsEnabled: true },
      DeliveryOptions: { TlsPolicy: 'REQUIRE', MaxDeliverySeconds: 4 * 60 * 60 },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('reports what happens to a mail, and does not watch its reader', () => {
    expect(only(template, 'AWS::SES::ConfigurationSetEventDestination').Properties.EventDestination).toEqual({
      Name: 'feedback',
      Enabled: true,
      MatchingEventTypes: [
        'send',
        'delivery',
        'bounce',
        'complaint',
        'reject',
        'renderingFailure',
        'deliveryDelay',
      ],
      SnsDestination: { TopicARN: { 'Fn::ImportValue': expect.stringContaining('FeedbackTopic') } },
    });
  });
});

describe('a domain', () => {
  it('is signed with Easy DKIM and has its own MAIL FROM', () => {
    template.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'yourcompany.com',
      DkimSigningAttributes: { NextSigningKeyLength: 'RSA_2048_BIT' },
      MailFromAttributes: {
        MailFromDomain: 'mail.yourcompany.com',
        BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      },
    });
  });

  it('comes with the DNS records to set', () => {
    expect(outputs(template)).toEqual({
      DkimRecord1: dkimRecord(1),
      DkimRecord2: dkimRecord(2),
      DkimRecord3: dkimRecord(3),
      MailFromMxRecord: 'mail.yourcompany.com MX 10 feedback-smtp.eu-west-1.amazonses.com',
      MailFromSpfRecord: 'mail.yourcompany.com TXT "v=spf1 include:amazonses.com ~all"',
      DmarcRecord: '_dmarc.yourcompany.com TXT "v=DMARC1; p=none"',
    });
  });
});

function dkimRecord(index: number) {
  const token = (part: string) => ({
    'Fn::GetAtt': [expect.stringMatching(/^Identity/), `DkimDNSToken${part}${index}`],
  });
  return { 'Fn::Join': ['', [token('Name'), ' CNAME ', token('Value')]] };
}

describe('an address', () => {
  const address = templates({ VERIFIED_DOMAIN: 'hello@yourcompany.com' }).SesConfigurationStack;

  it('is verified by a mail, and needs no DNS record', () => {
    address.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'hello@yourcompany.com',
      MailFromAttributes: Match.absent(),
    });
    expect(outputs(address)).toEqual({ VerifyAddress: 'hello@yourcompany.com' });
  });
});
