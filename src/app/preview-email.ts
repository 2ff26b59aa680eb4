import type { Brands } from '#contract/brand.ts';
import { checkOrderEvent } from '#contract/check-order-event.ts';
import type { LanguageTag } from '#contract/languages.ts';
import type { EmailType } from '#contract/tracking-item.ts';
import { type RenderedEmail, renderEmail } from '#email/render-email.ts';
import { asType, inLanguage, SAMPLES, type SampleName } from '#email/samples.ts';

/** One email to look at: a sample order as an email of a type, in a language, from a brand. */
export interface PreviewChoice {
  readonly brand: string;
  readonly sample: SampleName;
  readonly type: EmailType;
  readonly language: LanguageTag;
}

/** The samples to choose from: usual orders, what comes after an order, and hard ones. */
export const PREVIEW_SAMPLES = Object.keys(SAMPLES) as SampleName[];

/** The email as its customer gets it. Undefined where there is no such brand. */
export function previewEmail(
  { brand, sample, type, language }: PreviewChoice,
  brands: Brands,
): RenderedEmail | undefined {
  const checked = checkOrderEvent({ ...inLanguage(asType(SAMPLES[sample], type), language), brand });
  if (checked.kind === 'refused')
    throw new TypeError(
      `The sample ${sample} is no order event: ${checked.field} must be ${checked.allowed}`,
    );
  return renderEmail(checked.event, brands);
}
