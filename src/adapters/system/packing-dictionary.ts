/**
 * What most orders have in common, for the compressor to refer to: with it, a typical order packs to two thirds. The order's own
 * field names and separators as JSON has them, then values that many shops have. What is most frequent stands last, where
 * references to it are shortest.
 *
 * Part of format 1: whoever changes a character makes every packed order unreadable. A better one needs another format.
 */
export const DICTIONARY_1 = [
  ' Street Avenue Road Lane Drive Square Apartment Suite straße platz weg Allee rue de la Via Calle ',
  'JPYCHFCADAUDSEKNOKDKKPLNCZK"locale":"en-GB"fr-FRes-ESit-ITnl-NLde-AT',
  ', white, black, grey, blue, green, red, brown, small, medium, large, cotton, wool, leather, steel, wood, glass, ',
  ' size XS S M L XL XXL, set of , pack of , 100 ml, 250 g, 500 g, 1 kg, 1 l, 30 x 40 cm, with , for , and ',
  'https://cdn.https://images.https://img.https://shop.https://www..com/products/.com/images/.jpg.png.webp?width=',
  '"company":"","line2":"","region":"","country":"United States"GermanyFranceUnited KingdomDeutschland"GB"}FR"}US"}DE"}',
  ',"orderUrl":"https://www.com/account/orders/","estimatedDelivery":"202',
  '"shippingAddress":{"name":"","line1":"","city":"","postalCode":"","country":"',
  '"discount":"10.00","tax":"0.00","shipping":"4.90","shipping":"5.99","shipping":"0.00","locale":"de-DE","locale":"en-US",',
  '","imageUrl":"https://',
  '{"customerName":"","orderItems":[{"name":"',
  '"}],"orderTotal":".00","orderTimestamp":"202-0-1-2T0:00:00.000Z","currency":"GBP","currency":"EUR","currency":"USD"',
  '","quantity":3,"price":"5.00","quantity":2,"price":".50","sku":"","quantity":1,"price":"9.99"},{"name":"',
].join('');

/**
 * Format 2: the fields and values of the later emails and of a complete order, before all that format 1 has. A shipped email of
 * three items packs to five sixths of what format 1 makes of it, and an order as before to no more. Frozen as the first one is.
 */
export const DICTIONARY_2 = [
  '"cancellation":{"reason":"","refundTotal":"","refund":{"refundId":"","amount":"","partial":true,"reason":"","items":[',
  '"toMethod":{"method":"Mastercard"PayPal"American Express"Klarna"Apple Pay"Google Pay"iDEAL"SEPA"',
  '"gift":{"message":"","recipientName":"","hidePrices":true}"kind":"digital","downloadUrl":"https://"category":"',
  '"delivery":{"method":"pickup","pickup":{"name":"","address":{"line1":"","hours":"Mon–Fri 9–18"}"method":"digital"}',
  'FedEx"USPS"DPD"GLS"Royal Mail"PostNL"La Poste"Correos"UPS","trackingNumber":"1Z"DHL","trackingNumber":"',
  '"shipment":{"shipmentId":"","carrier":"","trackingUrl":"https://www./track?number=","items":[{"name":"","partial":true}',
  '"url":"https://www./products/","variant":"Size M, ","brand":"","subtotal":"","discountCode":"',
  '"billingAddress":{"name":"","line1":"","city":"","postalCode":"","country":"","delivery":{"method":"ship","name":"Standard"Express"}',
  ',"estimatedDeliveryUntil":"202","payment":{"method":"Visa","last4":"4242"},"orderUrl":"https://',
  DICTIONARY_1,
].join('');
