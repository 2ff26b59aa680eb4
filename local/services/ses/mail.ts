import type { HappeningKind } from './outcomes.ts';

export interface Tag {
  readonly Name: string;
  readonly Value: string;
}

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** Everything of an accepted mail but its content: what the events tell. */
export interface Envelope {
  readonly messageId: string;
  /** Milliseconds since the epoch. */
  readonly acceptedAt: number;
  /** The mailboxes as the caller wrote them, display names included. */
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  /** In the order of the message. */
  readonly headers: readonly Header[];
  readonly tags: readonly Tag[];
  readonly configurationSet: string | undefined;
  readonly identityArn: string;
  readonly fromDomain: string;
  /** The role's or user's name, as SES's own tag shows it. */
  readonly callerIdentity: string;
  readonly operation: 'SendEmail' | 'SendRawEmail';
}

/** A mail's content: what the caller composed, or the parts it left to SES. */
export type Content =
  | { readonly kind: 'parts'; readonly html: string | undefined; readonly text: string | undefined }
  | { readonly kind: 'raw'; readonly mime: Buffer };

/** Something that happens to an accepted mail at a certain time. */
export interface Happening {
  readonly kind: HappeningKind;
  /** The mailbox it concerns; none for what concerns the whole mail. */
  readonly recipient: string | undefined;
  /** When it takes effect and its event is published. Milliseconds since the epoch. */
  readonly dueAt: number;
  /** When it happened, as its event says; absent where that is `dueAt`. */
  readonly at?: number;
}

/** A mail with everything that will ever happen to it. */
export interface AcceptedMail {
  /** Grows with every mail. */
  readonly seq: number;
  readonly envelope: Envelope;
  readonly happenings: readonly Happening[];
}

const REGION_PREFIX: Readonly<Record<string, string>> = {
  'us-east-1': '0100',
  'us-west-2': '0101',
  'eu-west-1': '0102',
  'eu-central-1': '0107',
  'ca-central-1': '010d',
};

/** An id in SES's shape: the region, the time in hexadecimal milliseconds, a UUID. */
export function sesId(region: string, at: number, uuid: string): string {
  return `${REGION_PREFIX[region] ?? '0100'}${at.toString(16).padStart(12, '0')}-${uuid}-000000`;
}

/** Every mailbox the mail goes to. */
export function recipientsOf(envelope: Pick<Envelope, 'to' | 'cc' | 'bcc'>): readonly string[] {
  return [...envelope.to, ...envelope.cc, ...envelope.bcc];
}
