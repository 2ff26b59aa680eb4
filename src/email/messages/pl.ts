import type { Language } from './messages.ts';

/**
 * Addresses the customer directly, with upper-case "Twoje", and tells nobody's gender. Names stay in the nominative: after a
 * colon, or after "sklep", which takes the case ending. A no-break space (U+00A0) follows one-letter words, which may not end a
 * line. "Zamówienie", "produkt", "przesyłka", "zwrot pieniędzy" (a bare "zwrot" would be goods sent back).
 */
export const pl: Language = {
  tag: 'pl',
  direction: 'ltr',
  colon: ': ',
  gap: ' ',
  messages: {
    'layout.email': 'wiadomość',
    greeting: 'Dzień dobry, {customerName}!',

    'confirmation.subject': 'Twoje zamówienie {orderId} ze sklepu {shop} zostało potwierdzone',
    'confirmation.preheader': 'Zamówienie {orderId}: {items}, razem {total}.',
    'confirmation.preheaderNoPrices': 'Zamówienie {orderId}: {items}.',
    'confirmation.heading': 'Twoje zamówienie zostało potwierdzone',
    'confirmation.introduction':
      'Dziękujemy za zamówienie. Poniżej znajdziesz podsumowanie, które warto zachować.',

    'shipped.subject': 'Twoje zamówienie {orderId} ze sklepu {shop} jest w\u00a0drodze',
    'shipped.subjectPartial': 'Część Twojego zamówienia {orderId} ze sklepu {shop} jest w\u00a0drodze',
    'shipped.preheader': 'Zamówienie {orderId} zostało wysłane.',
    'shipped.preheaderExpected': 'Zamówienie {orderId} zostało wysłane. Przewidywana dostawa: {date}.',
    'shipped.preheaderPartial': 'Część zamówienia {orderId} została wysłana.',
    'shipped.preheaderPartialExpected':
      'Część zamówienia {orderId} została wysłana. Przewidywana dostawa: {date}.',
    'shipped.heading': 'Twoje zamówienie jest w\u00a0drodze',
    'shipped.headingPartial': 'Część Twojego zamówienia jest w\u00a0drodze',
    'shipped.introduction': 'Dobra wiadomość: Twoje zamówienie zostało wysłane.',
    'shipped.introductionPartial':
      'Dobra wiadomość: część Twojego zamówienia została wysłana. Pozostałe produkty wysyłamy osobno.',
    'shipped.carrier': 'Przewoźnik',
    'shipped.trackingNumber': 'Numer przesyłki',
    'shipped.track': 'Śledź przesyłkę',
    'shipped.items': 'W\u00a0tej przesyłce',

    'cancelled.subject': 'Twoje zamówienie {orderId} ze sklepu {shop} zostało anulowane',
    'cancelled.preheader': 'Zamówienie {orderId} zostało anulowane.',
    'cancelled.preheaderRefund': 'Zamówienie {orderId} zostało anulowane. Zwrot pieniędzy: {amount}.',
    'cancelled.heading': 'Twoje zamówienie zostało anulowane',
    'cancelled.introduction': 'Anulowaliśmy poniższe zamówienie.',
    'cancelled.reason': 'Powód',
    'cancelled.refundTotal': 'Zwrot pieniędzy',

    'refunded.subject': 'Zwrot pieniędzy za zamówienie {orderId} ze sklepu {shop}',
    'refunded.subjectPartial': 'Częściowy zwrot pieniędzy za zamówienie {orderId} ze sklepu {shop}',
    'refunded.preheader': 'Zwrot pieniędzy za zamówienie {orderId}: {amount}.',
    'refunded.preheaderNoPrices': 'Zwrot pieniędzy za zamówienie {orderId}.',
    'refunded.heading': 'Zwrot pieniędzy',
    'refunded.headingPartial': 'Częściowy zwrot pieniędzy',
    'refunded.introduction': 'Zwróciliśmy pieniądze za Twoje zamówienie: {amount}.',
    'refunded.introductionPartial': 'Zwróciliśmy część pieniędzy za Twoje zamówienie: {amount}.',
    'refunded.introductionFull': 'Zwróciliśmy całą kwotę za Twoje zamówienie: {amount}.',
    'refunded.introductionNoPrices': 'Zwróciliśmy pieniądze za Twoje zamówienie.',
    'refunded.amount': 'Kwota zwrotu',
    'refunded.reason': 'Powód',
    'refunded.toMethod': 'Sposób zwrotu',
    'refunded.items': 'Produkty objęte zwrotem',

    'order.number': 'Numer zamówienia',
    'order.date': 'Data zamówienia',
    'order.deliveryMethod': 'Sposób dostawy',
    'order.estimatedDelivery': 'Przewidywana dostawa',
    'order.estimatedPickup': 'Przewidywany odbiór',
    'order.expectedBy': 'Do {date}',
    'order.view': 'Zobacz zamówienie',
    'order.summary': 'Podsumowanie zamówienia',
    'order.sku': 'Nr produktu: {sku}',
    'order.quantity': 'Ilość: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': {
      one: '{count} produkt',
      few: '{count} produkty',
      many: '{count} produktów',
      other: '{count} produktu',
    },
    'order.moreItems': {
      one: 'i\u00a0jeszcze {count} produkt',
      few: 'i\u00a0jeszcze {count} produkty',
      many: 'i\u00a0jeszcze {count} produktów',
      other: 'i\u00a0jeszcze {count} produktu',
    },
    'order.restOnline': 'Pełną listę znajdziesz w\u00a0swoim zamówieniu online.',
    'order.restInText': 'Pełna lista jest w\u00a0wersji tekstowej tej wiadomości.',
    'order.shippingAddress': 'Adres dostawy',
    'order.billingAddress': 'Adres rozliczeniowy',
    'order.sameAsShipping': 'Taki sam jak adres dostawy',
    'order.notes': 'Warto wiedzieć',
    'order.payment': 'Płatność',
    'payment.ending': '{method}, ostatnie cyfry: {last4}',

    'delivery.ship': 'Wysyłka',
    'delivery.pickup': 'Odbiór osobisty',
    'delivery.digital': 'Dostawa elektroniczna',

    'pickup.place': 'Miejsce odbioru',
    'pickup.hours': 'Godziny otwarcia',

    'digital.item': 'Produkt cyfrowy',
    'digital.download': 'Pobierz',
    'digital.downloadItem': 'Pobierz: {item}',

    'gift.heading': 'To zamówienie jest prezentem',
    'gift.for': 'Dla: {recipientName}',
    'gift.message': 'Wiadomość do prezentu',
    'gift.pricesHidden': 'W\u00a0tej wiadomości nie podajemy cen.',

    'amounts.subtotal': 'Wartość produktów',
    'amounts.shipping': 'Dostawa',
    'amounts.tax': 'Podatek VAT',
    'amounts.taxIncluded': 'W\u00a0tym podatek VAT',
    'amounts.discount': 'Rabat',
    'amounts.discountWithCode': 'Rabat ({code})',
    'amounts.total': 'Razem',

    'help.question': 'Masz pytania dotyczące zamówienia?',
    'help.writeTo': 'Napisz do nas na adres {address}',
    'help.reply': 'Po prostu odpowiedz na tę wiadomość.',
    'help.visit': 'Odwiedź nasze strony pomocy',

    'footer.reason':
      'Ta wiadomość trafiła na adres {customerEmail}, ponieważ podano go przy zamówieniu w\u00a0sklepie {shop}. ' +
      'Dotyczy wyłącznie tego zamówienia i\u00a0nie jest reklamą.',
  },
};
