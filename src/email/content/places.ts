import type { OrderEvent } from '#contract/order-event.ts';
import type { PostalAddress } from '#contract/postal-address.ts';
import { singleLine } from '../clean.ts';
import { data, type Phrase } from '../phrase.ts';
import type { Context } from './context.ts';
import type { Section } from './email-content.ts';

/** Where the order goes: the pick-up place, the shipping address. */
export function destination(context: Context): Section[] {
  const { order, words } = context;
  const { shippingAddress } = order;
  return [
    ...pickupPlace(context),
    ...(shippingAddress
      ? [{ heading: words.label('order.shippingAddress'), lines: addressLines(shippingAddress).map(data) }]
      : []),
  ];
}

/** Who pays; none where the event does not say. */
export function billing(context: Context): Section[] {
  const { order, words } = context;
  if (!order.billingAddress) return [];
  return [{ heading: words.label('order.billingAddress'), lines: billingLines(order, context) }];
}

function pickupPlace({ order, words }: Context): Section[] {
  const place = order.delivery?.pickup;
  if (!place) return [];
  const hours: Phrase[] = place.hours
    ? [[words.label('pickup.hours') + words.colon, { value: singleLine(place.hours) }]]
    : [];
  return [
    {
      heading: words.label('pickup.place'),
      lines: [
        data(singleLine(place.name)),
        ...(place.address ? addressLines(place.address).map(data) : []),
        ...hours,
      ],
    },
  ];
}

function billingLines({ shippingAddress, billingAddress }: OrderEvent, { words }: Context): Phrase[] {
  const lines = addressLines(billingAddress!);
  const same = shippingAddress && addressLines(shippingAddress).join('\n') === lines.join('\n');
  return same ? [[words.label('order.sameAsShipping')]] : lines.map(data);
}

/**
 * Countries with regions in their addresses write "city, region code", nearly all others "code city". The country's name is
 * free text, so the presence of a region has to decide.
 */
function addressLines(address: PostalAddress): string[] {
  const { name, company, line1, line2, city, region, postalCode, country } = address;
  const join = (separator: string, ...parts: (string | undefined)[]) => parts.filter(Boolean).join(separator);
  const locality = region ? join(', ', city, join(' ', region, postalCode)) : join(' ', postalCode, city);
  return [name, company, line1, line2, locality, country].flatMap((line) => (line ? [singleLine(line)] : []));
}
