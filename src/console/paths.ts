/** Every address of the console. Ids are data: they are encoded here and nowhere else. */
export const PATHS = {
  overview: '/',
  /** Takes the order's id as `?id=`. */
  orderSearch: '/orders',
  sampleOrders: '/orders/sample',
  /** Takes an email's id as `?email=`, as the next. */
  resend: '/resend',
  mailAsSent: '/mail-as-sent',
  /** Takes the order's id as `?order=`. */
  erase: '/erase',
  deadLetters: '/dead-letters',
  /** Takes `?queue=` and `&id=`, as the two below; without an id they mean all. */
  letter: '/dead-letters/letter',
  redrive: '/dead-letters/redrive',
  discard: '/dead-letters/discard',
  alarms: '/alarms',
  search: '/search',
  suppression: '/suppression',
  /** Takes the address as `?address=`. */
  unsuppress: '/suppression/remove',
  inbox: '/inbox',
  faults: '/faults',
  faultsOff: '/faults/off',
  cost: '/cost',
  costAgain: '/cost/again',
  preview: '/emails',
  style: '/app.css',
  script: '/console.js',
  icon: '/icon.svg',
} as const;

/** The page of one order. */
export function orderPath(orderId: string): string {
  // A browser resolves these two as folders, even when they are encoded.
  if (['.', '..'].includes(orderId)) return `${PATHS.orderSearch}?id=${encode(orderId)}`;
  return `/orders/${encode(orderId)}`;
}

/** The page of one order, of which one more email is expected that the index may have yet to learn of. */
export function orderPathAwaiting(orderId: string, emailId: string): string {
  const path = orderPath(orderId);
  return `${path}${path.includes('?') ? '&' : '?'}await=${encode(emailId)}`;
}

/** The form to send an email once more. */
export const resendPath = (emailId: string) => `${PATHS.resend}?email=${encode(emailId)}`;

/** The HTML of an email's mail, for a frame. */
export const mailAsSentPath = (emailId: string) => `${PATHS.mailAsSent}?email=${encode(emailId)}`;

/** The question before an order's personal data is erased. */
export const erasePath = (orderId: string) => `${PATHS.erase}?order=${encode(orderId)}`;

/** One dead letter with its body. */
export const letterPath = (queue: string, id: string) =>
  `${PATHS.letter}?queue=${encode(queue)}&id=${encode(id)}`;

/** The question before a dead letter, or without an id all of a queue's, is deleted. */
export const discardPath = (queue: string, id?: string) =>
  `${PATHS.discard}?queue=${encode(queue)}${id === undefined ? '' : `&id=${encode(id)}`}`;

/** One alarm on its page. */
export const alarmPath = (name: string) => `${PATHS.alarms}#${encode(name)}`;

/** The suppression list from the page on that SES names so. */
export const suppressionPath = (from: string) => `${PATHS.suppression}?from=${encode(from)}`;

/** The question before an address is taken off the suppression list. */
export const unsuppressPath = (address: string) => `${PATHS.unsuppress}?address=${encode(address)}`;

/** One view of a mail. */
export type MailView = 'html' | 'text' | 'headers' | 'tags';

/** The page of one mail in the inbox. */
export function mailPath(messageId: string, view: MailView = 'html'): string {
  return `/inbox/${encode(messageId)}${view === 'html' ? '' : `/${view}`}`;
}

/** The mail's own HTML, for a frame. */
export const mailDocumentPath = (messageId: string) => `/inbox/${encode(messageId)}/document`;

/** The mail as a file. */
export const mailSourcePath = (messageId: string) => `/inbox/${encode(messageId)}/source`;

/** The inbox from the mails older than `before` on. */
export const inboxPath = (before: number) => `${PATHS.inbox}?before=${before}`;

/** Half of a surrogate pair cannot be encoded, and is no part of any id that we know. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed());
