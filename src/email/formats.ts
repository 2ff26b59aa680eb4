import { CURRENCY_EXPONENTS } from '#contract/currencies.ts';
import { type Amount, toDecimal } from '#domain/money.ts';

/** How values are written for one customer. */
export interface Formats {
  /** Exact: never fewer digits than the currency's minor unit has, never fewer than given. */
  money(amount: Amount): string;
  /** A whole number. */
  count(value: number): string;
  /**
   * The calendar day of an ISO 8601 date or date-time, as its own offset has it: an order of 23:30-07:00 was placed on that
   * evening, although UTC is a day ahead. No time is shown, for many shops write a day as midnight.
   */
  day(iso: string): string;
  /** Two such days and all between them, such as `October 12 – 15, 2024`. */
  days(from: string, until: string): string;
}

const FALLBACK_LOCALE = 'en-US';

/** A full cache is emptied: locales come from events, so their number has no other bound. */
const CACHE_ENTRIES = 256;
const cache = new Map<string, Formats>();

/**
 * The formats of a locale and currency. Amounts and numbers follow the order's locale; dates follow its region but use the
 * language of the words around them. Cached, since building the formatters takes longer than rendering a whole email.
 */
export function formatsFor(locale: string | undefined, language: string, currency: string): Formats {
  const key = `${locale} ${language} ${currency}`;
  const cached = cache.get(key);
  if (cached) return cached;
  if (cache.size === CACHE_ENTRIES) cache.clear();
  const formats = createFormats(supportedLocale(locale), language, currency);
  cache.set(key, formats);
  return formats;
}

/**
 * In an amount that runs from right to left (it begins with a mark that says so), the sign of `US$` would move to its other
 * side: a left-to-right mark keeps it.
 */
const LATIN_SYMBOL = /(?<=^[\u061c\u200f].*)[A-Z]+\$/;

function createFormats(locale: Intl.Locale, language: string, currency: string): Formats {
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: CURRENCY_EXPONENTS.get(currency) ?? 2,
    maximumFractionDigits: 4,
  });
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  // Trade uses the Gregorian calendar even where it is not the region's default.
  const day = new Intl.DateTimeFormat(
    new Intl.Locale(language, locale.region ? { region: locale.region } : {}),
    {
      dateStyle: 'long',
      calendar: 'gregory',
      timeZone: 'UTC',
    },
  );
  return {
    money: (amount) => money.format(toDecimal(amount)).replace(LATIN_SYMBOL, '$&\u200e'),
    count: (value) => count.format(value),
    day: (iso) => day.format(midnight(iso)),
    days: (from, until) => day.formatRange(midnight(from), midnight(until)),
  };
}

const midnight = (iso: string) => new Date(`${iso.slice(0, 10)}T00:00:00Z`);

/** Without this check `Intl` falls back to the machine's own locale. Extensions such as other digits are dropped. */
function supportedLocale(locale: string | undefined): Intl.Locale {
  const base = new Intl.Locale(locale ?? FALLBACK_LOCALE).baseName;
  const supported = Intl.NumberFormat.supportedLocalesOf(base).length > 0;
  return new Intl.Locale(supported ? base : FALLBACK_LOCALE);
}
