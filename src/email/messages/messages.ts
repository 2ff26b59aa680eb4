/**
 * Every word of the mails in one language. A language is one file that fills this in, so a missing message does not compile.
 * Values arrive formatted; `count` comes twice, as the number that decides the plural and as its text.
 */
export interface Messages {
  /** BCP 47 tag of the words themselves. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';

  readonly confirmation: {
    subject(shop: string, orderId: string): string;
    /** The line that inboxes show after the subject. */
    preheader(orderId: string, items: string, total: string): string;
    readonly heading: string;
    greeting(customerName: string): string;
    readonly introduction: string;
    /** Why the mail was sent, as the law in many countries asks for. */
    reason(shop: string, customerEmail: string): string;
  };

  readonly order: {
    readonly number: string;
    readonly date: string;
    readonly estimatedDelivery: string;
    readonly view: string;
    readonly summary: string;
    readonly sku: string;
    /** `unitPrice` is absent where the price of the line says the same. */
    quantity(count: string, unitPrice: string | undefined): string;
    readonly shippingAddress: string;
    items(count: number, text: string): string;
    /** Closes a list that was cut short. */
    moreItems(count: number, text: string): string;
    readonly restOnline: string;
    readonly restInText: string;
  };

  readonly amounts: {
    readonly subtotal: string;
    readonly shipping: string;
    readonly tax: string;
    readonly taxIncluded: string;
    readonly discount: string;
    readonly total: string;
  };

  readonly help: {
    readonly question: string;
    /** Followed by the address. */
    readonly writeTo: string;
    readonly reply: string;
  };
}
