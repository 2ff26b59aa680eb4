import { PREVIEW_SAMPLES, type PreviewChoice } from '#app/preview-email.ts';
import type { Brands } from '#contract/brand.ts';
import { LANGUAGE_TAGS } from '#contract/languages.ts';
import { EMAIL_TYPES, type EmailType } from '#contract/tracking-item.ts';

/** How a mail's HTML is shown. */
export type Look = 'light' | 'dark' | 'no-pictures';
export const LOOKS: readonly Look[] = ['light', 'dark', 'no-pictures'];

/** The page of one preview. Every part is a name of ours or a brand's key, and needs no encoding. */
export const previewPath = ({ brand, sample, type, language }: PreviewChoice) =>
  `/emails/${brand}/${sample}/${typeSegment(type)}/${language}`;

/** The mail's own HTML, for a frame. */
export const previewDocumentPath = (choice: PreviewChoice, look: Look) => `${previewPath(choice)}/${look}`;

const typeSegment = (type: EmailType) => type.replace('ORDER_', '').toLowerCase();

/** What a path names; undefined where there is nothing of one of the names. */
export function choiceOf(
  segments: Readonly<Record<'brand' | 'sample' | 'type' | 'language', string>>,
  brands: Brands,
): PreviewChoice | undefined {
  const { brand } = segments;
  const sample = PREVIEW_SAMPLES.find((one) => one === segments.sample);
  const type = EMAIL_TYPES.find((one) => typeSegment(one) === segments.type);
  const language = LANGUAGE_TAGS.find((one) => one === segments.language);
  if (!Object.hasOwn(brands.brands, brand) || !sample || !type || !language) return undefined;
  return { brand, sample, type, language };
}
