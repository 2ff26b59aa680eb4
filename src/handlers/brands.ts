import type { Brands } from '#contract/brand.ts';
import type { SenderEnvironment } from '#contract/environment.ts';

/** The brands to send as: those of the file, or the one that the settings describe, whose key is `default`. */
export function brandsOf(
  { SHOP_NAME, REPLY_TO_ADDRESS }: Pick<SenderEnvironment, 'SHOP_NAME' | 'REPLY_TO_ADDRESS'>,
  file: Brands | undefined,
): Brands {
  const replyTo = REPLY_TO_ADDRESS === '' ? {} : { replyTo: REPLY_TO_ADDRESS };
  if (!file) {
    const support = REPLY_TO_ADDRESS === '' ? {} : { supportEmail: REPLY_TO_ADDRESS };
    return { default: 'default', brands: { default: { name: SHOP_NAME, ...replyTo, ...support } } };
  }
  const brands = Object.entries(file.brands).map(([key, brand]) => [key, { ...replyTo, ...brand }]);
  return { default: file.default, brands: Object.fromEntries(brands) };
}
