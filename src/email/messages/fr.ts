import type { Language } from './messages.ts';

/**
 * Addresses the customer as "vous". A no-break space (U+00A0) stands before a colon, a narrow one (U+202F) before a question
 * mark. Buttons are infinitives. "Commande", "article", "envoi", "remboursement"; "taxes", since Canada has no TVA.
 */
export const fr: Language = {
  tag: 'fr',
  direction: 'ltr',
  colon: '\u00a0: ',
  gap: ' ',
  messages: {
    'layout.email': 'e-mail',
    greeting: 'Bonjour {customerName},',

    'confirmation.subject': 'Votre commande {orderId} chez {shop} est confirmée',
    'confirmation.preheader': 'Commande {orderId}\u00a0: {items}, {total} au total.',
    'confirmation.preheaderNoPrices': 'Commande {orderId}\u00a0: {items}.',
    'confirmation.heading': 'Votre commande est confirmée',
    'confirmation.introduction': 'Merci pour votre commande. En voici le récapitulatif, à conserver.',

    'shipped.subject': 'Votre commande {orderId} chez {shop} est en route',
    'shipped.subjectPartial': 'Une partie de votre commande {orderId} chez {shop} est en route',
    'shipped.preheader': 'La commande {orderId} a été expédiée.',
    'shipped.preheaderExpected': 'La commande {orderId} a été expédiée. Livraison estimée\u00a0: {date}.',
    'shipped.preheaderPartial': 'Une partie de la commande {orderId} a été expédiée.',
    'shipped.preheaderPartialExpected':
      'Une partie de la commande {orderId} a été expédiée. Livraison estimée\u00a0: {date}.',
    'shipped.heading': 'Votre commande est en route',
    'shipped.headingPartial': 'Une partie de votre commande est en route',
    'shipped.introduction': 'Bonne nouvelle\u00a0: votre commande a été expédiée.',
    'shipped.introductionPartial':
      'Bonne nouvelle\u00a0: une partie de votre commande a été expédiée. Les autres articles sont envoyés séparément.',
    'shipped.carrier': 'Transporteur',
    'shipped.trackingNumber': 'Numéro de suivi',
    'shipped.track': 'Suivre l’envoi',
    'shipped.items': 'Contenu de cet envoi',

    'cancelled.subject': 'Votre commande {orderId} chez {shop} a été annulée',
    'cancelled.preheader': 'La commande {orderId} a été annulée.',
    'cancelled.preheaderRefund': 'La commande {orderId} a été annulée. Remboursement\u00a0: {amount}.',
    'cancelled.heading': 'Votre commande a été annulée',
    'cancelled.introduction': 'Nous avons annulé la commande ci-dessous.',
    'cancelled.reason': 'Motif',
    'cancelled.refundTotal': 'Remboursement',

    'refunded.subject': 'Remboursement de votre commande {orderId} chez {shop}',
    'refunded.subjectPartial': 'Remboursement partiel de votre commande {orderId} chez {shop}',
    'refunded.preheader': 'Remboursement de {amount} pour la commande {orderId}.',
    'refunded.preheaderNoPrices': 'Remboursement pour la commande {orderId}.',
    'refunded.heading': 'Votre remboursement',
    'refunded.headingPartial': 'Votre remboursement partiel',
    'refunded.introduction': 'Nous avons effectué un remboursement de {amount} pour votre commande.',
    'refunded.introductionPartial':
      'Nous avons effectué un remboursement partiel de {amount} pour votre commande.',
    'refunded.introductionFull': 'Nous avons remboursé l’intégralité de votre commande\u00a0: {amount}.',
    'refunded.introductionNoPrices': 'Nous avons effectué un remboursement pour votre commande.',
    'refunded.amount': 'Montant remboursé',
    'refunded.reason': 'Motif',
    'refunded.toMethod': 'Remboursé sur',
    'refunded.items': 'Articles remboursés',

    'order.number': 'Numéro de commande',
    'order.date': 'Date de commande',
    'order.deliveryMethod': 'Mode de livraison',
    'order.estimatedDelivery': 'Livraison estimée',
    'order.estimatedPickup': 'Disponibilité estimée',
    'order.expectedBy': 'Au plus tard le {date}',
    'order.view': 'Voir la commande',
    'order.summary': 'Récapitulatif de la commande',
    'order.sku': 'Réf. {sku}',
    'order.quantity': 'Quantité\u00a0: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': { one: '{count} article', many: '{count} d’articles', other: '{count} articles' },
    'order.moreItems': {
      one: 'et {count} autre article',
      many: 'et {count} d’autres articles',
      other: 'et {count} autres articles',
    },
    'order.restOnline': 'La liste complète figure dans votre commande en ligne.',
    'order.restInText': 'La liste complète figure dans la version texte de cet e-mail.',
    'order.shippingAddress': 'Adresse de livraison',
    'order.billingAddress': 'Adresse de facturation',
    'order.sameAsShipping': 'Identique à l’adresse de livraison',
    'order.notes': 'Bon à savoir',
    'order.payment': 'Paiement',
    'payment.ending': '{method} se terminant par {last4}',

    'delivery.ship': 'Expédition',
    'delivery.pickup': 'Retrait sur place',
    'delivery.digital': 'Livraison numérique',

    'pickup.place': 'Lieu de retrait',
    'pickup.hours': 'Horaires d’ouverture',

    'digital.item': 'Article numérique',
    'digital.download': 'Télécharger',
    'digital.downloadItem': 'Télécharger {item}',

    'gift.heading': 'Cette commande est un cadeau',
    'gift.for': 'Pour {recipientName}',
    'gift.message': 'Message d’accompagnement',
    'gift.pricesHidden': 'Les prix ne sont pas indiqués dans cet e-mail.',

    'amounts.subtotal': 'Sous-total',
    'amounts.shipping': 'Livraison',
    'amounts.tax': 'Taxes',
    'amounts.taxIncluded': 'Taxes incluses',
    'amounts.discount': 'Remise',
    'amounts.discountWithCode': 'Remise ({code})',
    'amounts.total': 'Total',

    'help.question': 'Des questions sur votre commande\u202f?',
    'help.writeTo': 'Écrivez-nous à l’adresse {address}',
    'help.reply': 'Il vous suffit de répondre à cet e-mail.',
    'help.visit': 'Consulter nos pages d’aide',

    'footer.reason':
      'Vous recevez cet e-mail à l’adresse {customerEmail}, car elle a été indiquée lors d’une commande chez {shop}. ' +
      'Il concerne uniquement cette commande et n’est pas une publicité.',
  },
};
