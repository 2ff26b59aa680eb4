import * as z from 'zod/mini';

/** Control characters, and the two separators that break lines in scripts. Refused everywhere: they split headers and lines. */
const CONTROL_CHARACTER = /[\p{Cc}\u2028\u2029]/u;

const isPlainText = (value: string) =>
  !CONTROL_CHARACTER.test(value) && value.isWellFormed() && value.trim() !== '';

/** A line of text to show, at most `maximum` characters. */
export function text(maximum: number) {
  const allowed = `1 to ${maximum} characters of text, without control characters or line breaks`;
  return z.string(allowed).check(z.maxLength(maximum, allowed), z.refine(isPlainText, allowed));
}

/**
 * Part of the email's id, which SES returns as a tag of at most 256 characters in base64url: hence ASCII and the limit.
 */
export const orderId = z
  .string('1 to 128 printable ASCII characters')
  .check(
    z.regex(
      /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/,
      '1 to 128 printable ASCII characters, none of them a space at either end',
    ),
  );

const PART_ID = '1 to 36 printable ASCII characters, without spaces and without #';

/** The id of a shipment or a refund: part of the email's id, as `orderId` is. `#` separates there. */
export const partId = z.string(PART_ID).check(z.regex(/^[\x21\x22\x24-\x7e]{1,36}$/, PART_ID));

const LINE_BREAK = /\r\n?/g;

/** Text in one or several lines, which come out separated by `\n`. */
export function linesOfText(maximum: number) {
  const allowed = `1 to ${maximum} characters of text, without control characters other than line breaks`;
  return z.pipe(
    z.string(allowed).check(z.maxLength(maximum, allowed)),
    z.transform((value, context) => {
      const lines = value.replace(LINE_BREAK, '\n').trim();
      if (isPlainText(lines.replaceAll('\n', ' '))) return lines;
      context.issues.push({ code: 'custom', message: allowed, input: value });
      return z.NEVER;
    }),
  );
}

const EMAIL = 'one email address with an ASCII local part';
const UNICODE_DOMAIN = /^(?<local>[^@]+)@(?<domain>[\p{L}\p{M}\p{N}.-]+)$/u;

/**
 * SES accepts only an ASCII local part, and domains beyond ASCII in Punycode (SES developer guide, "Email format"): such a
 * domain comes out in Punycode, `bücher.example` as `xn--bcher-kva.example`.
 */
export const email = z.pipe(
  z.pipe(z.string(EMAIL).check(z.maxLength(254, EMAIL)), z.transform(withAsciiDomain)),
  z.email(EMAIL).check(
    z.maxLength(254, EMAIL),
    z.refine((value) => value.lastIndexOf('@') <= 64, EMAIL),
  ),
);

function withAsciiDomain(address: string): string {
  if (/^[ -~]*$/.test(address)) return address;
  const { local, domain } = UNICODE_DOMAIN.exec(address)?.groups ?? {};
  const url = domain === undefined ? null : URL.parse(`https://${domain}`);
  return url ? `${local}@${url.hostname}` : address;
}

const URL_ALLOWED = 'an https:// address of at most 2000 characters';

export const httpsUrl = z.string(URL_ALLOWED).check(
  z.maxLength(2000, URL_ALLOWED),
  z.refine((value) => {
    if (!isPlainText(value) || !URL.canParse(value)) return false;
    const url = new URL(value);
    return url.protocol === 'https:' && url.username === '' && url.password === '';
  }, URL_ALLOWED),
);

const LOCALE = 'a BCP 47 language tag such as en-US';

/** Kept in canonical form; `de_DE` is read as `de-DE`. */
export const locale = z.pipe(
  z.string(LOCALE).check(z.maxLength(35, LOCALE)),
  z.transform((value, context) => {
    try {
      return new Intl.Locale(value.replaceAll('_', '-')).toString();
    } catch {
      context.issues.push({ code: 'custom', message: LOCALE, input: value });
      return z.NEVER;
    }
  }),
);

const AMOUNT =
  'a decimal amount such as "29.99", not negative, at most 12 digits before and 4 after the point, without exponent';
const AMOUNT_PATTERN = /^(\p{Sc}?) ?(\d{1,12}(?:\.\d{1,4})?)$/u;

/** A decimal string; a JSON number or a leading currency symbol means the same. Comes out as the plain decimal string. */
export const amount = z.pipe(
  z.union([z.string(), z.number()], AMOUNT),
  z.transform((value, context) => {
    const match = AMOUNT_PATTERN.exec(String(value));
    if (match) return match[2]!;
    context.issues.push({ code: 'custom', message: AMOUNT, input: value });
    return z.NEVER;
  }),
);

/** Whether an amount as published carries a symbol other than `$`, which only makes sense with a currency. */
export function hasForeignSymbol(value: unknown): boolean {
  const symbol = AMOUNT_PATTERN.exec(String(value))?.[1];
  return symbol !== undefined && symbol !== '' && symbol !== '$';
}

const DAY = 'an ISO 8601 date such as 2024-10-12, or a date and time with its offset';

/** A calendar day; of a date and time, the day that its own offset has. */
export const day = z.union([z.iso.date(), z.iso.datetime({ offset: true })], DAY);

const BRAND = 'the key of a brand of this deployment: 1 to 32 lower-case letters, digits and hyphens';

/** Names a brand of the brand file. Whether it is there only the sender knows. */
export const brandKey = z.string(BRAND).check(z.regex(/^[a-z0-9-]{1,32}$/, BRAND));
