import type { EmailArchive, ResendItem } from '#app/ports.ts';
import { PERSONAL_ATTRIBUTES, type TrackingItem } from '#contract/tracking-item.ts';
import { NOW, trackingItem } from '#test/support/builders.ts';

/** An archive in memory that keeps the port's promises. */
export function memoryArchive(items: readonly TrackingItem[]): EmailArchive & { items(): TrackingItem[] } {
  const stored = new Map(items.map((item) => [item.emailId, item]));
  return {
    items: () => [...stored.values()],
    emailsOfOrder: async (orderId) => [...stored.values()].filter((item) => item.orderId === orderId),
    async createResend({ nowMs, ...item }: ResendItem) {
      if (stored.has(item.emailId)) return 'taken';
      const now = new Date(nowMs).toISOString();
      stored.set(item.emailId, {
        ...item,
        status: 'PENDING',
        statusRank: 0,
        timestamp: now,
        requestedAt: now,
        ttl: 0,
      });
      return 'created';
    },
    async withdrawResend(emailId) {
      const item = stored.get(emailId);
      if (item?.requestedAt === undefined || item.sendState !== undefined) return 'taken-up';
      stored.set(emailId, {
        ...item,
        sendState: 'REFUSED',
        status: 'FAILED',
        statusRank: 60,
        reason: 'REPLACED',
      });
      return 'withdrawn';
    },
    async erase(emailId, nowMs) {
      const item = stored.get(emailId);
      if (!item) return 'unknown';
      const kept = Object.entries(item).filter(([name]) => !PERSONAL_ATTRIBUTES.some((one) => one === name));
      const erasedAt = item.erasedAt ?? new Date(nowMs).toISOString();
      stored.set(emailId, { ...(Object.fromEntries(kept) as unknown as TrackingItem), erasedAt });
      return 'erased';
    },
    async *emailsTo(address) {
      for (const item of stored.values()) {
        const { orderId, customerEmail } = item;
        const found = customerEmail?.toLowerCase() === address.toLowerCase();
        yield { scanned: 1, emails: found ? [{ orderId, customerEmail: customerEmail! }] : [] };
      }
    },
  };
}

/** An email of the past, sent and kept. */
export function sentItem(overrides: Partial<TrackingItem> = {}): TrackingItem {
  return trackingItem({
    sendState: 'ACCEPTED',
    status: 'DELIVERED',
    content: Uint8Array.of(1, 2, 3),
    contentHash: 'hash',
    ...overrides,
  });
}

export const clock = { now: () => NOW };
