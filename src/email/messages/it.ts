import type { Language } from './messages.ts';

/**
 * Addresses the customer as "tu". No article stands before a date, for it would depend on the day: "il 7", but "l’8".
 * "Ordine", "articolo", "spedizione", "rimborso"; tax is "IVA".
 */
export const it: Language = {
  tag: 'it',
  direction: 'ltr',
  colon: ': ',
  gap: ' ',
  messages: {
    'layout.email': 'e-mail',
    greeting: 'Ciao {customerName},',

    'confirmation.subject': 'Il tuo ordine {orderId} su {shop} è confermato',
    'confirmation.preheader': 'Ordine {orderId}: {items}, {total} in totale.',
    'confirmation.preheaderNoPrices': 'Ordine {orderId}: {items}.',
    'confirmation.heading': 'Il tuo ordine è confermato',
    'confirmation.introduction': 'Grazie per il tuo ordine. Ecco il riepilogo da conservare.',

    'shipped.subject': 'Il tuo ordine {orderId} su {shop} è in viaggio',
    'shipped.subjectPartial': 'Una parte del tuo ordine {orderId} su {shop} è in viaggio',
    'shipped.preheader': 'L’ordine {orderId} è stato spedito.',
    'shipped.preheaderExpected': 'L’ordine {orderId} è stato spedito. Consegna prevista: {date}.',
    'shipped.preheaderPartial': 'Una parte dell’ordine {orderId} è stata spedita.',
    'shipped.preheaderPartialExpected':
      'Una parte dell’ordine {orderId} è stata spedita. Consegna prevista: {date}.',
    'shipped.heading': 'Il tuo ordine è in viaggio',
    'shipped.headingPartial': 'Una parte del tuo ordine è in viaggio',
    'shipped.introduction': 'Buone notizie: il tuo ordine è stato spedito.',
    'shipped.introductionPartial':
      'Buone notizie: una parte del tuo ordine è stata spedita. Gli altri articoli viaggiano separatamente.',
    'shipped.carrier': 'Corriere',
    'shipped.trackingNumber': 'Numero di tracciamento',
    'shipped.track': 'Segui la spedizione',
    'shipped.items': 'In questa spedizione',

    'cancelled.subject': 'Il tuo ordine {orderId} su {shop} è stato annullato',
    'cancelled.preheader': 'L’ordine {orderId} è stato annullato.',
    'cancelled.preheaderRefund': 'L’ordine {orderId} è stato annullato. Rimborso: {amount}.',
    'cancelled.heading': 'Il tuo ordine è stato annullato',
    'cancelled.introduction': 'Abbiamo annullato l’ordine indicato di seguito.',
    'cancelled.reason': 'Motivo',
    'cancelled.refundTotal': 'Rimborso',

    'refunded.subject': 'Rimborso per il tuo ordine {orderId} su {shop}',
    'refunded.subjectPartial': 'Rimborso parziale per il tuo ordine {orderId} su {shop}',
    'refunded.preheader': 'Rimborso di {amount} per l’ordine {orderId}.',
    'refunded.preheaderNoPrices': 'Rimborso per l’ordine {orderId}.',
    'refunded.heading': 'Il tuo rimborso',
    'refunded.headingPartial': 'Il tuo rimborso parziale',
    'refunded.introduction': 'Abbiamo emesso un rimborso di {amount} per il tuo ordine.',
    'refunded.introductionPartial': 'Abbiamo emesso un rimborso parziale di {amount} per il tuo ordine.',
    'refunded.introductionFull': 'Abbiamo rimborsato per intero il tuo ordine: {amount}.',
    'refunded.introductionNoPrices': 'Abbiamo emesso un rimborso per il tuo ordine.',
    'refunded.amount': 'Importo del rimborso',
    'refunded.reason': 'Motivo',
    'refunded.toMethod': 'Rimborsato su',
    'refunded.items': 'Articoli rimborsati',

    'order.number': 'Numero d’ordine',
    'order.date': 'Data dell’ordine',
    'order.deliveryMethod': 'Modalità di consegna',
    'order.estimatedDelivery': 'Consegna prevista',
    'order.estimatedPickup': 'Ritiro previsto',
    'order.expectedBy': 'Al più tardi: {date}',
    'order.view': 'Vedi l’ordine',
    'order.summary': 'Riepilogo dell’ordine',
    'order.sku': 'Cod. {sku}',
    'order.quantity': 'Quantità: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': { one: '{count} articolo', many: '{count} di articoli', other: '{count} articoli' },
    'order.moreItems': {
      one: 'e {count} altro articolo',
      many: 'e {count} di altri articoli',
      other: 'e {count} altri articoli',
    },
    'order.restOnline': 'L’elenco completo è nel tuo ordine online.',
    'order.restInText': 'L’elenco completo è nella versione testuale di questa e-mail.',
    'order.shippingAddress': 'Indirizzo di spedizione',
    'order.billingAddress': 'Indirizzo di fatturazione',
    'order.sameAsShipping': 'Uguale all’indirizzo di spedizione',
    'order.notes': 'Buono a sapersi',
    'order.payment': 'Pagamento',
    'payment.ending': '{method} che termina con {last4}',

    'delivery.ship': 'Spedizione',
    'delivery.pickup': 'Ritiro',
    'delivery.digital': 'Consegna digitale',

    'pickup.place': 'Punto di ritiro',
    'pickup.hours': 'Orari di apertura',

    'digital.item': 'Articolo digitale',
    'digital.download': 'Scarica',
    'digital.downloadItem': 'Scarica {item}',

    'gift.heading': 'Questo ordine è un regalo',
    'gift.for': 'Per {recipientName}',
    'gift.message': 'Messaggio per il regalo',
    'gift.pricesHidden': 'I prezzi non sono indicati in questa e-mail.',

    'amounts.subtotal': 'Subtotale',
    'amounts.shipping': 'Spedizione',
    'amounts.tax': 'IVA',
    'amounts.taxIncluded': 'Di cui IVA',
    'amounts.discount': 'Sconto',
    'amounts.discountWithCode': 'Sconto ({code})',
    'amounts.total': 'Totale',

    'help.question': 'Hai domande sul tuo ordine?',
    'help.writeTo': 'Scrivici a {address}',
    'help.reply': 'Ti basta rispondere a questa e-mail.',
    'help.visit': 'Visita le nostre pagine di assistenza',

    'footer.reason':
      'Ricevi questa e-mail all’indirizzo {customerEmail} perché è stato effettuato un ordine con questo indirizzo su {shop}. ' +
      'Riguarda esclusivamente questo ordine e non è pubblicità.',
  },
};
