import type { Language } from './messages.ts';

/**
 * Addresses the customer as "Sie". The greeting ends in a comma, so every introduction starts with a word that is upper case
 * anyway. Tax is "MwSt.", as the countries of the language call it. "Bestellung", "Artikel", "Sendung", "Erstattung".
 */
export const de: Language = {
  tag: 'de',
  direction: 'ltr',
  colon: ': ',
  gap: ' ',
  messages: {
    'layout.email': 'E-Mail',
    greeting: 'Guten Tag {customerName},',

    'confirmation.subject': 'Ihre Bestellung {orderId} bei {shop} ist bestätigt',
    'confirmation.preheader': 'Bestellung {orderId}: {items}, insgesamt {total}.',
    'confirmation.preheaderNoPrices': 'Bestellung {orderId}: {items}.',
    'confirmation.heading': 'Ihre Bestellung ist bestätigt',
    'confirmation.introduction':
      'Sie haben bei uns bestellt. Vielen Dank dafür! Hier ist die Übersicht für Ihre Unterlagen.',

    'shipped.subject': 'Ihre Bestellung {orderId} bei {shop} ist unterwegs',
    'shipped.subjectPartial': 'Ein Teil Ihrer Bestellung {orderId} bei {shop} ist unterwegs',
    'shipped.preheader': 'Bestellung {orderId} wurde versandt.',
    'shipped.preheaderExpected': 'Bestellung {orderId} wurde versandt. Voraussichtliche Lieferung: {date}.',
    'shipped.preheaderPartial': 'Ein Teil der Bestellung {orderId} wurde versandt.',
    'shipped.preheaderPartialExpected':
      'Ein Teil der Bestellung {orderId} wurde versandt. Voraussichtliche Lieferung: {date}.',
    'shipped.heading': 'Ihre Bestellung ist unterwegs',
    'shipped.headingPartial': 'Ein Teil Ihrer Bestellung ist unterwegs',
    'shipped.introduction': 'Ihre Bestellung wurde versandt.',
    'shipped.introductionPartial':
      'Teile Ihrer Bestellung wurden versandt. Die übrigen Artikel werden separat geliefert.',
    'shipped.carrier': 'Versanddienst',
    'shipped.trackingNumber': 'Sendungsnummer',
    'shipped.track': 'Sendung verfolgen',
    'shipped.items': 'In dieser Sendung',

    'cancelled.subject': 'Ihre Bestellung {orderId} bei {shop} wurde storniert',
    'cancelled.preheader': 'Bestellung {orderId} wurde storniert.',
    'cancelled.preheaderRefund': 'Bestellung {orderId} wurde storniert. Erstattung: {amount}.',
    'cancelled.heading': 'Ihre Bestellung wurde storniert',
    'cancelled.introduction': 'Ihre unten aufgeführte Bestellung haben wir storniert.',
    'cancelled.reason': 'Grund',
    'cancelled.refundTotal': 'Erstattung',

    'refunded.subject': 'Erstattung zu Ihrer Bestellung {orderId} bei {shop}',
    'refunded.subjectPartial': 'Teilerstattung zu Ihrer Bestellung {orderId} bei {shop}',
    'refunded.preheader': 'Erstattung von {amount} zur Bestellung {orderId}.',
    'refunded.preheaderNoPrices': 'Erstattung zur Bestellung {orderId}.',
    'refunded.heading': 'Ihre Erstattung',
    'refunded.headingPartial': 'Ihre Teilerstattung',
    'refunded.introduction': 'Sie erhalten für Ihre Bestellung eine Erstattung von {amount}.',
    'refunded.introductionPartial': 'Sie erhalten für Ihre Bestellung eine Teilerstattung von {amount}.',
    'refunded.introductionFull': 'Ihre Bestellung haben wir vollständig erstattet: {amount}.',
    'refunded.introductionNoPrices': 'Sie erhalten für Ihre Bestellung eine Erstattung.',
    'refunded.amount': 'Erstattungsbetrag',
    'refunded.reason': 'Grund',
    'refunded.toMethod': 'Erstattung auf',
    'refunded.items': 'Erstattete Artikel',

    'order.number': 'Bestellnummer',
    'order.date': 'Bestelldatum',
    'order.deliveryMethod': 'Lieferart',
    'order.estimatedDelivery': 'Voraussichtliche Lieferung',
    'order.estimatedPickup': 'Voraussichtlich abholbereit',
    'order.expectedBy': 'Bis zum {date}',
    'order.view': 'Bestellung ansehen',
    'order.summary': 'Bestellübersicht',
    'order.sku': 'Art.-Nr. {sku}',
    'order.quantity': 'Menge: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': { one: '{count} Artikel', other: '{count} Artikel' },
    'order.moreItems': { one: 'und {count} weiterer Artikel', other: 'und {count} weitere Artikel' },
    'order.restOnline': 'Die vollständige Liste finden Sie online in Ihrer Bestellung.',
    'order.restInText': 'Die vollständige Liste steht in der Textfassung dieser E-Mail.',
    'order.shippingAddress': 'Lieferadresse',
    'order.billingAddress': 'Rechnungsadresse',
    'order.sameAsShipping': 'Entspricht der Lieferadresse',
    'order.notes': 'Gut zu wissen',
    'order.payment': 'Zahlung',
    'payment.ending': '{method} mit den Endziffern {last4}',

    'delivery.ship': 'Versand',
    'delivery.pickup': 'Abholung',
    'delivery.digital': 'Digitale Lieferung',

    'pickup.place': 'Abholort',
    'pickup.hours': 'Öffnungszeiten',

    'digital.item': 'Digitaler Artikel',
    'digital.download': 'Herunterladen',
    'digital.downloadItem': '{item} herunterladen',

    'gift.heading': 'Diese Bestellung ist ein Geschenk',
    'gift.for': 'Für {recipientName}',
    'gift.message': 'Grußbotschaft',
    'gift.pricesHidden': 'In dieser E-Mail werden keine Preise angezeigt.',

    'amounts.subtotal': 'Zwischensumme',
    'amounts.shipping': 'Versand',
    'amounts.tax': 'MwSt.',
    'amounts.taxIncluded': 'Enthaltene MwSt.',
    'amounts.discount': 'Rabatt',
    'amounts.discountWithCode': 'Rabatt ({code})',
    'amounts.total': 'Gesamtsumme',

    'help.question': 'Fragen zu Ihrer Bestellung?',
    'help.writeTo': 'Schreiben Sie uns an {address}',
    'help.reply': 'Antworten Sie einfach auf diese E-Mail.',
    'help.visit': 'Besuchen Sie unsere Hilfeseiten',

    'footer.reason':
      'Sie erhalten diese E-Mail an {customerEmail}, weil mit dieser Adresse bei {shop} eine Bestellung aufgegeben wurde. ' +
      'Die E-Mail betrifft ausschließlich diese Bestellung und ist keine Werbung.',
  },
};
