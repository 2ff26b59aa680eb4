import type { EmailType } from '#contract/tracking-item.ts';

/** What a reader calls each type of email. */
export const EMAIL_TYPE_NAMES: Readonly<Record<EmailType, string>> = {
  ORDER_CONFIRMATION: 'Order confirmation',
  ORDER_SHIPPED: 'Shipping notice',
  ORDER_CANCELLED: 'Cancellation',
  ORDER_REFUNDED: 'Refund',
};
