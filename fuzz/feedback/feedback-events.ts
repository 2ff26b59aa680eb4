import fc from 'fast-check';
import { ATTEMPT_TAG, CONFIGURATION_SET_TAG, EMAIL_ID_TAG } from '#contract/mail-tags.ts';
import { tagOf } from '#domain/email-id.ts';
import { hostileText, MARK } from '../hostile-text.ts';
import { editedJson, edits } from '../json-edits.ts';

const RECIPIENT = `${MARK}@example.com`;
const AT = '2026-11-24T11:59:00.000Z';

const report = {
  emailAddress: RECIPIENT,
  action: 'failed',
  status: '5.1.1',
  diagnosticCode: `smtp; 550 5.1.1 <${RECIPIENT}>: no such user ${RECIPIENT}`,
};

/** What each type of event says of itself, in the shapes of SES's documentation. */
const DETAILS = {
  Send: { send: {} },
  Delivery: { delivery: { timestamp: AT, processingTimeMillis: 957, recipients: [RECIPIENT] } },
  DeliveryDelay: {
    deliveryDelay: { timestamp: AT, delayType: 'General', delayedRecipients: [report], expirationTime: AT },
  },
  Bounce: {
    bounce: {
      timestamp: AT,
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [report],
      feedbackId: 'feedback-1',
    },
  },
  Complaint: {
    complaint: {
      timestamp: AT,
      complainedRecipients: [{ emailAddress: RECIPIENT }],
      complaintFeedbackType: 'abuse',
      complaintSubType: null,
    },
  },
  Reject: { reject: { reason: `Bad content for ${RECIPIENT}` } },
  'Rendering Failure': { failure: { errorMessage: `No ${MARK}`, templateName: MARK } },
  Open: { open: { timestamp: AT, ipAddress: '192.0.2.1', userAgent: MARK } },
  Click: { click: { timestamp: AT, link: `https://example.com/${MARK}`, userAgent: MARK } },
} as const;

type EventType = keyof typeof DETAILS;

/** What an event claims to be about. */
interface Subject {
  readonly emailId: string;
  readonly attempt?: string;
  readonly configurationSet: string;
}

/** An event of SES with all that it says of its mail. */
export function feedbackEvent(eventType: EventType, { emailId, attempt = '1', configurationSet }: Subject) {
  return {
    eventType,
    ...DETAILS[eventType],
    mail: {
      timestamp: AT,
      source: 'Example Shop <orders@example.com>',
      sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/example.com',
      sendingAccountId: '123456789012',
      messageId: '0100017f0a5a1b2c-00000000-0000-4000-8000-000000000000-000000',
      destination: [RECIPIENT],
      headersTruncated: false,
      headers: [{ name: 'To', value: `"John ${MARK}" <${RECIPIENT}>` }],
      commonHeaders: { to: [RECIPIENT], subject: `Your order, ${MARK}` },
      tags: {
        [CONFIGURATION_SET_TAG]: [configurationSet],
        [EMAIL_ID_TAG]: [tagOf(emailId)],
        [ATTEMPT_TAG]: [attempt],
      },
    },
  };
}

const EVENT_TYPES = Object.keys(DETAILS) as EventType[];

/** Latin letters only: `tagOf` writes no others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: of control characters there may be any.
const latin = hostileText.map((text) => text.slice(0, 300).replaceAll(/[^\x00-\xff]/g, '?'));

/** Emails that are known, that nobody knows, and what is no id. */
const emailId = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('VICTIM#ORDER_CONFIRMATION', 'VICTIM#ORDER_CONFIRMATION#2') },
  { weight: 1, arbitrary: fc.constant('NOBODY#ORDER_SHIPPED:S-1') },
  { weight: 1, arbitrary: latin },
  { weight: 1, arbitrary: latin.map((start) => `${start}#ORDER_CONFIRMATION`) },
);

const attempt = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('1', '2') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('0', '-1', '1e3', '0x1', ' 1 ', '1.0', '9007199254740991', '1e400', '', 'NaN'),
  },
  { weight: 1, arbitrary: hostileText },
);

const TIMES = [
  ...[
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '0000-01-01T00:00:00Z',
  ],
  ...[
    '1',
    '2026',
    'Tue, 24 Nov 2026 12:00:00 GMT',
    '2026-02-30T00:00:00Z',
    '12345-01-01',
    'now',
    '1e18',
    '8.64e15',
  ],
];

/** An event that is right in its shape, and not in what it says. */
const strangeEvent = (configurationSet: string) =>
  fc
    .record({
      eventType: fc.constantFrom(...EVENT_TYPES),
      emailId,
      attempt,
      set: fc.oneof(
        { weight: 4, arbitrary: fc.constant(configurationSet) },
        { weight: 1, arbitrary: fc.constantFrom('email-config-set-prod', '', `${configurationSet} `) },
      ),
      time: fc.oneof(
        { weight: 2, arbitrary: fc.constant(AT) },
        { weight: 1, arbitrary: fc.constantFrom(...TIMES) },
      ),
    })
    .map(({ eventType, time, set, ...subject }) =>
      JSON.stringify(feedbackEvent(eventType, { ...subject, configurationSet: set })).replaceAll(AT, time),
    );

/** Fields with hostile values where SES writes words of its own. */
const editedEvent = (configurationSet: string) =>
  fc
    .record({ eventType: fc.constantFrom(...EVENT_TYPES), changes: edits })
    .map(({ eventType, changes }) =>
      editedJson(
        feedbackEvent(eventType, { emailId: 'VICTIM#ORDER_CONFIRMATION', configurationSet }),
        changes,
      ),
    );

const notice = fc.constantFrom(
  'Successfully validated SNS topic for Amazon SES event publishing.',
  '{"notificationType":"AmazonSnsSubscriptionSucceeded"}',
  `{"Type":"Notification","Message":"{}","${MARK}":1}`,
  '{}',
  '[]',
  'null',
  '0',
  '"mail"',
  '{"mail":null}',
  '{"mail":{}}',
  '{"mail":{"tags":{}}}',
  '{"mail":{"tags":{"__proto__":["x"]}}}',
  '',
);

/** What the queue of events could hold, as soon as its topic's policy is not what it was meant to be. */
export const hostileFeedback = (configurationSet: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: editedEvent(configurationSet) },
    { weight: 4, arbitrary: strangeEvent(configurationSet) },
    { weight: 1, arbitrary: notice },
    { weight: 1, arbitrary: hostileText },
  );
