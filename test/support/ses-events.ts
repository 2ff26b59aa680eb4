import { ATTEMPT_TAG, CONFIGURATION_SET_TAG, EMAIL_ID_TAG } from '#contract/mail-tags.ts';
import { tagOf } from '#domain/email-id.ts';

/** The mail that an event is about. */
export interface EventSubject {
  readonly emailId: string;
  readonly attempt?: number;
  readonly configurationSet?: string;
  readonly messageId?: string;
}

type Shape = (at: string) => Record<string, unknown>;

const RECIPIENT = 'customer@example.com';

const bounce =
  (bounceType: string, bounceSubType: string, recipient: Record<string, string>, more: object = {}): Shape =>
  (timestamp) => ({
    eventType: 'Bounce',
    bounce: {
      feedbackId: '0100017f0a5a1b2c-00000000-0000-4000-8000-000000000001-000000',
      bounceType,
      bounceSubType,
      bouncedRecipients: [{ emailAddress: RECIPIENT, ...recipient }],
      timestamp,
      ...more,
    },
  });

const REPORT = {
  action: 'failed',
  status: '5.1.1',
  diagnosticCode:
    'smtp; 550-5.1.1 The email account that you tried to reach does not exist.\r\n550 5.1.1 gsmtp',
};
const REPORTED_BY = { reportingMTA: 'dns; b224-14.smtp-out.eu-central-1.amazonses.com' };

const complaint =
  (more: object): Shape =>
  (timestamp) => ({
    eventType: 'Complaint',
    complaint: {
      feedbackId: '0100017f0a5a1b2c-00000000-0000-4000-8000-000000000002-000000',
      complainedRecipients: [{ emailAddress: RECIPIENT }],
      timestamp,
      ...more,
    },
  });

/** The events of SES by what they mean, in the shapes of its documentation and of published real ones. */
const SHAPES = {
  send: () => ({ eventType: 'Send', send: {} }),
  delivery: (timestamp) => ({
    eventType: 'Delivery',
    delivery: {
      timestamp,
      processingTimeMillis: 957,
      recipients: [RECIPIENT],
      smtpResponse: '250 2.0.0 OK  1700000000 - gsmtp',
      remoteMtaIp: '192.0.2.1',
      reportingMTA: 'a8-30.smtp-out.amazonses.com',
    },
  }),
  deliveryDelay: (timestamp) => ({
    eventType: 'DeliveryDelay',
    deliveryDelay: {
      timestamp,
      delayType: 'TransientCommunicationFailure',
      expirationTime: '2026-11-25T02:00:00.914Z',
      delayedRecipients: [
        { emailAddress: RECIPIENT, status: '4.4.1', diagnosticCode: 'smtp; 421 4.4.1 Unable to connect' },
      ],
    },
  }),
  hardBounce: bounce('Permanent', 'General', REPORT, REPORTED_BY),
  softBounce: bounce(
    'Transient',
    'MailboxFull',
    { action: 'failed', status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 over quota' },
    REPORTED_BY,
  ),
  undeterminedBounce: bounce('Undetermined', 'Undetermined', {}),
  /** An automatic answer: transient and general, with no report of a failure, and with the display name. */
  autoReply: bounce('Transient', 'General', { emailAddress: `"Jane Roe" <${RECIPIENT}>` }),
  /** SES withheld it: the address is on the account's list. */
  suppressedBounce: bounce(
    'Permanent',
    'OnAccountSuppressionList',
    { action: 'failed', status: '5.1.1', diagnosticCode: 'Amazon SES did not send the message' },
    { reportingMTA: 'dns; amazonses.com' },
  ),
  complaint: complaint({
    complaintSubType: null,
    complaintFeedbackType: 'abuse',
    userAgent: 'Amazon SES Mailbox Simulator',
    arrivalDate: '2026-11-24T11:59:00.000Z',
  }),
  /** The customer took it out of the spam folder. */
  notSpam: complaint({ complaintSubType: null, complaintFeedbackType: 'not-spam' }),
  /** No complaint: SES withheld it because of an earlier one. */
  suppressedComplaint: complaint({ complaintSubType: 'OnAccountSuppressionList' }),
  reject: () => ({ eventType: 'Reject', reject: { reason: 'Bad content' } }),
  renderingFailure: () => ({
    eventType: 'Rendering Failure',
    failure: { errorMessage: "Attribute 'name' is not present", templateName: 'Template' },
  }),
  open: (timestamp) => ({
    eventType: 'Open',
    open: { ipAddress: '192.0.2.1', timestamp, userAgent: 'Mozilla/5.0' },
  }),
  click: (timestamp) => ({
    eventType: 'Click',
    click: {
      ipAddress: '192.0.2.1',
      timestamp,
      link: 'https://example.com',
      linkTags: null,
      userAgent: 'curl',
    },
  }),
  subscription: (timestamp) => ({
    eventType: 'Subscription',
    subscription: { contactList: 'ContactList', timestamp, source: 'UnsubscribeHeader' },
  }),
} satisfies Record<string, Shape>;

export type SesEventKind = keyof typeof SHAPES;

/** The body of a feedback message about a mail of ours; `at` is when it happened, in ISO 8601. */
export function sesEventBody(kind: SesEventKind, at: string, subject: EventSubject): string {
  const { emailId, attempt = 1, configurationSet = 'email-config-set-test' } = subject;
  const { messageId = '0100017f0a5a1b2c-00000000-0000-4000-8000-000000000000-000000' } = subject;
  const event = {
    ...SHAPES[kind](at),
    mail: {
      timestamp: '2026-11-24T12:00:01.000Z',
      source: 'Example Shop <orders@example.com>',
      sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
      sendingAccountId: '123456789012',
      messageId,
      destination: [RECIPIENT],
      headersTruncated: false,
      headers: [{ name: 'Subject', value: 'Your order' }],
      commonHeaders: {
        from: ['Example Shop <orders@example.com>'],
        to: [RECIPIENT],
        messageId,
        subject: 'Your order',
      },
      tags: {
        'ses:operation': ['SendEmail'],
        [CONFIGURATION_SET_TAG]: [configurationSet],
        'ses:source-ip': ['192.0.2.1'],
        'ses:from-domain': ['example.com'],
        'ses:caller-identity': ['email-sender'],
        [EMAIL_ID_TAG]: [tagOf(emailId)],
        [ATTEMPT_TAG]: [String(attempt)],
      },
    },
  };
  // The line break at the end is SES's.
  return `${JSON.stringify(event)}\n`;
}
