/** What happens to an order, and what is metered of it. */
export interface Scenario {
  readonly name: string;
  /** Published, and worked on together where there are more. */
  readonly orders: number;
  readonly recipient: string;
  /** How many events SES publishes of each mail. */
  readonly eventsEach: number;
  /** Whether the shop publishes the orders with one PublishBatch, and SES's events come together. */
  readonly together?: true;
  readonly kind?: 'duplicate' | 'poison';
}

const DELIVERED = 'success@simulator.amazonses.com';

/** The ways of an email whose cost is told apart. */
export const SCENARIOS = {
  tens: {
    name: 'Happy path, in batches of 10',
    orders: 10,
    recipient: DELIVERED,
    eventsEach: 2,
    together: true,
  },
  alone: { name: 'Happy path, alone', orders: 1, recipient: DELIVERED, eventsEach: 2 },
  bounce: { name: 'Bounce', orders: 1, recipient: 'bounce@simulator.amazonses.com', eventsEach: 2 },
  duplicate: {
    name: 'Duplicate order',
    orders: 1,
    recipient: DELIVERED,
    eventsEach: 0,
    kind: 'duplicate',
  },
  poison: { name: 'Poison event', orders: 1, recipient: DELIVERED, eventsEach: 0, kind: 'poison' },
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof SCENARIOS;
