import type { Language } from './messages.ts';

/**
 * Addresses the customer as "tú", with words that Spain and Latin America share. The greeting ends in a colon. "Pedido",
 * "artículo", "envío", "reembolso"; "impuestos", since not every country calls its tax IVA.
 */
export const es: Language = {
  tag: 'es',
  direction: 'ltr',
  colon: ': ',
  gap: ' ',
  messages: {
    'layout.email': 'correo',
    greeting: 'Hola, {customerName}:',

    'confirmation.subject': 'Tu pedido {orderId} en {shop} está confirmado',
    'confirmation.preheader': 'Pedido {orderId}: {items}, {total} en total.',
    'confirmation.preheaderNoPrices': 'Pedido {orderId}: {items}.',
    'confirmation.heading': 'Tu pedido está confirmado',
    'confirmation.introduction': 'Gracias por tu pedido. Aquí tienes el resumen para que lo conserves.',

    'shipped.subject': 'Tu pedido {orderId} en {shop} está en camino',
    'shipped.subjectPartial': 'Parte de tu pedido {orderId} en {shop} está en camino',
    'shipped.preheader': 'Hemos enviado el pedido {orderId}.',
    'shipped.preheaderExpected': 'Hemos enviado el pedido {orderId}. Entrega estimada: {date}.',
    'shipped.preheaderPartial': 'Hemos enviado parte del pedido {orderId}.',
    'shipped.preheaderPartialExpected': 'Hemos enviado parte del pedido {orderId}. Entrega estimada: {date}.',
    'shipped.heading': 'Tu pedido está en camino',
    'shipped.headingPartial': 'Parte de tu pedido está en camino',
    'shipped.introduction': 'Buenas noticias: hemos enviado tu pedido.',
    'shipped.introductionPartial':
      'Buenas noticias: hemos enviado parte de tu pedido. Los demás artículos van por separado.',
    'shipped.carrier': 'Transportista',
    'shipped.trackingNumber': 'Número de seguimiento',
    'shipped.track': 'Seguir el envío',
    'shipped.items': 'En este envío',

    'cancelled.subject': 'Tu pedido {orderId} en {shop} se ha cancelado',
    'cancelled.preheader': 'El pedido {orderId} se ha cancelado.',
    'cancelled.preheaderRefund': 'El pedido {orderId} se ha cancelado. Reembolso: {amount}.',
    'cancelled.heading': 'Tu pedido se ha cancelado',
    'cancelled.introduction': 'Hemos cancelado el siguiente pedido.',
    'cancelled.reason': 'Motivo',
    'cancelled.refundTotal': 'Reembolso',

    'refunded.subject': 'Reembolso de tu pedido {orderId} en {shop}',
    'refunded.subjectPartial': 'Reembolso parcial de tu pedido {orderId} en {shop}',
    'refunded.preheader': 'Reembolso de {amount} por el pedido {orderId}.',
    'refunded.preheaderNoPrices': 'Reembolso por el pedido {orderId}.',
    'refunded.heading': 'Tu reembolso',
    'refunded.headingPartial': 'Tu reembolso parcial',
    'refunded.introduction': 'Hemos emitido un reembolso de {amount} por tu pedido.',
    'refunded.introductionPartial': 'Hemos emitido un reembolso parcial de {amount} por tu pedido.',
    'refunded.introductionFull': 'Hemos reembolsado el importe íntegro de tu pedido: {amount}.',
    'refunded.introductionNoPrices': 'Hemos emitido un reembolso por tu pedido.',
    'refunded.amount': 'Importe del reembolso',
    'refunded.reason': 'Motivo',
    'refunded.toMethod': 'Forma de reembolso',
    'refunded.items': 'Artículos reembolsados',

    'order.number': 'Número de pedido',
    'order.date': 'Fecha del pedido',
    'order.deliveryMethod': 'Método de entrega',
    'order.estimatedDelivery': 'Entrega estimada',
    'order.estimatedPickup': 'Recogida estimada',
    'order.expectedBy': 'A más tardar el {date}',
    'order.view': 'Ver el pedido',
    'order.summary': 'Resumen del pedido',
    'order.sku': 'Ref. {sku}',
    'order.quantity': 'Cantidad: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': { one: '{count} artículo', many: '{count} de artículos', other: '{count} artículos' },
    'order.moreItems': {
      one: 'y {count} artículo más',
      many: 'y {count} de artículos más',
      other: 'y {count} artículos más',
    },
    'order.restOnline': 'La lista completa está en tu pedido en línea.',
    'order.restInText': 'La lista completa está en la versión de texto de este correo.',
    'order.shippingAddress': 'Dirección de envío',
    'order.billingAddress': 'Dirección de facturación',
    'order.sameAsShipping': 'La misma que la de envío',
    'order.notes': 'Información útil',
    'order.payment': 'Pago',
    'payment.ending': '{method} que termina en {last4}',

    'delivery.ship': 'Envío',
    'delivery.pickup': 'Recogida',
    'delivery.digital': 'Entrega digital',

    'pickup.place': 'Lugar de recogida',
    'pickup.hours': 'Horario de apertura',

    'digital.item': 'Artículo digital',
    'digital.download': 'Descargar',
    'digital.downloadItem': 'Descargar {item}',

    'gift.heading': 'Este pedido es un regalo',
    'gift.for': 'Para {recipientName}',
    'gift.message': 'Mensaje del regalo',
    'gift.pricesHidden': 'Este correo no muestra los precios.',

    'amounts.subtotal': 'Subtotal',
    'amounts.shipping': 'Envío',
    'amounts.tax': 'Impuestos',
    'amounts.taxIncluded': 'Impuestos incluidos',
    'amounts.discount': 'Descuento',
    'amounts.discountWithCode': 'Descuento ({code})',
    'amounts.total': 'Total',

    'help.question': '¿Tienes preguntas sobre tu pedido?',
    'help.writeTo': 'Escríbenos a {address}',
    'help.reply': 'Solo tienes que responder a este correo.',
    'help.visit': 'Visita nuestras páginas de ayuda',

    'footer.reason':
      'Recibes este correo en {customerEmail} porque se ha hecho un pedido con esta dirección en {shop}. ' +
      'Trata únicamente de ese pedido y no es publicidad.',
  },
};
