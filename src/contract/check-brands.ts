import * as z from 'zod/mini';
import { type Brand, type Brands, brandFileSchema } from './brand.ts';
import { COLOURS, type Colour, contrast, READABLE, textOn } from './colours.ts';
import { MESSAGE_KEYS, type MessageKey } from './message-keys.ts';

/** One thing of a brand file that cannot be used. */
interface BrandProblem {
  /** Such as `brands.acme.colours.accent`. */
  readonly field: string;
  /** The value, or what was found out about it; absent where nothing is there. */
  readonly found?: string;
  readonly allowed: string;
}

export type CheckedBrands =
  | { readonly kind: 'valid'; readonly brands: Brands }
  | { readonly kind: 'refused'; readonly problems: readonly BrandProblem[] };

/** Checks the content of a brand file, all of it. Never throws. */
export function checkBrands(json: unknown): CheckedBrands {
  const result = z.safeParse(brandFileSchema, json);
  if (!result.success) {
    return { kind: 'refused', problems: result.error.issues.map((issue) => problemOf(issue, json)) };
  }
  const brands = result.data;
  const problems = [
    ...unknownDefault(brands),
    ...Object.entries(brands.brands).flatMap(([key, brand]) => problemsOf(brand, `brands.${key}`)),
  ];
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'valid', brands };
}

function unknownDefault({ default: key, brands }: Brands): BrandProblem[] {
  if (Object.hasOwn(brands, key)) return [];
  return [{ field: 'default', found: key, allowed: `a key of brands: ${Object.keys(brands).join(', ')}` }];
}

function problemsOf({ colours = {}, messages = {} }: Brand, path: string): BrandProblem[] {
  return [
    ...unreadable(colours, `${path}.colours`),
    ...Object.entries(messages).flatMap(([language, own]) =>
      Object.entries(own).flatMap(([key, message]) =>
        wrongMessage(key, message, `${path}.messages.${language}["${key}"]`),
      ),
    ),
  ];
}

function unreadable(colours: NonNullable<Brand['colours']>, path: string): BrandProblem[] {
  const { accent = COLOURS.text, accentText = textOn(accent), background = COLOURS.background } = colours;
  return [
    ...tooClose(accentText, accent, `${path}.${colours.accentText ? 'accentText' : 'accent'}`),
    // The footer is the palest text there.
    ...tooClose(COLOURS.muted, background, `${path}.background`),
  ];
}

function tooClose(text: Colour, ground: Colour, field: string): BrandProblem[] {
  const ratio = contrast(text, ground);
  if (ratio >= READABLE) return [];
  // Rounded down: 4.499 must not read as 4.5.
  const found = `${text} on ${ground}, a contrast of ${(Math.floor(ratio * 100) / 100).toFixed(2)}`;
  return [{ field, found, allowed: `a contrast of at least ${READABLE} (WCAG AA)` }];
}

type OwnMessage = string | Partial<Record<Intl.LDMLPluralRule, string>>;

function wrongMessage(key: string, message: OwnMessage, field: string): BrandProblem[] {
  if (!Object.hasOwn(MESSAGE_KEYS, key)) {
    return [{ field, found: key, allowed: 'a key of src/contract/message-keys.ts' }];
  }
  const { counted, placeholders } = MESSAGE_KEYS[key as MessageKey];
  if (!counted && typeof message !== 'string') return [{ field, allowed: 'one text: it counts nothing' }];
  if (counted && (typeof message === 'string' || message.other === undefined)) {
    return [{ field, allowed: 'an object with at least the plural form other' }];
  }
  const names = placeholders.map((name) => `{${name}}`);
  const forms = typeof message === 'string' ? [message] : Object.values(message);
  const unknown = forms
    .flatMap((form) => form.match(/\{[^}]*\}?|\}/g) ?? [])
    .filter((name) => !names.some((known) => known === name));
  if (unknown.length === 0) return [];
  const allowed = names.length > 0 ? `the placeholders ${names.join(', ')}` : 'a text without placeholders';
  return [{ field, found: unknown.join(', '), allowed }];
}

/** The deepest cause: of a union, what its last way said is of no use, so the union speaks for itself. */
function problemOf(issue: z.core.$ZodIssue, json: unknown): BrandProblem {
  const field = issue.path.join('.') || 'the file';
  const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : undefined;
  if (unknownKeys)
    return { field, found: unknownKeys.join(', '), allowed: 'no fields but those of lib/README.md' };
  const found = issue.path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );
  const wrongKey = issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined;
  return {
    field,
    ...(found !== undefined && { found: JSON.stringify(found).slice(0, 100) }),
    allowed: wrongKey ?? issue.message,
  };
}
