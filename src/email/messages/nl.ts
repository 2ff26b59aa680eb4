import type { Language } from './messages.ts';

/**
 * Addresses the customer as "je". "Bestelling", "artikel", "zending", "terugbetaling"; goods are "bezorgd" and picked up by
 * "afhalen"; tax is "btw", as the Netherlands and Belgium call it.
 */
export const nl: Language = {
  tag: 'nl',
  direction: 'ltr',
  colon: ': ',
  gap: ' ',
  messages: {
    'layout.email': 'e-mail',
    greeting: 'Hallo {customerName},',

    'confirmation.subject': 'Je bestelling {orderId} bij {shop} is bevestigd',
    'confirmation.preheader': 'Bestelling {orderId}: {items}, in totaal {total}.',
    'confirmation.preheaderNoPrices': 'Bestelling {orderId}: {items}.',
    'confirmation.heading': 'Je bestelling is bevestigd',
    'confirmation.introduction': 'Bedankt voor je bestelling. Hieronder vind je het overzicht om te bewaren.',

    'shipped.subject': 'Je bestelling {orderId} bij {shop} is onderweg',
    'shipped.subjectPartial': 'Een deel van je bestelling {orderId} bij {shop} is onderweg',
    'shipped.preheader': 'Bestelling {orderId} is verzonden.',
    'shipped.preheaderExpected': 'Bestelling {orderId} is verzonden. Verwachte bezorging: {date}.',
    'shipped.preheaderPartial': 'Een deel van bestelling {orderId} is verzonden.',
    'shipped.preheaderPartialExpected':
      'Een deel van bestelling {orderId} is verzonden. Verwachte bezorging: {date}.',
    'shipped.heading': 'Je bestelling is onderweg',
    'shipped.headingPartial': 'Een deel van je bestelling is onderweg',
    'shipped.introduction': 'Goed nieuws: je bestelling is verzonden.',
    'shipped.introductionPartial':
      'Goed nieuws: een deel van je bestelling is verzonden. De andere artikelen worden apart verzonden.',
    'shipped.carrier': 'Vervoerder',
    'shipped.trackingNumber': 'Track-and-tracecode',
    'shipped.track': 'Volg je zending',
    'shipped.items': 'In deze zending',

    'cancelled.subject': 'Je bestelling {orderId} bij {shop} is geannuleerd',
    'cancelled.preheader': 'Bestelling {orderId} is geannuleerd.',
    'cancelled.preheaderRefund': 'Bestelling {orderId} is geannuleerd. Terugbetaling: {amount}.',
    'cancelled.heading': 'Je bestelling is geannuleerd',
    'cancelled.introduction': 'We hebben de onderstaande bestelling geannuleerd.',
    'cancelled.reason': 'Reden',
    'cancelled.refundTotal': 'Terugbetaling',

    'refunded.subject': 'Terugbetaling voor je bestelling {orderId} bij {shop}',
    'refunded.subjectPartial': 'Gedeeltelijke terugbetaling voor je bestelling {orderId} bij {shop}',
    'refunded.preheader': 'Terugbetaling van {amount} voor bestelling {orderId}.',
    'refunded.preheaderNoPrices': 'Terugbetaling voor bestelling {orderId}.',
    'refunded.heading': 'Je terugbetaling',
    'refunded.headingPartial': 'Je gedeeltelijke terugbetaling',
    'refunded.introduction': 'We hebben {amount} terugbetaald voor je bestelling.',
    'refunded.introductionPartial': 'We hebben een deel van je bestelling terugbetaald: {amount}.',
    'refunded.introductionFull': 'We hebben je bestelling volledig terugbetaald: {amount}.',
    'refunded.introductionNoPrices': 'We hebben een terugbetaling gedaan voor je bestelling.',
    'refunded.amount': 'Terugbetaald bedrag',
    'refunded.reason': 'Reden',
    'refunded.toMethod': 'Terugbetaald naar',
    'refunded.items': 'Terugbetaalde artikelen',

    'order.number': 'Bestelnummer',
    'order.date': 'Besteldatum',
    'order.deliveryMethod': 'Levering',
    'order.estimatedDelivery': 'Verwachte bezorging',
    'order.estimatedPickup': 'Verwacht afhaalmoment',
    'order.expectedBy': 'Uiterlijk {date}',
    'order.view': 'Bekijk je bestelling',
    'order.summary': 'Overzicht van je bestelling',
    'order.sku': 'Artikelnr. {sku}',
    'order.quantity': 'Aantal: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': { one: '{count} artikel', other: '{count} artikelen' },
    'order.moreItems': { one: 'en nog {count} artikel', other: 'en nog {count} artikelen' },
    'order.restOnline': 'De volledige lijst vind je online bij je bestelling.',
    'order.restInText': 'De volledige lijst staat in de tekstversie van deze e-mail.',
    'order.shippingAddress': 'Bezorgadres',
    'order.billingAddress': 'Factuuradres',
    'order.sameAsShipping': 'Gelijk aan het bezorgadres',
    'order.notes': 'Goed om te weten',
    'order.payment': 'Betaling',
    'payment.ending': '{method} eindigend op {last4}',

    'delivery.ship': 'Verzending',
    'delivery.pickup': 'Afhalen',
    'delivery.digital': 'Digitale levering',

    'pickup.place': 'Afhaallocatie',
    'pickup.hours': 'Openingstijden',

    'digital.item': 'Digitaal artikel',
    'digital.download': 'Downloaden',
    'digital.downloadItem': '{item} downloaden',

    'gift.heading': 'Deze bestelling is een cadeau',
    'gift.for': 'Voor {recipientName}',
    'gift.message': 'Bericht bij het cadeau',
    'gift.pricesHidden': 'In deze e-mail staan geen prijzen.',

    'amounts.subtotal': 'Subtotaal',
    'amounts.shipping': 'Verzendkosten',
    'amounts.tax': 'Btw',
    'amounts.taxIncluded': 'Inclusief btw',
    'amounts.discount': 'Korting',
    'amounts.discountWithCode': 'Korting ({code})',
    'amounts.total': 'Totaal',

    'help.question': 'Vragen over je bestelling?',
    'help.writeTo': 'Mail ons op {address}',
    'help.reply': 'Beantwoord gewoon deze e-mail.',
    'help.visit': 'Bekijk onze hulppagina’s',

    'footer.reason':
      'Je ontvangt deze e-mail op {customerEmail} omdat met dit adres een bestelling is geplaatst bij {shop}. ' +
      'De e-mail gaat alleen over deze bestelling en is geen reclame.',
  },
};
