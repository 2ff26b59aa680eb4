import { text } from '#contract/order-event-fields.ts';

/** Characters that the name of who acts may have. With the reason's it keeps a resend's item within its kilobyte. */
export const NAME_LENGTH = 100;
/** Characters that the reason may have. */
export const REASON_LENGTH = 200;

/** Who acts. */
export const operatorName = text(NAME_LENGTH);
/** Why. */
export const operatorReason = text(REASON_LENGTH);
