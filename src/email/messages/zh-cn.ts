import type { Language } from './messages.ts';

/**
 * Addresses the customer as 您, with full-width punctuation and no spaces, which would be wrong beside a Chinese name.
 * Subjects open with the shop in 【】. The price of one comes before the count. 订单, 商品, 发货, 退款.
 */
export const zhCN: Language = {
  tag: 'zh-CN',
  direction: 'ltr',
  colon: '：',
  gap: '',
  messages: {
    'layout.email': '邮件',
    greeting: '{customerName}，您好！',

    'confirmation.subject': '【{shop}】您的订单已确认（订单号：{orderId}）',
    'confirmation.preheader': '订单{orderId}：{items}，合计{total}。',
    'confirmation.preheaderNoPrices': '订单{orderId}：{items}。',
    'confirmation.heading': '您的订单已确认',
    'confirmation.introduction': '感谢您的订购。以下是订单明细，供您留存。',

    'shipped.subject': '【{shop}】您的订单已发货（订单号：{orderId}）',
    'shipped.subjectPartial': '【{shop}】您的订单已部分发货（订单号：{orderId}）',
    'shipped.preheader': '订单{orderId}已发货。',
    'shipped.preheaderExpected': '订单{orderId}已发货，预计送达：{date}。',
    'shipped.preheaderPartial': '订单{orderId}已部分发货。',
    'shipped.preheaderPartialExpected': '订单{orderId}已部分发货，预计送达：{date}。',
    'shipped.heading': '您的订单已发货',
    'shipped.headingPartial': '您的订单已部分发货',
    'shipped.introduction': '好消息：您订购的商品已发出。',
    'shipped.introductionPartial': '好消息：您订购的部分商品已发出，其余商品分开发货。',
    'shipped.carrier': '物流公司',
    'shipped.trackingNumber': '运单号',
    'shipped.track': '查看物流',
    'shipped.items': '本次发货商品',

    'cancelled.subject': '【{shop}】您的订单已取消（订单号：{orderId}）',
    'cancelled.preheader': '订单{orderId}已取消。',
    'cancelled.preheaderRefund': '订单{orderId}已取消，退款金额：{amount}。',
    'cancelled.heading': '您的订单已取消',
    'cancelled.introduction': '我们已取消以下订单。',
    'cancelled.reason': '取消原因',
    'cancelled.refundTotal': '退款金额',

    'refunded.subject': '【{shop}】退款通知（订单号：{orderId}）',
    'refunded.subjectPartial': '【{shop}】部分退款通知（订单号：{orderId}）',
    'refunded.preheader': '订单{orderId}已退款：{amount}。',
    'refunded.preheaderNoPrices': '订单{orderId}已退款。',
    'refunded.heading': '退款通知',
    'refunded.headingPartial': '部分退款通知',
    'refunded.introduction': '我们已为您的订单办理退款：{amount}。',
    'refunded.introductionPartial': '我们已为您的订单办理部分退款：{amount}。',
    'refunded.introductionFull': '我们已为您的订单办理全额退款：{amount}。',
    'refunded.introductionNoPrices': '我们已为您的订单办理退款。',
    'refunded.amount': '退款金额',
    'refunded.reason': '退款原因',
    'refunded.toMethod': '退款至',
    'refunded.items': '退款商品',

    'order.number': '订单号',
    'order.date': '下单日期',
    'order.deliveryMethod': '配送方式',
    'order.estimatedDelivery': '预计送达',
    'order.estimatedPickup': '预计可取货',
    'order.expectedBy': '最晚{date}',
    'order.view': '查看订单',
    'order.summary': '订单明细',
    'order.sku': '商品编码：{sku}',
    'order.quantity': '数量：{count}',
    'order.quantityAt': '{unitPrice}×{count}',
    'order.items': { other: '{count}件商品' },
    'order.moreItems': { other: '另有{count}件商品' },
    'order.restOnline': '完整清单请在线查看订单。',
    'order.restInText': '完整清单请见本邮件的纯文本版本。',
    'order.shippingAddress': '收货地址',
    'order.billingAddress': '账单地址',
    'order.sameAsShipping': '与收货地址相同',
    'order.notes': '温馨提示',
    'order.payment': '支付方式',
    'payment.ending': '{method}（尾号{last4}）',

    'delivery.ship': '快递配送',
    'delivery.pickup': '自提',
    'delivery.digital': '在线交付',

    'pickup.place': '自提地点',
    'pickup.hours': '营业时间',

    'digital.item': '数字商品',
    'digital.download': '下载',
    'digital.downloadItem': '下载{item}',

    'gift.heading': '此订单为礼品',
    'gift.for': '赠予{recipientName}',
    'gift.message': '赠言',
    'gift.pricesHidden': '本邮件不显示价格。',

    'amounts.subtotal': '小计',
    'amounts.shipping': '运费',
    'amounts.tax': '税费',
    'amounts.taxIncluded': '其中税费',
    'amounts.discount': '优惠',
    'amounts.discountWithCode': '优惠（{code}）',
    'amounts.total': '合计',

    'help.question': '对订单有疑问？',
    'help.writeTo': '请发邮件至{address}',
    'help.reply': '直接回复本邮件即可。',
    'help.visit': '访问帮助页面',

    'footer.reason':
      '您收到本邮件，是因为在{shop}下单时使用了邮箱{customerEmail}。' + '本邮件仅涉及该订单，并非广告。',
  },
};
