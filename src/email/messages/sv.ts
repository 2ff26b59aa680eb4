import type { Language } from './messages.ts';

/**
 * Addresses the customer as "du". The shop's name never takes a genitive s: it follows "hos" or "från". "Beställning", "vara",
 * "försändelse", "återbetalning"; tax is "moms".
 */
export const sv: Language = {
  tag: 'sv',
  direction: 'ltr',
  colon: ': ',
  gap: ' ',
  messages: {
    'layout.email': 'mejl',
    greeting: 'Hej {customerName}!',

    'confirmation.subject': 'Din beställning {orderId} hos {shop} är bekräftad',
    'confirmation.preheader': 'Beställning {orderId}: {items}, totalt {total}.',
    'confirmation.preheaderNoPrices': 'Beställning {orderId}: {items}.',
    'confirmation.heading': 'Din beställning är bekräftad',
    'confirmation.introduction': 'Tack för din beställning. Här är en sammanfattning att spara.',

    'shipped.subject': 'Din beställning {orderId} från {shop} är på väg',
    'shipped.subjectPartial': 'En del av din beställning {orderId} från {shop} är på väg',
    'shipped.preheader': 'Beställning {orderId} har skickats.',
    'shipped.preheaderExpected': 'Beställning {orderId} har skickats. Beräknad leverans: {date}.',
    'shipped.preheaderPartial': 'En del av beställning {orderId} har skickats.',
    'shipped.preheaderPartialExpected':
      'En del av beställning {orderId} har skickats. Beräknad leverans: {date}.',
    'shipped.heading': 'Din beställning är på väg',
    'shipped.headingPartial': 'En del av din beställning är på väg',
    'shipped.introduction': 'Goda nyheter: din beställning har skickats.',
    'shipped.introductionPartial':
      'Goda nyheter: en del av din beställning har skickats. Övriga varor skickas separat.',
    'shipped.carrier': 'Fraktbolag',
    'shipped.trackingNumber': 'Spårningsnummer',
    'shipped.track': 'Spåra försändelsen',
    'shipped.items': 'I den här försändelsen',

    'cancelled.subject': 'Din beställning {orderId} hos {shop} har annullerats',
    'cancelled.preheader': 'Beställning {orderId} har annullerats.',
    'cancelled.preheaderRefund': 'Beställning {orderId} har annullerats. Återbetalning: {amount}.',
    'cancelled.heading': 'Din beställning har annullerats',
    'cancelled.introduction': 'Vi har annullerat beställningen nedan.',
    'cancelled.reason': 'Orsak',
    'cancelled.refundTotal': 'Återbetalning',

    'refunded.subject': 'Återbetalning för din beställning {orderId} hos {shop}',
    'refunded.subjectPartial': 'Delvis återbetalning för din beställning {orderId} hos {shop}',
    'refunded.preheader': 'Återbetalning på {amount} för beställning {orderId}.',
    'refunded.preheaderNoPrices': 'Återbetalning för beställning {orderId}.',
    'refunded.heading': 'Din återbetalning',
    'refunded.headingPartial': 'Delvis återbetalning',
    'refunded.introduction': 'Vi har återbetalat {amount} för din beställning.',
    'refunded.introductionPartial': 'Vi har återbetalat en del av din beställning: {amount}.',
    'refunded.introductionFull': 'Vi har återbetalat hela din beställning: {amount}.',
    'refunded.introductionNoPrices': 'Vi har gjort en återbetalning för din beställning.',
    'refunded.amount': 'Återbetalt belopp',
    'refunded.reason': 'Orsak',
    'refunded.toMethod': 'Återbetalt till',
    'refunded.items': 'Återbetalda varor',

    'order.number': 'Beställningsnummer',
    'order.date': 'Beställningsdatum',
    'order.deliveryMethod': 'Leveranssätt',
    'order.estimatedDelivery': 'Beräknad leverans',
    'order.estimatedPickup': 'Beräknad upphämtning',
    'order.expectedBy': 'Senast {date}',
    'order.view': 'Se beställningen',
    'order.summary': 'Sammanfattning',
    'order.sku': 'Art.nr {sku}',
    'order.quantity': 'Antal: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': { one: '{count} vara', other: '{count} varor' },
    'order.moreItems': { one: 'och {count} vara till', other: 'och {count} varor till' },
    'order.restOnline': 'Hela listan finns i din beställning på nätet.',
    'order.restInText': 'Hela listan finns i textversionen av det här mejlet.',
    'order.shippingAddress': 'Leveransadress',
    'order.billingAddress': 'Faktureringsadress',
    'order.sameAsShipping': 'Samma som leveransadressen',
    'order.notes': 'Bra att veta',
    'order.payment': 'Betalning',
    'payment.ending': '{method} som slutar på {last4}',

    'delivery.ship': 'Frakt',
    'delivery.pickup': 'Upphämtning',
    'delivery.digital': 'Digital leverans',

    'pickup.place': 'Upphämtningsplats',
    'pickup.hours': 'Öppettider',

    'digital.item': 'Digital vara',
    'digital.download': 'Ladda ner',
    'digital.downloadItem': 'Ladda ner {item}',

    'gift.heading': 'Den här beställningen är en present',
    'gift.for': 'Till {recipientName}',
    'gift.message': 'Presenthälsning',
    'gift.pricesHidden': 'Priserna visas inte i det här mejlet.',

    'amounts.subtotal': 'Delsumma',
    'amounts.shipping': 'Frakt',
    'amounts.tax': 'Moms',
    'amounts.taxIncluded': 'Varav moms',
    'amounts.discount': 'Rabatt',
    'amounts.discountWithCode': 'Rabatt ({code})',
    'amounts.total': 'Totalt',

    'help.question': 'Har du frågor om din beställning?',
    'help.writeTo': 'Skriv till oss på {address}',
    'help.reply': 'Svara bara på det här mejlet.',
    'help.visit': 'Besök våra hjälpsidor',

    'footer.reason':
      'Det här mejlet har skickats till {customerEmail} eftersom en beställning har gjorts med den adressen hos {shop}. ' +
      'Det gäller enbart den beställningen och är inte reklam.',
  },
};
