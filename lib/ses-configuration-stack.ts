import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as ses from 'aws-cdk-lib/aws-ses';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { resourceNames } from '#contract/names.ts';
import { MAX_DELIVERY_SECONDS } from '#contract/timing.ts';
import type { Sender } from './settings.ts';
import type { StageConfig } from './stage-config.ts';

export interface SesConfigurationStackProps extends StackProps {
  readonly config: StageConfig;
  /** Where SES reports what happens to each mail. */
  readonly feedbackTopic: sns.ITopic;
}

/** What SES needs to know: who sends, how mails are treated, where it reports. */
export class SesConfigurationStack extends Stack {
  readonly configurationSet: ses.ConfigurationSet;

  constructor(scope: Construct, id: string, { config, feedbackTopic, ...props }: SesConfigurationStackProps) {
    super(scope, id, props);
    const { configurationSet } = resourceNames(config.environmentSuffix);
    this.configurationSet = new ses.ConfigurationSet(this, 'ConfigurationSet', {
      configurationSetName: configurationSet,
      sendingEnabled: true,
      reputationMetrics: true,
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
      maxDeliveryDuration: Duration.seconds(MAX_DELIVERY_SECONDS),
      suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    report(this.configurationSet, feedbackTopic);
    if (config.identityOwnership === 'create') createIdentity(this, config.sender);
  }
}

/** Not Open and Click: for those SES rewrites the links and adds a picture that watches the reader. */
const REPORTED_EVENTS = [
  ses.EmailSendingEvent.SEND,
  ses.EmailSendingEvent.DELIVERY,
  ses.EmailSendingEvent.BOUNCE,
  ses.EmailSendingEvent.COMPLAINT,
  ses.EmailSendingEvent.REJECT,
  ses.EmailSendingEvent.RENDERING_FAILURE,
  ses.EmailSendingEvent.DELIVERY_DELAY,
];

/**
 * Not the CDK's addEventDestination: it would write the topic's policy itself, from this stack into the topic's, which
 * this stack depends on already.
 */
function report(configurationSet: ses.ConfigurationSet, topic: sns.ITopic): void {
  new ses.CfnConfigurationSetEventDestination(configurationSet, 'Feedback', {
    configurationSetName: configurationSet.configurationSetName,
    eventDestination: {
      name: 'feedback',
      enabled: true,
      matchingEventTypes: REPORTED_EVENTS,
      snsDestination: { topicArn: topic.topicArn },
    },
  });
}

function createIdentity(stack: Stack, sender: Sender): void {
  if (sender.identityKind === 'domain') createDomainIdentity(stack, sender.domain);
  else createAddressIdentity(stack, sender.address);
}

function createDomainIdentity(stack: Stack, domain: string): void {
  const mailFromDomain = `mail.${domain}`;
  const identity = new ses.EmailIdentity(stack, 'Identity', {
    identity: ses.Identity.domain(domain),
    dkimIdentity: ses.DkimIdentity.easyDkim(ses.EasyDkimSigningKeyLength.RSA_2048_BIT),
    mailFromDomain,
    // Until its records are set, mails go out under SES's own MAIL FROM domain instead of not at all.
    mailFromBehaviorOnMxFailure: ses.MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
  });
  keep(identity);
  identity.dkimRecords.forEach(({ name, value }, index) => {
    dnsRecord(stack, `DkimRecord${index + 1}`, `${name} CNAME ${value}`, 'Proves that the mails are yours');
  });
  const mx = `10 feedback-smtp.${stack.region}.amazonses.com`;
  dnsRecord(stack, 'MailFromMxRecord', `${mailFromDomain} MX ${mx}`, 'Brings bounces back to SES');
  const spf = '"v=spf1 include:amazonses.com ~all"';
  dnsRecord(stack, 'MailFromSpfRecord', `${mailFromDomain} TXT ${spf}`, 'Lets SES send for the domain');
  // A policy that asks for nothing yet: a stricter one would also hit whatever else sends under the domain.
  const dmarc = '"v=DMARC1; p=none"';
  dnsRecord(stack, 'DmarcRecord', `_dmarc.${domain} TXT ${dmarc}`, 'A start, if the domain has none yet');
}

function dnsRecord(stack: Stack, id: string, value: string, why: string): void {
  new CfnOutput(stack, id, { value, description: `DNS record to set. ${why}.` });
}

function createAddressIdentity(stack: Stack, address: string): void {
  keep(new ses.EmailIdentity(stack, 'Identity', { identity: ses.Identity.email(address) }));
  new CfnOutput(stack, 'VerifyAddress', {
    value: address,
    description: 'AWS has mailed this address a link. Mails go out once it is followed.',
  });
}

/** Other environments, and whatever else the company sends, may rely on the identity too. */
function keep(identity: ses.EmailIdentity): void {
  identity.applyRemovalPolicy(RemovalPolicy.RETAIN);
}
