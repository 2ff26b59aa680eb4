/** An order that has waited longer needs a person: alarm and dashboard. */
export const ORDER_AGE_LIMIT_SECONDS = 300;

/** So soon an order is to be mailed: shown on the dashboard. */
export const ORDER_AGE_AIM_SECONDS = 30;

/**
 * What share of mails may bounce, and what share of recipients complain, in percent. AWS reviews an account from 5 % and 0.1 % on
 * ("Amazon SES: reputation metrics"); 2 % is what it asks senders to stay below.
 */
export const BOUNCE_WARNING_PERCENT = 2;
export const BOUNCE_LIMIT_PERCENT = 5;
export const COMPLAINT_LIMIT_PERCENT = 0.1;
