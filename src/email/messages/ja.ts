import type { Language } from './messages.ts';

/**
 * Polite (です・ます, ご and お for what is the customer's), with full-width punctuation and no spaces. Subjects open with the
 * shop in 【】. The price of one comes before the count. "ご注文", "商品", "発送", "返金"; tax is "消費税".
 */
export const ja: Language = {
  tag: 'ja',
  direction: 'ltr',
  colon: '：',
  gap: '',
  messages: {
    'layout.email': 'メール',
    greeting: '{customerName}様',

    'confirmation.subject': '【{shop}】ご注文を承りました（ご注文番号：{orderId}）',
    'confirmation.preheader': 'ご注文番号：{orderId}、{items}、合計{total}。',
    'confirmation.preheaderNoPrices': 'ご注文番号：{orderId}、{items}。',
    'confirmation.heading': 'ご注文を承りました',
    'confirmation.introduction':
      'このたびはご注文いただき、誠にありがとうございます。ご注文内容は以下のとおりです。',

    'shipped.subject': '【{shop}】商品を発送しました（ご注文番号：{orderId}）',
    'shipped.subjectPartial': '【{shop}】商品の一部を発送しました（ご注文番号：{orderId}）',
    'shipped.preheader': 'ご注文{orderId}の商品を発送しました。',
    'shipped.preheaderExpected': 'ご注文{orderId}の商品を発送しました。お届け予定日：{date}。',
    'shipped.preheaderPartial': 'ご注文{orderId}の商品の一部を発送しました。',
    'shipped.preheaderPartialExpected': 'ご注文{orderId}の商品の一部を発送しました。お届け予定日：{date}。',
    'shipped.heading': '商品を発送しました',
    'shipped.headingPartial': '商品の一部を発送しました',
    'shipped.introduction': 'ご注文の商品を発送いたしました。',
    'shipped.introductionPartial': 'ご注文の商品の一部を発送いたしました。残りの商品は別便となります。',
    'shipped.carrier': '配送会社',
    'shipped.trackingNumber': '追跡番号',
    'shipped.track': '配送状況を確認する',
    'shipped.items': '今回発送した商品',

    'cancelled.subject': '【{shop}】ご注文をキャンセルしました（ご注文番号：{orderId}）',
    'cancelled.preheader': 'ご注文{orderId}をキャンセルしました。',
    'cancelled.preheaderRefund': 'ご注文{orderId}をキャンセルしました。返金額：{amount}。',
    'cancelled.heading': 'ご注文をキャンセルしました',
    'cancelled.introduction': '以下のご注文をキャンセルいたしました。',
    'cancelled.reason': 'キャンセルの理由',
    'cancelled.refundTotal': '返金額',

    'refunded.subject': '【{shop}】返金のお知らせ（ご注文番号：{orderId}）',
    'refunded.subjectPartial': '【{shop}】一部返金のお知らせ（ご注文番号：{orderId}）',
    'refunded.preheader': 'ご注文{orderId}について、{amount}を返金しました。',
    'refunded.preheaderNoPrices': 'ご注文{orderId}について、返金しました。',
    'refunded.heading': '返金のお知らせ',
    'refunded.headingPartial': '一部返金のお知らせ',
    'refunded.introduction': 'ご注文について、{amount}を返金いたしました。',
    'refunded.introductionPartial': 'ご注文の代金のうち、{amount}を返金いたしました。',
    'refunded.introductionFull': 'ご注文の代金全額（{amount}）を返金いたしました。',
    'refunded.introductionNoPrices': 'ご注文について、返金いたしました。',
    'refunded.amount': '返金額',
    'refunded.reason': '返金の理由',
    'refunded.toMethod': '返金先',
    'refunded.items': '返金対象の商品',

    'order.number': 'ご注文番号',
    'order.date': 'ご注文日',
    'order.deliveryMethod': 'お届け方法',
    'order.estimatedDelivery': 'お届け予定日',
    'order.estimatedPickup': '受け取り予定日',
    'order.expectedBy': '{date}まで',
    'order.view': 'ご注文内容を確認する',
    'order.summary': 'ご注文内容',
    'order.sku': '商品コード：{sku}',
    'order.quantity': '数量：{count}',
    'order.quantityAt': '{unitPrice}×{count}点',
    'order.items': { other: '商品{count}点' },
    'order.moreItems': { other: 'ほか{count}点' },
    'order.restOnline': 'すべての商品は、オンラインのご注文内容でご確認いただけます。',
    'order.restInText': 'すべての商品は、このメールのテキスト版に記載しています。',
    'order.shippingAddress': 'お届け先',
    'order.billingAddress': 'ご請求先',
    'order.sameAsShipping': 'お届け先と同じ',
    'order.notes': '商品についてのご案内',
    'order.payment': 'お支払い方法',
    'payment.ending': '{method}（末尾{last4}）',

    'delivery.ship': '配送',
    'delivery.pickup': '指定場所での受け取り',
    'delivery.digital': 'デジタル配信',

    'pickup.place': '受け取り場所',
    'pickup.hours': '営業時間',

    'digital.item': 'デジタル商品',
    'digital.download': 'ダウンロード',
    'digital.downloadItem': '{item}をダウンロード',

    'gift.heading': 'このご注文はギフトです',
    'gift.for': '{recipientName}様へ',
    'gift.message': 'ギフトメッセージ',
    'gift.pricesHidden': 'このメールには価格を表示していません。',

    'amounts.subtotal': '小計',
    'amounts.shipping': '送料',
    'amounts.tax': '消費税',
    'amounts.taxIncluded': 'うち消費税',
    'amounts.discount': '割引',
    'amounts.discountWithCode': '割引（{code}）',
    'amounts.total': '合計',

    'help.question': 'ご注文についてご不明な点がございましたら、お気軽にお問い合わせください。',
    'help.writeTo': 'お問い合わせ先：{address}',
    'help.reply': 'このメールにそのままご返信いただけます。',
    'help.visit': 'ヘルプページを見る',

    'footer.reason':
      'このメールは、{shop}でこのメールアドレス（{customerEmail}）を使ったご注文があったため、お送りしています。' +
      'このご注文に関するお知らせのみを目的としたもので、広告ではありません。',
  },
};
