import { PRICES, type Price } from '#contract/prices.ts';

/** How much of one kind was used; a line of the meter, or a sum over several. */
export interface Usage {
  readonly service: string;
  readonly usageType: string;
  readonly quantity: number;
}

/** A line of a bill. */
export interface BillLine extends Usage {
  readonly price: Price;
  /** Units that the month's allowance paid for. */
  readonly free: number;
  readonly usd: number;
}

const keyOf = ({ service, usageType }: Omit<Usage, 'quantity'>) => `${service} ${usageType}`;
const PRICE_OF = new Map(PRICES.map((price) => [keyOf(price), price]));

/** The price of a kind. Throws for one that the table does not have: an unknown kind must never count as free. */
export function priceOf(kind: Omit<Usage, 'quantity'>): Price {
  const price = PRICE_OF.get(keyOf(kind));
  if (price) return price;
  throw new RangeError(
    `There is no price for ${kind.usageType} of ${kind.service}. Add it to src/contract/prices.ts, with its source.`,
  );
}

/** What so much usage costs in USD at list prices, allowances spent elsewhere. */
export function usdOf(usage: Usage): number {
  const { usd, per } = priceOf(usage);
  return (usage.quantity * usd) / per;
}

/** A month's bill: one line for each kind, in the order of the price table; kinds that were not used are left out. */
export function monthlyBill(
  usage: readonly Usage[],
  { allowances }: { readonly allowances: 'free' | 'spent' },
): BillLine[] {
  const used = Map.groupBy(usage, keyOf);
  for (const [first] of used.values()) priceOf(first!);
  return PRICES.flatMap((price) => {
    const lines = used.get(keyOf(price));
    if (!lines) return [];
    const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
    const free = allowances === 'free' ? Math.min(quantity, price.free) : 0;
    const { service, usageType } = price;
    return [{ service, usageType, quantity, price, free, usd: ((quantity - free) * price.usd) / price.per }];
  });
}

/** The sum of a bill in USD. */
export const totalUsd = (lines: readonly { readonly usd: number }[]): number =>
  lines.reduce((sum, { usd }) => sum + usd, 0);
