/** So soon an order is to be mailed: alarm and dashboard. */
export const ORDER_AGE_LIMIT_SECONDS = 30;

/** For so many minutes in a row orders may be older, as in a burst, before a person is called. */
export const ORDER_AGE_LIMIT_MINUTES = 5;

/**
 * What share of mails may bounce, and what share of recipients complain, in percent. AWS reviews an account from 5 % and 0.1 % on
 * ("Amazon SES: reputation metrics"); 2 % is what it asks senders to stay below.
 */
export const BOUNCE_WARNING_PERCENT = 2;
export const BOUNCE_LIMIT_PERCENT = 5;
export const COMPLAINT_LIMIT_PERCENT = 0.1;
