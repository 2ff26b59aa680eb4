const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** ASCII only: SES takes no other local part, and wants other domains in Punycode. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** RFC 2606 and RFC 6761: nobody owns these. */
const RESERVED = /(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)$/;

/** The domain in lower case, or undefined when the text is no domain name. */
export function domainName(text: string): string | undefined {
  const domain = text.toLowerCase();
  return DOMAIN.test(domain) ? domain : undefined;
}

/** The address with its domain in lower case, or undefined when the text is no e-mail address. */
export function emailAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const localPart = text.slice(0, Math.max(at, 0));
  const domain = domainName(text.slice(at + 1));
  if (domain === undefined || localPart.length > 64 || !LOCAL_PART.test(localPart)) return undefined;
  return `${localPart}@${domain}`;
}

/** Whether the domain is set aside for examples and tests. */
export function isReservedDomain(domain: string): boolean {
  return RESERVED.test(domain);
}
