/** What an integrator is told of a field: its title, what it means, and examples. */
export type FieldNote = readonly [title: string, description: string, ...examples: unknown[]];

const ITEM = {
  name: ['Name', 'What was ordered.', 'Enamel mug'],
  quantity: ['Quantity', 'How many pieces.', 2],
  sku: ['SKU', 'Stock keeping unit, shown with the line.', 'MUG-01'],
  variant: ['Variant', 'Which of several.', 'Size M, blue'],
  imageUrl: [
    'Picture',
    'A picture of at least 128 pixels’ width; shown 64 wide.',
    'https://shop.example.com/mug.png',
  ],
  url: ['Page of the item', 'Where the item is found in the shop.', 'https://shop.example.com/mug'],
} as const satisfies Record<string, FieldNote>;

/**
 * By path: `[]` stands for the items of a list, and what several fields share is named by its definition, such as
 * `postalAddress.line1`. Generating the schema fails for a field without a note, and for a note without a field.
 */
export const FIELD_NOTES: Readonly<Record<string, FieldNote>> = {
  orderId: [
    'Order id',
    'What the customer knows the order by. One email is sent for each order and type, whatever is published how often.',
    'ORDER123456',
  ],
  customerEmail: [
    'Recipient',
    'One address. The part before @ is ASCII; a domain beyond ASCII is sent to in Punycode.',
    'customer@example.com',
  ],
  customerName: ['Name of the customer', 'As the mail addresses them.', 'John Doe'],
  orderItems: ['Lines', 'The lines of the order, in the order in which they are shown.'],
  orderTotal: ['Total', 'What the order costs, shown as given.', '59.98'],
  orderTimestamp: ['Time of the order', 'With Z or an offset.', '2024-10-08T12:00:00Z'],
  emailType: ['Type of the email', 'What the mail is about.', 'ORDER_CONFIRMATION'],
  currency: ['Currency', 'ISO 4217. Required where an amount carries another symbol than $.', 'EUR'],
  locale: [
    'Language and region',
    'BCP 47: the language of the mail and how amounts and dates are written. de_DE is read as de-DE.',
    'de-DE',
  ],
  brand: ['Brand', 'Key of one of the deployment’s brands. Default: the brand file’s own default.', 'acme'],
  subtotal: ['Subtotal', 'The sum of the lines, as the shop shows it.', '59.98'],
  shipping: ['Shipping', 'What shipping costs.', '4.90'],
  tax: ['Tax', 'On top of the prices or part of them: which, the amounts say.', '9.58'],
  discount: ['Discount', 'What is taken off, as a positive amount.', '10.00'],
  discountCode: ['Discount code', 'What the customer entered for the discount.', 'SPRING10'],
  shippingAddress: ['Shipping address', 'Where the order goes.'],
  billingAddress: ['Billing address', 'Whom the invoice names.'],
  delivery: ['Delivery', 'How the order reaches the customer.'],
  'delivery.method': ['Method', 'Sent, picked up, or delivered digitally.', 'ship'],
  'delivery.name': ['Name of the method', 'What the shop calls it.', 'Express'],
  'delivery.pickup': ['Pick-up', 'Where a pick-up order waits.'],
  'delivery.pickup.name': ['Place', 'Name of the shop or station.', 'Market Street shop'],
  'delivery.pickup.address': ['Address of the place', 'Where it is.'],
  'delivery.pickup.hours': ['Opening hours', 'In words for the customer.', 'Mon–Sat 9–18'],
  estimatedDelivery: ['Expected delivery', 'A day, or the first day of a range.', '2024-10-12'],
  estimatedDeliveryUntil: [
    'Expected delivery, last day',
    'Makes a range; not before the first day.',
    '2024-10-14',
  ],
  gift: ['Gift', 'Marks the order as a gift.'],
  'gift.message': ['Message', 'What the giver writes; may have several lines.', 'Happy birthday!\nAnn'],
  'gift.recipientName': ['Recipient of the gift', 'Who gets it.', 'Jane Doe'],
  'gift.hidePrices': ['Hide prices', 'True: no amount stands anywhere in the mail.', true],
  payment: ['Payment', 'How the order was paid.'],
  orderUrl: [
    'Page of the order',
    'Where the customer finds the order.',
    'https://shop.example.com/orders/ORDER123456',
  ],
  shipment: ['Shipment', 'Required for ORDER_SHIPPED: one parcel, or several announced together.'],
  'shipment.shipmentId': ['Shipment id', 'Each shipment of an order is announced once.', 'S-1'],
  'shipment.carrier': ['Carrier', 'Who brings it.', 'DHL'],
  'shipment.trackingNumber': ['Tracking number', 'As the carrier gives it.', '00340434161094042557'],
  'shipment.trackingUrl': [
    'Tracking page',
    'Where the customer follows it.',
    'https://track.example.com/00340434161094042557',
  ],
  'shipment.items': ['Contents', 'What is in it. Absent: the mail lists the lines of the order.'],
  'shipment.partial': ['Partial', 'True: other parts of the order come separately.', true],
  'shipment.estimatedDelivery': ['Expected delivery', 'Of this shipment.', '2024-10-12'],
  'shipment.estimatedDeliveryUntil': [
    'Expected delivery, last day',
    'Makes a range; not before the first day.',
    '2024-10-14',
  ],
  cancellation: ['Cancellation', 'For ORDER_CANCELLED: what is known beyond that it is cancelled.'],
  'cancellation.reason': ['Reason', 'In words for the customer.', 'The mug is out of stock.'],
  'cancellation.refundTotal': ['Refund', 'What the customer gets back.', '59.98'],
  refund: ['Refund', 'Required for ORDER_REFUNDED: money given back.'],
  'refund.refundId': ['Refund id', 'Each refund of an order is announced once.', 'R-1'],
  'refund.amount': ['Amount', 'How much goes back.', '29.99'],
  'refund.partial': [
    'Partial',
    'True: a part of what was paid; false: all of it; absent: the mail says neither.',
    true,
  ],
  'refund.reason': ['Reason', 'In words for the customer.', 'One mug arrived broken.'],
  'refund.items': ['Items', 'What it is for.'],
  'refund.toMethod': ['Where the money goes', 'The method that is refunded to.'],

  'orderItem.price': ['Price of one', 'Of one unit, as the shop shows it.', '29.99'],
  'orderItem.category': [
    'Category',
    'Names the brand file’s note that is shown once with the order.',
    'perishable',
  ],
  'orderItem.kind': ['Kind', 'Default: physical.', 'digital'],
  'orderItem.downloadUrl': [
    'Download',
    'Where the customer gets what is delivered digitally.',
    'https://shop.example.com/downloads/1',
  ],
  ...under('orderItem', ITEM),
  'partItem.price': ['Price of one', 'Of one unit.', '29.99'],
  ...under('partItem', ITEM),
  'postalAddress.name': ['Name', 'Whom it is for.', 'John Doe'],
  'postalAddress.company': ['Company', 'At whose address.', 'Example Ltd'],
  'postalAddress.line1': ['Street', 'Street and number, or post box.', '1 Main St'],
  'postalAddress.line2': ['Addition', 'Apartment, floor and the like.', 'Apt 4'],
  'postalAddress.city': ['City', 'Town or city.', 'Albany'],
  'postalAddress.region': ['Region', 'State, province or prefecture, where addresses have one.', 'NY'],
  'postalAddress.postalCode': ['Postal code', 'As the country writes it.', '12207'],
  'postalAddress.country': ['Country', 'Its name, or its code.', 'United States'],
  'paymentMethod.method': ['Method', 'In words for the customer.', 'Visa'],
  'paymentMethod.last4': [
    'Last four digits',
    'Of the card or account. No more of the number has a field.',
    '4242',
  ],
};

function under(parent: string, notes: Readonly<Record<string, FieldNote>>) {
  return Object.fromEntries(Object.entries(notes).map(([field, note]) => [`${parent}.${field}`, note]));
}
