import type { Hono } from 'hono';
import { packedOrders } from '#adapters/system/packed-orders.ts';
import type {
  AlarmState,
  AuditEntry,
  DeadLetter,
  DeadLetterQueue,
  DeadLetters,
  Search,
  SuppressedAddress,
  TimeSpan,
} from '#app/operator-ports.ts';
import type { FaultSettings, InboxLine, OpenedMail } from '#app/ports.ts';
import type { Changes } from '#console/changes.ts';
import { createConsole } from '#console/console.ts';
import type { ConsoleDependencies } from '#console/dependencies.ts';
import { parseOrderEvent } from '#contract/check-order-event.ts';
import type { CostReport } from '#contract/cost-report.ts';
import type { MetricName } from '#contract/metrics.ts';
import type { OrderEventInput } from '#contract/order-event.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { SAMPLE_BRANDS } from '#email/samples.ts';
import { NOW, orderEvent, trackingItem } from '../support/builders.ts';

export const PUBLISH_COMMAND = 'aws sns publish --message \'{"orderId": "<id>"}\'';

/** What the fake world holds. Tests may change it between two requests. */
export interface ConsoleWorld {
  emails: TrackingItem[];
  mails: OpenedMail[];
  published: OrderEventInput[];
  logged: Readonly<Record<string, unknown>>[];
  faults: FaultSettings;
  /** Whether the recent list has read the whole table. */
  complete: boolean;
  letters: Partial<Record<DeadLetterQueue, DeadLetter[]>>;
  /** Ids of dead letters that were sent on their way again. */
  redriven: string[];
  alarms: AlarmState[];
  suppressed: SuppressedAddress[];
  /** Of the hour that began at noon, by the metrics' names. */
  counts: Partial<Record<MetricName, number>>;
  /** What operators did. */
  audited: AuditEntry[];
  /** Resends that the sender was asked for. */
  requested: string[];
}

/** A console over a fake world. `overrides` with `undefined` take a capability away. */
export function consoleUnderTest(
  world: Partial<ConsoleWorld> = {},
  overrides: { readonly [Name in keyof ConsoleDependencies]?: ConsoleDependencies[Name] | undefined } = {},
) {
  const empty = {
    emails: [],
    mails: [],
    published: [],
    logged: [],
    audited: [],
    letters: {},
    alarms: [],
    suppressed: [],
    counts: {},
    redriven: [],
    requested: [],
    faults: NO_FAULTS,
    complete: true,
  };
  const full: ConsoleWorld = { ...empty, ...world };
  const all = { ...dependenciesOn(full), ...overrides };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const deps = given as unknown as ConsoleDependencies;
  return { app: createConsole(deps), world: full, deps };
}

/** Addresses on one page of the fake suppression list. */
export const SUPPRESSED_PER_PAGE = 3;

export const NO_FAULTS: FaultSettings = {
  events: { duplicate: 0, reorder: 0, lateMs: 0, lost: 0 },
  calls: [],
  killAfter: null,
};

/** A month that is nearly over, with all that a report may say. */
export const COST_REPORT: CostReport = {
  environment: 'test',
  month: '2026-11',
  asOf: '2026-11-24',
  budgetUsd: 50,
  totalUsd: 4.8,
  byService: [
    { service: 'Amazon Simple Email Service', usd: 4.5, origin: 'list-price' },
    { service: 'Amazon DynamoDB', usd: 0.3, origin: 'billed' },
  ],
  estimated: true,
  forecastUsd: 6.03,
  lastMonthUsd: 5.99,
  emails: 45_000,
  perEmailUsd: 0.000106667,
  crossed: [],
  told: [],
  advice: [{ rule: 'ses-plan', text: 'Send à la carte.', savingUsd: 2.7 }],
  unknown: ['The dashboards could not be counted.'],
};

function dependenciesOn(world: ConsoleWorld): ConsoleDependencies {
  return {
    environment: 'test',
    emails: {
      emailsOfOrder: async (orderId) => world.emails.filter((item) => item.orderId === orderId),
    },
    recent: {
      recent: async (limit) => ({ emails: world.emails.slice(0, limit), complete: world.complete }),
    },
    inbox: {
      list: async ({ limit, before = Number.POSITIVE_INFINITY }) => ({
        mails: world.mails.filter(({ seq }) => seq < before).slice(0, limit),
        count: world.mails.length,
      }),
      open: async (id) => world.mails.find(({ messageId }) => messageId === id),
      source: async (id) =>
        world.mails.some(({ messageId }) => messageId === id)
          ? new TextEncoder().encode('Subject: hello\r\n\r\nHello')
          : undefined,
    },
    changes: changesOf(world),
    letters: lettersOf(world),
    search: {
      byAddress: async (address, span, limit) =>
        searched(world, limit, (item) => item.customerEmail === address && isWithin(item, span)),
      byProblem: async (statuses, span, limit) =>
        searched(world, limit, (item) => statuses.some((one) => one === item.status) && isWithin(item, span)),
    },
    suppressed: {
      async page(from = '0') {
        const end = Number(from) + SUPPRESSED_PER_PAGE;
        return {
          addresses: world.suppressed.slice(Number(from), end),
          ...(end < world.suppressed.length && { next: String(end) }),
        };
      },
      pages: () => {
        throw new Error('The console reads a page at a time.');
      },
    },
    alarms: { read: async () => world.alarms },
    hourly: {
      async hours(names, { since }) {
        const start = Date.parse(since);
        return Array.from({ length: 24 }, (_, n) => {
          const at = start + n * 3_600_000;
          const counts = names.map((name) => (at === NOW ? (world.counts[name] ?? 0) : 0));
          return { at: new Date(at).toISOString(), counts };
        });
      },
    },
    runbook: RUNBOOK,
    clock: { now: () => NOW },
    packing: packedOrders,
    brands: SAMPLE_BRANDS,
    faults: {
      read: async () => world.faults,
      replace: async (settings) => {
        world.faults = settings;
      },
    },
    costs: { read: async () => COST_REPORT, askAgain: async () => COST_REPORT },
    samples: {
      topic: {
        async publish(event) {
          world.published.push(event);
        },
      },
      recipient: 'customer@example.com',
      clock: { now: () => NOW, sleep: async () => {} },
      random: { next: () => 0.5, newId: () => '7f3ac0de-0000-4000-8000-000000000000' },
    },
    publishCommand: PUBLISH_COMMAND,
    log: {
      info: () => {},
      warn: () => {},
      error: (message, fields) => void world.logged.push({ message, ...fields }),
    },
  };
}

function changesOf(world: ConsoleWorld): Changes {
  return {
    archive: {
      emailsOfOrder: async (orderId) => world.emails.filter((item) => item.orderId === orderId),
      async createResend({ nowMs, ...item }) {
        const at = new Date(nowMs).toISOString();
        if (world.emails.some(({ emailId }) => emailId === item.emailId)) return 'taken';
        const waiting = { status: 'PENDING', statusRank: 0, ttl: 1, timestamp: at, requestedAt: at } as const;
        world.emails.push({ ...item, ...waiting });
        return 'created';
      },
      withdrawResend: async () => 'taken-up',
      async erase(id, nowMs) {
        world.emails = world.emails.map(({ content, customerEmail, ...rest }) =>
          rest.emailId === id
            ? { ...rest, erasedAt: new Date(nowMs).toISOString() }
            : { ...rest, ...(content && { content }), ...(customerEmail && { customerEmail }) },
        );
        return 'erased';
      },
      emailsTo: () => {
        throw new Error('The console searches no table.');
      },
    },
    requests: { publish: async ({ emailId }) => void world.requested.push(emailId) },
    suppressions: {
      async remove(address) {
        const before = world.suppressed.length;
        world.suppressed = world.suppressed.filter((one) => one.address !== address);
        return world.suppressed.length < before ? 'removed' : 'not-listed';
      },
    },
    audit: { record: async (entry) => void world.audited.push(entry) },
    addressDigest: (address) => `digest of ${address.length}`,
    clock: { now: () => NOW, sleep: async () => {} },
    operator: 'anna',
  };
}

const isWithin = ({ timestamp }: TrackingItem, { since, until }: TimeSpan) =>
  since <= timestamp && timestamp <= until;

function searched(world: ConsoleWorld, limit: number, isWanted: (item: TrackingItem) => boolean): Search {
  const emails = world.emails.filter(isWanted).map((item) => ({ ...item, at: item.timestamp }));
  return { emails: emails.slice(0, limit), more: emails.length > limit, requests: 3 };
}

function lettersOf(world: ConsoleWorld): DeadLetters {
  const take = (queue: DeadLetterQueue, letter: DeadLetter) => {
    const there = world.letters[queue] ?? [];
    world.letters[queue] = there.filter(({ id }) => id !== letter.id);
  };
  return {
    depth: async (queue) => ({ waiting: world.letters[queue]?.length ?? 0, held: 0 }),
    take: async (queue, limit) => (world.letters[queue] ?? []).slice(0, limit),
    release: async () => {},
    async moveBack(queue, letter) {
      take(queue, letter);
      world.redriven.push(letter.id);
    },
    startMove: async () => undefined,
    async discard(queue, letter) {
      take(queue, letter);
      return 'discarded';
    },
  };
}

/** An order event whose price is no price, ten minutes after it was published. */
export function deadLetter(overrides: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id: 'message-1',
    body: JSON.stringify(orderEvent({ orderTotal: 'much' })),
    sentAt: new Date(NOW - 600_000).toISOString(),
    attributes: { reason: 'INVALID_FIELD', field: 'orderTotal', allowed: 'an amount such as 59.98' },
    handle: 'handle-1',
    ...overrides,
  };
}

/** Of one alarm, with all that a runbook may use. */
const RUNBOOK = `# Runbook

## email-dead-letters

Messages need a *person*, see [the page](console.md).

### Do this

1. Look with \`dead-letters show\`:
2. **Then** redrive.

\`\`\`sh
npx ordermail dead-letters redrive orders
echo '<b>done</b>'
\`\`\`

| reason | it is |
| --- | --- |
| \`GIVEN_UP\` | a *bug* |

## email-other
Another.
`;

/** An alarm that is on. */
export function alarmState(overrides: Partial<AlarmState> = {}): AlarmState {
  return {
    name: 'email-dead-letters-test',
    state: 'ALARM',
    since: '2026-11-24T11:50:00.000Z',
    reason: 'Threshold Crossed: 1 datapoint [3.0] was greater than the threshold (0.0).',
    description: 'Messages need a person.\nRunbook: https://example.com/runbook.md#email-dead-letters',
    ...overrides,
  };
}

/** Of the sample order, as the table keeps it. */
export const KEPT_ORDER = (() => {
  const parsed = parseOrderEvent(JSON.stringify(orderEvent()));
  if (parsed.kind !== 'valid') throw new Error('The sample order is not valid.');
  return new Uint8Array(packedOrders.pack(parsed.event));
})();

/** A form as a page of the console posts it. */
export function posted(fields: Readonly<Record<string, string>>): RequestInit {
  return { method: 'POST', headers: { origin: 'http://localhost' }, body: new URLSearchParams(fields) };
}

/** An email that SES has delivered a second after it was claimed. */
export function deliveredEmail(overrides: Partial<TrackingItem> = {}): TrackingItem {
  return trackingItem({
    status: 'DELIVERED',
    statusRank: 40,
    sendState: 'ACCEPTED',
    messageId: '0100-message-1',
    sentAt: '2026-11-24T12:00:00.250Z',
    deliveredAt: '2026-11-24T12:00:01.000Z',
    ...overrides,
  });
}

/** A mail of that email in the inbox. */
export function inboxMail(overrides: Partial<OpenedMail> = {}): OpenedMail {
  const line: InboxLine = {
    seq: 1,
    messageId: '0100-message-1',
    acceptedAt: NOW,
    from: 'Example Shop <orders@example.com>',
    to: ['customer@example.com'],
    subject: 'Your order ORDER123456',
    tags: { emailId: 'T1JERVIxMjM0NTYjT1JERVJfQ09ORklSTUFUSU9O', attempt: '1' },
    events: ['Send', 'Delivery'],
  };
  return {
    ...line,
    headers: [{ name: 'Subject', value: 'Your order ORDER123456' }],
    html: '<!doctype html><html><head><title>Order</title></head><body><p>Thank you</p></body></html>',
    text: 'Thank you',
    ...overrides,
  };
}

/** The page at `path`, as text. */
export async function body(app: Hono, path: string, init?: RequestInit): Promise<string> {
  return (await app.request(path, init)).text();
}
