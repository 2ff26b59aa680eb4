import type { Language } from './messages.ts';

/**
 * Addresses the customer as "você", and thanks without "obrigado", which would tell the writer's gender. The shop stands first
 * or after "loja", for a name alone would need "no" or "na". "Pedido", "item", "envio", "reembolso".
 */
export const ptBR: Language = {
  tag: 'pt-BR',
  direction: 'ltr',
  colon: ': ',
  gap: ' ',
  messages: {
    'layout.email': 'e-mail',
    greeting: 'Olá, {customerName}!',

    'confirmation.subject': '{shop}: seu pedido {orderId} foi confirmado',
    'confirmation.preheader': 'Pedido {orderId}: {items}, {total} no total.',
    'confirmation.preheaderNoPrices': 'Pedido {orderId}: {items}.',
    'confirmation.heading': 'Seu pedido foi confirmado',
    'confirmation.introduction': 'Agradecemos o seu pedido. Aqui está o resumo para você guardar.',

    'shipped.subject': '{shop}: seu pedido {orderId} está a caminho',
    'shipped.subjectPartial': '{shop}: parte do seu pedido {orderId} está a caminho',
    'shipped.preheader': 'O pedido {orderId} foi enviado.',
    'shipped.preheaderExpected': 'O pedido {orderId} foi enviado. Previsão de entrega: {date}.',
    'shipped.preheaderPartial': 'Parte do pedido {orderId} foi enviada.',
    'shipped.preheaderPartialExpected': 'Parte do pedido {orderId} foi enviada. Previsão de entrega: {date}.',
    'shipped.heading': 'Seu pedido está a caminho',
    'shipped.headingPartial': 'Parte do seu pedido está a caminho',
    'shipped.introduction': 'Boas notícias: seu pedido foi enviado.',
    'shipped.introductionPartial':
      'Boas notícias: parte do seu pedido foi enviada. Os demais itens vão em envios separados.',
    'shipped.carrier': 'Transportadora',
    'shipped.trackingNumber': 'Código de rastreio',
    'shipped.track': 'Rastrear o envio',
    'shipped.items': 'Neste envio',

    'cancelled.subject': '{shop}: seu pedido {orderId} foi cancelado',
    'cancelled.preheader': 'O pedido {orderId} foi cancelado.',
    'cancelled.preheaderRefund': 'O pedido {orderId} foi cancelado. Reembolso: {amount}.',
    'cancelled.heading': 'Seu pedido foi cancelado',
    'cancelled.introduction': 'Cancelamos o pedido abaixo.',
    'cancelled.reason': 'Motivo',
    'cancelled.refundTotal': 'Reembolso',

    'refunded.subject': '{shop}: reembolso do seu pedido {orderId}',
    'refunded.subjectPartial': '{shop}: reembolso parcial do seu pedido {orderId}',
    'refunded.preheader': 'Reembolso de {amount} referente ao pedido {orderId}.',
    'refunded.preheaderNoPrices': 'Reembolso referente ao pedido {orderId}.',
    'refunded.heading': 'Seu reembolso',
    'refunded.headingPartial': 'Seu reembolso parcial',
    'refunded.introduction': 'Emitimos um reembolso de {amount} referente ao seu pedido.',
    'refunded.introductionPartial': 'Emitimos um reembolso parcial de {amount} referente ao seu pedido.',
    'refunded.introductionFull': 'Reembolsamos o valor integral do seu pedido: {amount}.',
    'refunded.introductionNoPrices': 'Emitimos um reembolso referente ao seu pedido.',
    'refunded.amount': 'Valor do reembolso',
    'refunded.reason': 'Motivo',
    'refunded.toMethod': 'Forma de reembolso',
    'refunded.items': 'Itens reembolsados',

    'order.number': 'Número do pedido',
    'order.date': 'Data do pedido',
    'order.deliveryMethod': 'Forma de entrega',
    'order.estimatedDelivery': 'Previsão de entrega',
    'order.estimatedPickup': 'Previsão para retirada',
    'order.expectedBy': 'Até {date}',
    'order.view': 'Ver o pedido',
    'order.summary': 'Resumo do pedido',
    'order.sku': 'Cód. {sku}',
    'order.quantity': 'Quantidade: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': { one: '{count} item', many: '{count} de itens', other: '{count} itens' },
    'order.moreItems': {
      one: 'e mais {count} item',
      many: 'e mais {count} de itens',
      other: 'e mais {count} itens',
    },
    'order.restOnline': 'A lista completa está no seu pedido online.',
    'order.restInText': 'A lista completa está na versão em texto deste e-mail.',
    'order.shippingAddress': 'Endereço de entrega',
    'order.billingAddress': 'Endereço de cobrança',
    'order.sameAsShipping': 'Igual ao endereço de entrega',
    'order.notes': 'Bom saber',
    'order.payment': 'Pagamento',
    'payment.ending': '{method} com final {last4}',

    'delivery.ship': 'Envio',
    'delivery.pickup': 'Retirada',
    'delivery.digital': 'Entrega digital',

    'pickup.place': 'Local de retirada',
    'pickup.hours': 'Horário de funcionamento',

    'digital.item': 'Item digital',
    'digital.download': 'Baixar',
    'digital.downloadItem': 'Baixar {item}',

    'gift.heading': 'Este pedido é um presente',
    'gift.for': 'Para {recipientName}',
    'gift.message': 'Mensagem do presente',
    'gift.pricesHidden': 'Os preços não aparecem neste e-mail.',

    'amounts.subtotal': 'Subtotal',
    'amounts.shipping': 'Frete',
    'amounts.tax': 'Impostos',
    'amounts.taxIncluded': 'Impostos inclusos',
    'amounts.discount': 'Desconto',
    'amounts.discountWithCode': 'Desconto ({code})',
    'amounts.total': 'Total',

    'help.question': 'Dúvidas sobre o seu pedido?',
    'help.writeTo': 'Escreva para {address}',
    'help.reply': 'Basta responder a este e-mail.',
    'help.visit': 'Visite nossas páginas de ajuda',

    'footer.reason':
      'Você recebeu este e-mail em {customerEmail} porque um pedido foi feito com este endereço na loja {shop}. ' +
      'Ele trata apenas desse pedido e não é publicidade.',
  },
};
