const BREAKING = /[\p{Cc}\u2028\u2029]+/gu;

/** One line of at most `maximum` characters out of parts that may be absent or empty; undefined when nothing is left. */
export function line(maximum: number, ...parts: (string | null | undefined)[]): string | undefined {
  const text = parts
    .map((part) => part?.toWellFormed().replace(BREAKING, ' ').trim())
    .filter(Boolean)
    .join(' ');
  if (text.length <= maximum) return text || undefined;
  return `${text
    .slice(0, maximum - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}

/** A link that an event may carry; undefined for any other, such as one without encryption. */
export function httpsLink(url: string | null | undefined): string | undefined {
  if (!url || url.length > 2000 || url.search(BREAKING) >= 0) return undefined;
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' && !parsed.username && !parsed.password ? url : undefined;
}

/** The address in the event's fields, out of a shop system's; undefined without a street, as for a digital order. */
export function postalAddress(parts: {
  readonly name?: string | undefined;
  readonly company?: string | null | undefined;
  readonly line1?: string | null | undefined;
  readonly line2?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly country?: string | null | undefined;
}) {
  const line1 = line(200, parts.line1);
  if (line1 === undefined) return undefined;
  return {
    name: parts.name,
    company: line(200, parts.company),
    line1,
    line2: line(200, parts.line2),
    city: line(200, parts.city),
    region: line(200, parts.region),
    postalCode: line(32, parts.postalCode),
    country: line(100, parts.country),
  };
}
