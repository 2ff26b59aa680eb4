import type { World } from '../../world.ts';
import { type Envelope, type Happening, recipientsOf, sesId } from './mail.ts';
import type { HappeningKind } from './outcomes.ts';

/**
 * The JSON document that SES publishes for a happening, as "Contents of event data that Amazon SES publishes to Amazon
 * SNS" shows it. The same happening gives the same document, however often it is published.
 */
export function eventDocument(
  envelope: Envelope,
  happening: Happening,
  world: Pick<World, 'accountId' | 'region'>,
): object {
  const [eventType, name, details] = BODY_OF[happening.kind];
  const { at = happening.dueAt } = happening;
  const mail = mailObject(envelope, happening.kind, world.accountId);
  const body = details({
    envelope,
    at: new Date(at).toISOString(),
    sinceAcceptanceMs: at - envelope.acceptedAt,
    recipients: happening.recipient === undefined ? recipientsOf(envelope) : [happening.recipient],
    feedbackId: sesId(world.region, at, uuidOf(envelope)),
    region: world.region,
  });
  return { eventType, mail, [name]: body };
}

/** Of a message id, between the time and the end. */
function uuidOf({ messageId }: Envelope): string {
  return messageId.slice(17, 53);
}

interface Facts {
  readonly envelope: Envelope;
  /** ISO 8601. */
  readonly at: string;
  readonly sinceAcceptanceMs: number;
  readonly recipients: readonly string[];
  readonly feedbackId: string;
  readonly region: string;
}

const GLOBALLY_SUPPRESSED_DIAGNOSTIC =
  'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.';

const SUPPRESSED_DIAGNOSTIC =
  'Amazon SES did not send the message to this address because it is on the suppression list for your account. For more information about removing addresses from the suppression list, see the Amazon SES Developer Guide at https://docs.aws.amazon.com/ses/latest/DeveloperGuide/sending-email-suppression-list.html';

/** Event type, name of the event's own object, and what is in it. */
const BODY_OF: Readonly<Record<HappeningKind, readonly [string, string, (facts: Facts) => object]>> = {
  Send: ['Send', 'send', () => ({})],
  Reject: ['Reject', 'reject', () => ({ reason: 'Bad content' })],
  Delivery: [
    'Delivery',
    'delivery',
    (facts) => ({
      timestamp: facts.at,
      processingTimeMillis: facts.sinceAcceptanceMs,
      recipients: facts.recipients,
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: outgoingHost(facts.region),
    }),
  ],
  DeliveryDelay: [
    'DeliveryDelay',
    'deliveryDelay',
    (facts) => ({
      timestamp: facts.at,
      delayType: 'TransientCommunicationFailure',
      expirationTime: new Date(facts.envelope.acceptedAt + 14 * 60 * 60 * 1000).toISOString(),
      delayedRecipients: facts.recipients.map((emailAddress) => ({
        emailAddress,
        status: '4.4.1',
        diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
      })),
    }),
  ],
  HardBounce: bounce('Permanent', 'General', (_address) => ({
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 user unknown',
  })),
  // As AWS documents a bounce of the global suppression list. Others have seen the simulator answer with General instead.
  SimulatedSuppression: bounce(
    'Permanent',
    'Suppressed',
    (_address) => ({ status: '5.1.1', diagnosticCode: GLOBALLY_SUPPRESSED_DIAGNOSTIC }),
    'dns; amazonses.com',
  ),
  SoftBounce: bounce('Transient', 'MailboxFull', (_address) => ({
    status: '4.2.2',
    diagnosticCode: 'smtp; 452 4.2.2 The email account that you tried to reach is over quota',
  })),
  SuppressedBounce: bounce(
    'Permanent',
    'OnAccountSuppressionList',
    (_address) => ({ status: '5.1.1', diagnosticCode: SUPPRESSED_DIAGNOSTIC }),
    'dns; amazonses.com',
  ),
  // An answer by a machine carries no delivery status, so neither does its bounce.
  AutoReply: [
    'Bounce',
    'bounce',
    (facts) => ({
      feedbackId: facts.feedbackId,
      bounceType: 'Transient',
      bounceSubType: 'General',
      bouncedRecipients: facts.recipients.map((emailAddress) => ({ emailAddress })),
      timestamp: facts.at,
    }),
  ],
  Complaint: [
    'Complaint',
    'complaint',
    (facts) => ({
      complaintSubType: null,
      ...complaint(facts),
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: facts.at,
    }),
  ],
  // No new complaint: the mail was held back because of an earlier one.
  SuppressedComplaint: [
    'Complaint',
    'complaint',
    (facts) => ({
      complaintSubType: 'OnAccountSuppressionList',
      ...complaint(facts),
      arrivalDate: facts.at,
    }),
  ],
};

function bounce(
  bounceType: string,
  bounceSubType: string,
  status: (address: string) => { status: string; diagnosticCode: string },
  reportingMTA?: string,
): readonly [string, string, (facts: Facts) => object] {
  return [
    'Bounce',
    'bounce',
    (facts) => ({
      feedbackId: facts.feedbackId,
      bounceType,
      bounceSubType,
      bouncedRecipients: facts.recipients.map((emailAddress) => ({
        emailAddress,
        action: 'failed',
        ...status(emailAddress),
      })),
      timestamp: facts.at,
      reportingMTA: reportingMTA ?? `dsn; ${outgoingHost(facts.region)}`,
    }),
  ];
}

function complaint(facts: Facts): object {
  return {
    complainedRecipients: facts.recipients.map((emailAddress) => ({ emailAddress })),
    timestamp: facts.at,
    feedbackId: facts.feedbackId,
  };
}

function outgoingHost(region: string): string {
  return region === 'us-east-1' ? 'a8-30.smtp-out.amazonses.com' : `b224-14.smtp-out.${region}.amazonses.com`;
}

/** SES cuts an event's headers at this size and says so. */
const MAX_HEADER_BYTES = 10 * 1024;

function mailObject(envelope: Envelope, kind: HappeningKind, accountId: string): object {
  const headers = fitting(envelope.headers);
  return {
    timestamp: new Date(envelope.acceptedAt).toISOString(),
    source: envelope.from,
    sourceArn: envelope.identityArn,
    sendingAccountId: accountId,
    messageId: envelope.messageId,
    destination: recipientsOf(envelope),
    headersTruncated: headers.length < envelope.headers.length,
    headers,
    commonHeaders: {
      from: [envelope.from],
      ...(envelope.replyTo.length > 0 ? { replyTo: envelope.replyTo } : {}),
      to: envelope.to,
      ...(envelope.cc.length > 0 ? { cc: envelope.cc } : {}),
      messageId: envelope.messageId,
      subject: envelope.subject,
    },
    tags: tagsOf(envelope, kind),
  };
}

function fitting(headers: Envelope['headers']): Envelope['headers'] {
  let bytes = 0;
  return headers.filter(({ name, value }) => {
    bytes += name.length + value.length;
    return bytes <= MAX_HEADER_BYTES;
  });
}

function tagsOf(envelope: Envelope, kind: HappeningKind): Record<string, string[]> {
  const tags = new Map<string, string[]>([['ses:operation', [envelope.operation]]]);
  if (envelope.configurationSet) tags.set('ses:configuration-set', [envelope.configurationSet]);
  tags.set('ses:source-ip', ['127.0.0.1']);
  tags.set('ses:from-domain', [envelope.fromDomain]);
  tags.set('ses:caller-identity', [envelope.callerIdentity]);
  if (kind === 'Delivery') tags.set('ses:outgoing-ip', ['127.0.0.1']);
  for (const { Name, Value } of envelope.tags) tags.set(Name, [...(tags.get(Name) ?? []), Value]);
  return Object.fromEntries(tags);
}
