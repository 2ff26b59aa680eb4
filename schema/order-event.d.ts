/** Exact, as text: at most 12 digits before and 4 after the point, not negative. A number, or a currency symbol in front, means the same. */
export type Amount = string | number;

export type HttpsUrl = string;

export interface PostalAddress {
  /**
   * Whom it is for.
   * @example "John Doe"
   */
  name?: string | undefined;
  /**
   * At whose address.
   * @example "Example Ltd"
   */
  company?: string | undefined;
  /**
   * Street and number, or post box.
   * @example "1 Main St"
   */
  line1: string;
  /**
   * Apartment, floor and the like.
   * @example "Apt 4"
   */
  line2?: string | undefined;
  /**
   * Town or city.
   * @example "Albany"
   */
  city?: string | undefined;
  /**
   * State, province or prefecture, where addresses have one.
   * @example "NY"
   */
  region?: string | undefined;
  /**
   * As the country writes it.
   * @example "12207"
   */
  postalCode?: string | undefined;
  /**
   * Its name, or its code.
   * @example "United States"
   */
  country?: string | undefined;
}

export interface PaymentMethod {
  /**
   * In words for the customer.
   * @example "Visa"
   */
  method: string;
  /**
   * Of the card or account. No more of the number has a field.
   * @example "4242"
   */
  last4?: string | undefined;
}

export interface OrderItem {
  /**
   * What was ordered.
   * @example "Enamel mug"
   */
  name: string;
  /**
   * How many pieces.
   * @example 2
   */
  quantity: number;
  /**
   * Of one unit, as the shop shows it.
   * @example "29.99"
   */
  price: Amount;
  /**
   * Stock keeping unit, shown with the line.
   * @example "MUG-01"
   */
  sku?: string | undefined;
  /**
   * Which of several.
   * @example "Size M, blue"
   */
  variant?: string | undefined;
  /**
   * A picture of at least 128 pixels’ width; shown 64 wide.
   * @example "https://shop.example.com/mug.png"
   */
  imageUrl?: HttpsUrl | undefined;
  /**
   * Where the item is found in the shop.
   * @example "https://shop.example.com/mug"
   */
  url?: HttpsUrl | undefined;
  /**
   * Names the brand file’s note that is shown once with the order.
   * @example "perishable"
   */
  category?: string | undefined;
  /**
   * Default: physical.
   * @example "digital"
   */
  kind?: "physical" | "digital" | undefined;
  /**
   * Where the customer gets what is delivered digitally.
   * @example "https://shop.example.com/downloads/1"
   */
  downloadUrl?: HttpsUrl | undefined;
}

export interface PartItem {
  /**
   * What was ordered.
   * @example "Enamel mug"
   */
  name: string;
  /**
   * How many pieces.
   * @example 2
   */
  quantity: number;
  /**
   * Of one unit.
   * @example "29.99"
   */
  price?: Amount | undefined;
  /**
   * Stock keeping unit, shown with the line.
   * @example "MUG-01"
   */
  sku?: string | undefined;
  /**
   * Which of several.
   * @example "Size M, blue"
   */
  variant?: string | undefined;
  /**
   * A picture of at least 128 pixels’ width; shown 64 wide.
   * @example "https://shop.example.com/mug.png"
   */
  imageUrl?: HttpsUrl | undefined;
  /**
   * Where the item is found in the shop.
   * @example "https://shop.example.com/mug"
   */
  url?: HttpsUrl | undefined;
}

/** What a shop publishes for one email. Other fields are allowed; nothing is ever done with them. */
export interface OrderEventInput {
  /**
   * What the customer knows the order by. One email is sent for each order and type, whatever is published how often.
   * @example "ORDER123456"
   */
  orderId: string;
  /**
   * One address. The part before @ is ASCII; a domain beyond ASCII is sent to in Punycode.
   * @example "customer@example.com"
   */
  customerEmail: string;
  /**
   * As the mail addresses them.
   * @example "John Doe"
   */
  customerName: string;
  /** The lines of the order, in the order in which they are shown. */
  orderItems: OrderItem[];
  /**
   * What the order costs, shown as given.
   * @example "59.98"
   */
  orderTotal: Amount;
  /**
   * With Z or an offset.
   * @example "2024-10-08T12:00:00Z"
   */
  orderTimestamp: string;
  /**
   * What the mail is about.
   * @default "ORDER_CONFIRMATION"
   * @example "ORDER_CONFIRMATION"
   */
  emailType?: "ORDER_CONFIRMATION" | "ORDER_SHIPPED" | "ORDER_CANCELLED" | "ORDER_REFUNDED" | undefined;
  /**
   * ISO 4217. Required where an amount carries another symbol than $.
   * @default "USD"
   * @example "EUR"
   */
  currency?: string | undefined;
  /**
   * BCP 47: the language of the mail and how amounts and dates are written. de_DE is read as de-DE.
   * @example "de-DE"
   */
  locale?: string | undefined;
  /**
   * Key of one of the deployment’s brands. Default: the brand file’s own default.
   * @example "acme"
   */
  brand?: string | undefined;
  /**
   * The sum of the lines, as the shop shows it.
   * @example "59.98"
   */
  subtotal?: Amount | undefined;
  /**
   * What shipping costs.
   * @example "4.90"
   */
  shipping?: Amount | undefined;
  /**
   * On top of the prices or part of them: which, the amounts say.
   * @example "9.58"
   */
  tax?: Amount | undefined;
  /**
   * What is taken off, as a positive amount.
   * @example "10.00"
   */
  discount?: Amount | undefined;
  /**
   * What the customer entered for the discount.
   * @example "SPRING10"
   */
  discountCode?: string | undefined;
  /** Where the order goes. */
  shippingAddress?: PostalAddress | undefined;
  /** Whom the invoice names. */
  billingAddress?: PostalAddress | undefined;
  /** How the order reaches the customer. */
  delivery?: {
    /**
     * Sent, picked up, or delivered digitally.
     * @example "ship"
     */
    method: "ship" | "pickup" | "digital";
    /**
     * What the shop calls it.
     * @example "Express"
     */
    name?: string | undefined;
    /** Where a pick-up order waits. */
    pickup?: {
      /**
       * Name of the shop or station.
       * @example "Market Street shop"
       */
      name: string;
      /** Where it is. */
      address?: PostalAddress | undefined;
      /**
       * In words for the customer.
       * @example "Mon–Sat 9–18"
       */
      hours?: string | undefined;
    } | undefined;
  } | undefined;
  /**
   * A day, or the first day of a range.
   * @example "2024-10-12"
   */
  estimatedDelivery?: string | undefined;
  /**
   * Makes a range; not before the first day.
   * @example "2024-10-14"
   */
  estimatedDeliveryUntil?: string | undefined;
  /** Marks the order as a gift. */
  gift?: {
    /**
     * What the giver writes; may have several lines.
     * @example "Happy birthday!\nAnn"
     */
    message?: string | undefined;
    /**
     * Who gets it.
     * @example "Jane Doe"
     */
    recipientName?: string | undefined;
    /**
     * True: no amount stands anywhere in the mail.
     * @example true
     */
    hidePrices?: boolean | undefined;
  } | undefined;
  /** How the order was paid. */
  payment?: PaymentMethod | undefined;
  /**
   * Where the customer finds the order.
   * @example "https://shop.example.com/orders/ORDER123456"
   */
  orderUrl?: HttpsUrl | undefined;
  /** Required for ORDER_SHIPPED: one parcel, or several announced together. */
  shipment?: {
    /**
     * Each shipment of an order is announced once.
     * @example "S-1"
     */
    shipmentId: string;
    /**
     * Who brings it.
     * @example "DHL"
     */
    carrier?: string | undefined;
    /**
     * As the carrier gives it.
     * @example "00340434161094042557"
     */
    trackingNumber?: string | undefined;
    /**
     * Where the customer follows it.
     * @example "https://track.example.com/00340434161094042557"
     */
    trackingUrl?: HttpsUrl | undefined;
    /** What is in it. Absent: the mail lists the lines of the order. */
    items?: PartItem[] | undefined;
    /**
     * True: other parts of the order come separately.
     * @example true
     */
    partial?: boolean | undefined;
    /**
     * Of this shipment.
     * @example "2024-10-12"
     */
    estimatedDelivery?: string | undefined;
    /**
     * Makes a range; not before the first day.
     * @example "2024-10-14"
     */
    estimatedDeliveryUntil?: string | undefined;
  } | undefined;
  /** For ORDER_CANCELLED: what is known beyond that it is cancelled. */
  cancellation?: {
    /**
     * In words for the customer.
     * @example "The mug is out of stock."
     */
    reason?: string | undefined;
    /**
     * What the customer gets back.
     * @example "59.98"
     */
    refundTotal?: Amount | undefined;
  } | undefined;
  /** Required for ORDER_REFUNDED: money given back. */
  refund?: {
    /**
     * Each refund of an order is announced once.
     * @example "R-1"
     */
    refundId: string;
    /**
     * How much goes back.
     * @example "29.99"
     */
    amount: Amount;
    /**
     * True: a part of what was paid; false: all of it; absent: the mail says neither.
     * @example true
     */
    partial?: boolean | undefined;
    /**
     * In words for the customer.
     * @example "One mug arrived broken."
     */
    reason?: string | undefined;
    /** What it is for. */
    items?: PartItem[] | undefined;
    /** The method that is refunded to. */
    toMethod?: PaymentMethod | undefined;
  } | undefined;
}
