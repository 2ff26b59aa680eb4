import { AwsError } from '../../gateway/aws-error.ts';

/** One mailbox such as `Shop <orders@example.com>`. */
export interface Mailbox {
  /** As the caller wrote it. */
  readonly text: string;
  readonly displayName: string;
  readonly address: string;
  /** In lower case. */
  readonly domain: string;
}

/** Longest address in its `name <address>` form. */
const MAX_ADDRESS_LENGTH = 320;

/**
 * Reads one mailbox, refusing it in the words of SES, which are JavaMail's: a control, blank or non-ASCII character in
 * the local part or the domain, or a part that is missing. A display name may hold anything but a line break.
 */
export function parseMailbox(text: string): Mailbox {
  const { displayName, address } = split(text);
  if (/[\r\n]/.test(text)) throw badAddress('Local address contains control or whitespace');
  const at = address.lastIndexOf('@');
  const local = at < 0 ? address : address.slice(0, at);
  if (!isQuoted(local) && hasControlOrBlank(local))
    throw badAddress('Local address contains control or whitespace');
  if (at < 0) throw badAddress("Missing final '@domain'");
  if (at === 0) throw badAddress('Missing local name');
  const domain = address.slice(at + 1);
  if (domain === '') throw badAddress('Missing domain');
  if (hasControlOrBlank(domain)) throw badAddress('Domain contains control or whitespace');
  if (text.length > MAX_ADDRESS_LENGTH) {
    throw badAddress(`Address length is more than ${MAX_ADDRESS_LENGTH} characters long: '${text}'.`);
  }
  return { text, displayName, address, domain: domain.toLowerCase() };
}

function split(text: string): { displayName: string; address: string } {
  const angled = /^(.*)<([^<>]*)>\s*$/s.exec(text);
  if (!angled) return { displayName: '', address: text.trim() };
  return { displayName: angled[1]!.trim().replace(/^"(.*)"$/s, '$1'), address: angled[2]!.trim() };
}

function isQuoted(local: string): boolean {
  return /^"[^"]*"$/.test(local);
}

function hasControlOrBlank(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code <= 0x20 || code >= 0x7f) return true;
  }
  return false;
}

function badAddress(message: string): AwsError {
  return new AwsError('BadRequestException', message);
}
