/** What the world does with a mail to one recipient. */
export type Outcome =
  | 'delivered'
  | 'delayed'
  | 'bounced'
  | 'mailboxFull'
  | 'complained'
  | 'autoReplied'
  | 'rejected'
  | 'simulatedSuppression';

/** One thing that happens to a mail, each published as one SES event. */
export type HappeningKind =
  | 'Send'
  | 'Delivery'
  | 'DeliveryDelay'
  | 'HardBounce'
  | 'SoftBounce'
  | 'AutoReply'
  | 'Complaint'
  | 'Reject'
  | 'SimulatedSuppression'
  | 'SuppressedBounce'
  | 'SuppressedComplaint';

/** The event type as an event destination's `MatchingEventTypes` of a template spells it. */
export const EVENT_TYPE_OF: Readonly<Record<HappeningKind, string>> = {
  Send: 'SEND',
  Delivery: 'DELIVERY',
  DeliveryDelay: 'DELIVERY_DELAY',
  HardBounce: 'BOUNCE',
  SoftBounce: 'BOUNCE',
  AutoReply: 'BOUNCE',
  Complaint: 'COMPLAINT',
  Reject: 'REJECT',
  SimulatedSuppression: 'BOUNCE',
  SuppressedBounce: 'BOUNCE',
  SuppressedComplaint: 'COMPLAINT',
};

/** Beyond the Send event that every accepted mail has. */
export const HAPPENINGS_OF: Readonly<Record<Outcome, readonly HappeningKind[]>> = {
  delivered: ['Delivery'],
  delayed: ['DeliveryDelay', 'Delivery'],
  bounced: ['HardBounce'],
  mailboxFull: ['SoftBounce'],
  complained: ['Delivery', 'Complaint'],
  // SES reports an out-of-office answer as a transient bounce, although the mail was delivered.
  autoReplied: ['Delivery', 'AutoReply'],
  rejected: ['Reject'],
  simulatedSuppression: ['SimulatedSuppression'],
};

const SIMULATOR_DOMAIN = 'simulator.amazonses.com';

/** The scenarios of the SES guide "Using the mailbox simulator". */
const SIMULATOR_SCENARIOS: Readonly<Record<string, Outcome>> = {
  success: 'delivered',
  bounce: 'bounced',
  complaint: 'complained',
  ooto: 'autoReplied',
  // An ordinary hard bounce whose diagnostic names the suppression; it is not the account's own list that stops it.
  suppressionlist: 'simulatedSuppression',
};

/** Whether an address belongs to the mailbox simulator, which costs no daily quota and needs no verification. */
export function isSimulatorAddress(address: string): boolean {
  return address.toLowerCase().endsWith(`@${SIMULATOR_DOMAIN}`);
}

/** What the simulator does with an address such as `bounce+label@…`; an unknown name there is an unknown user. */
export function simulatedOutcome(address: string): Outcome {
  const mailbox = address.slice(0, address.lastIndexOf('@')).toLowerCase().split('+', 1)[0]!;
  return Object.hasOwn(SIMULATOR_SCENARIOS, mailbox) ? SIMULATOR_SCENARIOS[mailbox]! : 'bounced';
}
