import type { Brand } from '#contract/brand.ts';
import { LANGUAGE_TAGS, type LanguageTag } from '#contract/languages.ts';
import { EMAIL_TYPES, type EmailType } from '#contract/tracking-item.ts';
import { type RenderedEmail, renderEmail } from '#email/render-email.ts';
import { asType, inLanguage, SAMPLE_BRANDS, SAMPLES, type SampleName } from '#email/samples.ts';
import { checked, rendered } from '../orders.ts';

/** An email to look at, and what to call it in a failure. */
export interface Specimen {
  readonly name: string;
  readonly email: RenderedEmail;
}

export const SAMPLE_NAMES = Object.keys(SAMPLES) as SampleName[];

/** One sample as an email of the brand that says all a brand can; without a type, of the sample's own. */
export function specimen(sample: SampleName, language: LanguageTag, type?: EmailType): Specimen {
  const order = inLanguage(SAMPLES[sample], language);
  const typed = type ? asType(order, type) : order;
  const email = renderEmail(checked({ ...typed, brand: 'potter' }), SAMPLE_BRANDS)!;
  return { name: [sample, type ?? 'its own type', language].join(', '), email };
}

/** The usual order as an email of a brand with these colours. */
export function inColours(colours: NonNullable<Brand['colours']>): Specimen {
  const email = rendered(checked(SAMPLES.everything), {
    name: 'Shop',
    supportEmail: 'help@example.com',
    colours,
  });
  return { name: JSON.stringify(colours), email };
}

/** Every type in a language, with everything that a mail can show. */
export const everyType = (language: LanguageTag): Specimen[] =>
  EMAIL_TYPES.map((type) => specimen('everything', language, type));

/** Every type in every language. */
export const everyTypeAndLanguage = (): Specimen[] => LANGUAGE_TAGS.flatMap(everyType);

/** Every sample as every type, in a language of each direction. */
export const everySampleAndType = (): Specimen[] =>
  SAMPLE_NAMES.flatMap((sample) =>
    EMAIL_TYPES.flatMap((type) => [specimen(sample, 'en', type), specimen(sample, 'ar', type)]),
  );
