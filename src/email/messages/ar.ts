import type { Language } from './messages.ts';

/**
 * Modern Standard Arabic. Buttons and requests are verbal nouns, and "you" is only a suffix, since a verb would tell the
 * customer's gender. Arabic comma (،) and question mark (؟). "طلب", "منتج", "شحنة", "استرداد"; the counts one and two are words.
 */
export const ar: Language = {
  tag: 'ar',
  direction: 'rtl',
  colon: ': ',
  gap: ' ',
  messages: {
    'layout.email': 'رسالة',
    greeting: 'مرحبًا {customerName}،',

    'confirmation.subject': 'تم تأكيد طلبك {orderId} من {shop}',
    'confirmation.preheader': 'الطلب {orderId}: {items}، الإجمالي {total}.',
    'confirmation.preheaderNoPrices': 'الطلب {orderId}: {items}.',
    'confirmation.heading': 'تم تأكيد طلبك',
    'confirmation.introduction': 'شكرًا على طلبك. فيما يلي ملخص الطلب للاحتفاظ به.',

    'shipped.subject': 'طلبك {orderId} من {shop} في الطريق',
    'shipped.subjectPartial': 'جزء من طلبك {orderId} من {shop} في الطريق',
    'shipped.preheader': 'تم شحن الطلب {orderId}.',
    'shipped.preheaderExpected': 'تم شحن الطلب {orderId}. التسليم المتوقع: {date}.',
    'shipped.preheaderPartial': 'تم شحن جزء من الطلب {orderId}.',
    'shipped.preheaderPartialExpected': 'تم شحن جزء من الطلب {orderId}. التسليم المتوقع: {date}.',
    'shipped.heading': 'طلبك في الطريق',
    'shipped.headingPartial': 'جزء من طلبك في الطريق',
    'shipped.introduction': 'خبر سار: تم شحن طلبك.',
    'shipped.introductionPartial': 'خبر سار: تم شحن جزء من طلبك. تُشحن المنتجات الأخرى بشكل منفصل.',
    'shipped.carrier': 'شركة الشحن',
    'shipped.trackingNumber': 'رقم التتبع',
    'shipped.track': 'تتبع الشحنة',
    'shipped.items': 'محتويات هذه الشحنة',

    'cancelled.subject': 'تم إلغاء طلبك {orderId} من {shop}',
    'cancelled.preheader': 'تم إلغاء الطلب {orderId}.',
    'cancelled.preheaderRefund': 'تم إلغاء الطلب {orderId}. مبلغ الاسترداد: {amount}.',
    'cancelled.heading': 'تم إلغاء طلبك',
    'cancelled.introduction': 'لقد ألغينا الطلب المبيّن أدناه.',
    'cancelled.reason': 'السبب',
    'cancelled.refundTotal': 'مبلغ الاسترداد',

    'refunded.subject': 'استرداد مبلغ طلبك {orderId} من {shop}',
    'refunded.subjectPartial': 'استرداد جزئي لمبلغ طلبك {orderId} من {shop}',
    'refunded.preheader': 'استرداد مبلغ {amount} عن الطلب {orderId}.',
    'refunded.preheaderNoPrices': 'استرداد مبلغ عن الطلب {orderId}.',
    'refunded.heading': 'استرداد المبلغ',
    'refunded.headingPartial': 'استرداد جزئي للمبلغ',
    'refunded.introduction': 'لقد رددنا مبلغ {amount} عن طلبك.',
    'refunded.introductionPartial': 'لقد رددنا جزءًا من قيمة طلبك: {amount}.',
    'refunded.introductionFull': 'لقد رددنا قيمة طلبك كاملةً: {amount}.',
    'refunded.introductionNoPrices': 'لقد رددنا مبلغًا عن طلبك.',
    'refunded.amount': 'مبلغ الاسترداد',
    'refunded.reason': 'السبب',
    'refunded.toMethod': 'وسيلة الاسترداد',
    'refunded.items': 'المنتجات المشمولة بالاسترداد',

    'order.number': 'رقم الطلب',
    'order.date': 'تاريخ الطلب',
    'order.deliveryMethod': 'طريقة التسليم',
    'order.estimatedDelivery': 'التسليم المتوقع',
    'order.estimatedPickup': 'موعد الاستلام المتوقع',
    'order.expectedBy': 'في موعد أقصاه {date}',
    'order.view': 'عرض الطلب',
    'order.summary': 'ملخص الطلب',
    'order.sku': 'رمز المنتج: {sku}',
    'order.quantity': 'الكمية: {count}',
    'order.quantityAt': '{count} × {unitPrice}',
    'order.items': {
      zero: 'لا منتجات',
      one: 'منتج واحد',
      two: 'منتجان',
      few: '{count} منتجات',
      many: '{count} منتجًا',
      other: '{count} منتج',
    },
    'order.moreItems': {
      zero: 'ولا منتجات أخرى',
      one: 'ومنتج واحد آخر',
      two: 'ومنتجان آخران',
      few: 'و{count} منتجات أخرى',
      many: 'و{count} منتجًا آخر',
      other: 'و{count} منتج آخر',
    },
    'order.restOnline': 'القائمة الكاملة متاحة في طلبك على الإنترنت.',
    'order.restInText': 'القائمة الكاملة متاحة في النسخة النصية من هذه الرسالة.',
    'order.shippingAddress': 'عنوان الشحن',
    'order.billingAddress': 'عنوان الفوترة',
    'order.sameAsShipping': 'مطابق لعنوان الشحن',
    'order.notes': 'معلومات مفيدة',
    'order.payment': 'طريقة الدفع',
    'payment.ending': '{method}، آخر أربعة أرقام: {last4}',

    'delivery.ship': 'شحن',
    'delivery.pickup': 'استلام شخصي',
    'delivery.digital': 'تسليم رقمي',

    'pickup.place': 'مكان الاستلام',
    'pickup.hours': 'ساعات العمل',

    'digital.item': 'منتج رقمي',
    'digital.download': 'تنزيل',
    'digital.downloadItem': 'تنزيل {item}',

    'gift.heading': 'هذا الطلب هدية',
    'gift.for': 'إلى {recipientName}',
    'gift.message': 'رسالة الهدية',
    'gift.pricesHidden': 'لا تظهر الأسعار في هذه الرسالة.',

    'amounts.subtotal': 'المجموع الفرعي',
    'amounts.shipping': 'الشحن',
    'amounts.tax': 'الضريبة',
    'amounts.taxIncluded': 'شامل ضريبة بقيمة',
    'amounts.discount': 'الخصم',
    'amounts.discountWithCode': 'الخصم ({code})',
    'amounts.total': 'الإجمالي',

    'help.question': 'هل لديك أسئلة عن طلبك؟',
    'help.writeTo': 'يمكنك مراسلتنا على {address}',
    'help.reply': 'يكفي الرد على هذه الرسالة.',
    'help.visit': 'زيارة صفحات المساعدة',

    'footer.reason':
      'وصلتك هذه الرسالة على {customerEmail} لأنه تم تقديم طلب باستخدام هذا العنوان لدى {shop}. ' +
      'وهي تخص هذا الطلب وحده وليست إعلانًا.',
  },
};
