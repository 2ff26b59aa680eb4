import type { Messages } from './messages.ts';

const items = (count: number, text: string) => (count === 1 ? `${text} item` : `${text} items`);

export const en: Messages = {
  language: 'en',
  direction: 'ltr',

  confirmation: {
    subject: (shop, orderId) => `Your ${shop} order ${orderId} is confirmed`,
    preheader: (orderId, itemCount, total) => `Order ${orderId}: ${itemCount}, ${total} in total.`,
    heading: 'Your order is confirmed',
    greeting: (customerName) => `Hello ${customerName},`,
    introduction: 'Thank you for your order. Here is a summary for your records.',
    reason: (shop, customerEmail) =>
      `You are receiving this email at ${customerEmail} because an order was placed with this address at ${shop}. ` +
      'It is about this order only and is not advertising.',
  },

  order: {
    number: 'Order number',
    date: 'Order date',
    estimatedDelivery: 'Estimated delivery',
    view: 'View your order',
    summary: 'Order summary',
    sku: 'SKU',
    quantity: (count, unitPrice) => (unitPrice ? `Qty ${count} × ${unitPrice}` : `Qty ${count}`),
    shippingAddress: 'Shipping address',
    items,
    moreItems: (count, text) => `and ${text} more ${count === 1 ? 'item' : 'items'}`,
    restOnline: 'The complete list is in your order online.',
    restInText: 'The complete list is in the plain text version of this email.',
  },

  amounts: {
    subtotal: 'Subtotal',
    shipping: 'Shipping',
    tax: 'Tax',
    taxIncluded: 'Including tax',
    discount: 'Discount',
    total: 'Total',
  },

  help: {
    question: 'Questions about your order?',
    writeTo: 'Write to us at',
    reply: 'Just reply to this email.',
  },
};
