/** A message that is filled in by the values of its placeholders, each written `{name}` in it. */
const saying = <const Names extends readonly string[]>(...placeholders: Names) =>
  ({ counted: false, placeholders }) as const;

/** A message with forms for different counts; `{count}` is the count as the customer's locale writes it. */
const counting = () => ({ counted: true, placeholders: ['count'] }) as const;

/**
 * Every message of the mails, by its key, with the placeholders it has. Each language says all of them; a brand may say some
 * in its own way. The values are finished texts: amounts with their currency, days in words.
 */
export const MESSAGE_KEYS = {
  /** What a screen reader calls the whole: one word, in lower case where the language allows it. */
  'layout.email': saying(),
  greeting: saying('customerName'),

  'confirmation.subject': saying('shop', 'orderId'),
  /** A preheader is the line that inboxes show after the subject. `items` is `order.items`. */
  'confirmation.preheader': saying('orderId', 'items', 'total'),
  /** For gifts whose prices are hidden. */
  'confirmation.preheaderNoPrices': saying('orderId', 'items'),
  'confirmation.heading': saying(),
  'confirmation.introduction': saying(),

  'shipped.subject': saying('shop', 'orderId'),
  /** "Partial": other parts of the order come, or have come, separately. Do not promise when. */
  'shipped.subjectPartial': saying('shop', 'orderId'),
  'shipped.preheader': saying('orderId'),
  /** `date` is a day, or days from and to. */
  'shipped.preheaderExpected': saying('orderId', 'date'),
  'shipped.preheaderPartial': saying('orderId'),
  'shipped.preheaderPartialExpected': saying('orderId', 'date'),
  'shipped.heading': saying(),
  'shipped.headingPartial': saying(),
  'shipped.introduction': saying(),
  'shipped.introductionPartial': saying(),
  'shipped.carrier': saying(),
  'shipped.trackingNumber': saying(),
  /** On a button. */
  'shipped.track': saying(),
  /** Above the list of what is in this shipment. */
  'shipped.items': saying(),

  'cancelled.subject': saying('shop', 'orderId'),
  'cancelled.preheader': saying('orderId'),
  'cancelled.preheaderRefund': saying('orderId', 'amount'),
  'cancelled.heading': saying(),
  'cancelled.introduction': saying(),
  'cancelled.reason': saying(),
  /** Beside the amount that the customer gets back: does not say that it was paid out already. */
  'cancelled.refundTotal': saying(),

  'refunded.subject': saying('shop', 'orderId'),
  'refunded.subjectPartial': saying('shop', 'orderId'),
  'refunded.preheader': saying('orderId', 'amount'),
  'refunded.preheaderNoPrices': saying('orderId'),
  'refunded.heading': saying(),
  'refunded.headingPartial': saying(),
  /** Says neither that it is a part nor all of it. */
  'refunded.introduction': saying('amount'),
  'refunded.introductionPartial': saying('amount'),
  'refunded.introductionFull': saying('amount'),
  'refunded.introductionNoPrices': saying(),
  /** Beside the amount. */
  'refunded.amount': saying(),
  'refunded.reason': saying(),
  /** Beside where the money goes, such as `payment.ending`. */
  'refunded.toMethod': saying(),
  /** Above the list of what the refund is for. */
  'refunded.items': saying(),

  'order.number': saying(),
  'order.date': saying(),
  /** Beside how the order reaches the customer. */
  'order.deliveryMethod': saying(),
  /** Beside a day, days from and to, or `order.expectedBy`. */
  'order.estimatedDelivery': saying(),
  /** The same for an order that is picked up. */
  'order.estimatedPickup': saying(),
  /** Beside `order.estimatedDelivery`, where only the last day is known. */
  'order.expectedBy': saying('date'),
  /** On a button. */
  'order.view': saying(),
  /** Above the list of items and the amounts. */
  'order.summary': saying(),
  'order.sku': saying('sku'),
  'order.quantity': saying('count'),
  'order.quantityAt': saying('count', 'unitPrice'),
  /** How many things were ordered, all quantities together. */
  'order.items': counting(),
  /** Closes a list that was cut short. */
  'order.moreItems': counting(),
  'order.restOnline': saying(),
  'order.restInText': saying(),
  'order.shippingAddress': saying(),
  'order.billingAddress': saying(),
  /** Stands in place of a billing address. */
  'order.sameAsShipping': saying(),
  /** Above the notes on certain kinds of goods, such as how to keep them. */
  'order.notes': saying(),
  /** Beside how the order was paid. */
  'order.payment': saying(),
  'payment.ending': saying('method', 'last4'),

  'delivery.ship': saying(),
  'delivery.pickup': saying(),
  'delivery.digital': saying(),

  /** Above the place. */
  'pickup.place': saying(),
  /** Before or above the hours. */
  'pickup.hours': saying(),

  /** Marks an item that is delivered digitally. */
  'digital.item': saying(),
  /** A link below the item's name. */
  'digital.download': saying(),
  /** The same link as a screen reader reads it. */
  'digital.downloadItem': saying('item'),

  'gift.heading': saying(),
  'gift.for': saying('recipientName'),
  /** Above the message. */
  'gift.message': saying(),
  'gift.pricesHidden': saying(),

  'amounts.subtotal': saying(),
  'amounts.shipping': saying(),
  'amounts.tax': saying(),
  /** Below the total, beside the tax that the total contains. */
  'amounts.taxIncluded': saying(),
  'amounts.discount': saying(),
  'amounts.discountWithCode': saying('code'),
  'amounts.total': saying(),

  /** Followed by one of the three after it. */
  'help.question': saying(),
  'help.writeTo': saying('address'),
  'help.reply': saying(),
  /** A link to the shop's help pages. */
  'help.visit': saying(),

  /** Why the mail was sent, as the law in many countries asks for: transactional, no advertising. */
  'footer.reason': saying('shop', 'customerEmail'),
} as const;

type Keys = typeof MESSAGE_KEYS;

export type MessageKey = keyof Keys;

/** Keys of the messages that have forms for different counts. */
export type CountedKey = {
  [Key in MessageKey]: Keys[Key]['counted'] extends true ? Key : never;
}[MessageKey];

export type PlainKey = Exclude<MessageKey, CountedKey>;

/** The placeholders of a message. */
export type PlaceholderOf<Key extends MessageKey> = Keys[Key]['placeholders'][number];

/** A message for different counts, by the plural rules of its language: each needs `other`, and what else it tells apart. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Every message of one language. */
export type Messages = { readonly [Key in PlainKey]: string } & { readonly [Key in CountedKey]: Plural };
