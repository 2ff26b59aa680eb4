import type { LanguageTag } from '#contract/languages.ts';
import type { OrderEventInput } from '#contract/order-event.ts';
import type { EmailType } from '#contract/tracking-item.ts';
import {
  arabic,
  emoji,
  hardText,
  hugeAmounts,
  hundredItems,
  japanese,
  longNames,
  manyItems,
  script,
} from './samples/hard-orders.ts';
import { cancelled, partialRefund, partialShipment, refunded, shipped } from './samples/later-emails.ts';
import {
  complete,
  digital,
  everything,
  gift,
  giftWithoutPrices,
  minimal,
  pickup,
  taxIncluded,
} from './samples/plain-orders.ts';

export { SAMPLE_BRANDS } from './samples/sample-brands.ts';
export { sampleOrder } from './samples/sample-order.ts';

/** Orders to look at in previews and to test with, by what is special about them. Their links and pictures lead nowhere. */
export const SAMPLES = {
  minimal,
  complete,
  taxIncluded,
  everything,
  gift,
  giftWithoutPrices,
  pickup,
  digital,
  shipped,
  partialShipment,
  cancelled,
  refunded,
  partialRefund,
  hardText,
  hundredItems,
  manyItems,
  longNames,
  emoji,
  arabic,
  japanese,
  hugeAmounts,
  script,
} as const satisfies Record<string, OrderEventInput>;

export type SampleName = keyof typeof SAMPLES;

/** A locale of each language, as a shop would publish it. */
const SAMPLE_LOCALES: Readonly<Record<LanguageTag, string>> = {
  en: 'en-US',
  de: 'de-DE',
  fr: 'fr-FR',
  es: 'es-ES',
  it: 'it-IT',
  'pt-BR': 'pt-BR',
  nl: 'nl-NL',
  pl: 'pl-PL',
  sv: 'sv-SE',
  ja: 'ja-JP',
  'zh-CN': 'zh-CN',
  ar: 'ar-EG',
};

/** A sample in another language; its own texts stay as they are. */
export const inLanguage = (sample: OrderEventInput, language: LanguageTag): OrderEventInput => ({
  ...sample,
  locale: SAMPLE_LOCALES[language],
});

/** A sample as an email of another type, with the part that the type is about. */
export const asType = (sample: OrderEventInput, emailType: EmailType): OrderEventInput => ({
  ...PARTS[emailType],
  ...sample,
  emailType,
});

const PARTS: Readonly<Record<EmailType, Partial<OrderEventInput>>> = {
  ORDER_CONFIRMATION: {},
  ORDER_SHIPPED: { shipment: shipped.shipment },
  ORDER_CANCELLED: { cancellation: cancelled.cancellation },
  ORDER_REFUNDED: { refund: partialRefund.refund },
};
