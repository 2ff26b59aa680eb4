import { webAddress } from '../clean.ts';
import { unmarked } from '../phrase.ts';
import type { Context } from './context.ts';
import type { Action, ItemList, Story } from './email-content.ts';
import { estimatedDelivery, expectedDays, fact, orderNumber, viewOrder } from './facts.ts';
import { itemList } from './items.ts';
import { categoryNotes } from './notes.ts';
import { destination } from './places.ts';
import { type ShippedOrder, shipmentData } from './structured-data.ts';

/** A shipment of the order, or all of it, is on its way. It says what was sent, not for how much. */
export function shipped(context: Context, order: ShippedOrder): Story {
  const { words, shop, orderId } = context;
  const { shipment } = order;
  const expected = shipment.estimatedDelivery || shipment.estimatedDeliveryUntil ? shipment : order;
  const date = expectedDays(expected, context);
  const partial = shipment.partial === true;
  return {
    subject: words.say(partial ? 'shipped.subjectPartial' : 'shipped.subject', { shop, orderId }),
    preheader: date
      ? words.say(partial ? 'shipped.preheaderPartialExpected' : 'shipped.preheaderExpected', {
          orderId,
          date: unmarked(date),
        })
      : words.say(partial ? 'shipped.preheaderPartial' : 'shipped.preheader', { orderId }),
    heading: words.label(partial ? 'shipped.headingPartial' : 'shipped.heading'),
    introduction: [words.label(partial ? 'shipped.introductionPartial' : 'shipped.introduction')],
    facts: [
      ...orderNumber(context),
      ...fact(context, 'shipped.carrier', shipment.carrier),
      ...fact(context, 'shipped.trackingNumber', shipment.trackingNumber),
      ...estimatedDelivery(expected, context),
    ],
    actions: [...tracking(shipment.trackingUrl, context), ...viewOrder(context)],
    list: shippedItems(order, context),
    amounts: undefined,
    places: destination(context),
    notes: categoryNotes(context),
    structuredData: shipmentData(order, expected, context),
  };
}

function tracking(link: string | undefined, { words }: Context): Action[] {
  const url = webAddress(link);
  return url === undefined ? [] : [{ label: words.label('shipped.track'), url }];
}

/** Of a part of the order whose items the event does not name, nobody can say what is in it. */
function shippedItems({ shipment, orderItems }: ShippedOrder, context: Context): ItemList | undefined {
  if (shipment.items) return itemList(shipment.items, 'shipped.items', context, false);
  return shipment.partial ? undefined : itemList(orderItems, 'order.summary', context, false);
}
