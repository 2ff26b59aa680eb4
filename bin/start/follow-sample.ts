import { setTimeout } from 'node:timers/promises';
import { timelineOf } from '#app/email-timeline.ts';
import type { EmailReader } from '#app/ports.ts';

/** Statuses after which nothing more is expected of a sample order. */
const OPEN: ReadonlySet<string> = new Set(['PENDING', 'SENT', 'DELAYED']);

const POLL_MS = 100;

/**
 * Prints what happens to an order's email as it happens, until it has arrived (or not).
 *
 * @param patienceMs how long to wait for that
 * @param signal ends the wait
 * @returns the last status seen; undefined where the order never showed up
 */
export async function followSample(
  orderId: string,
  reader: EmailReader,
  patienceMs: number,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  const printed = new Set<string>();
  let status: string | undefined;
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += POLL_MS) {
    const [email] = await reader.emailsOfOrder(orderId);
    for (const { at, what } of email ? timelineOf(email) : []) {
      if (!printed.has(what)) print(`  ${at}  ${what}`);
      printed.add(what);
    }
    status = email?.status;
    if (status !== undefined && !OPEN.has(status)) break;
    if (signal.aborted) break;
    await setTimeout(POLL_MS, undefined, { signal }).catch(() => {});
  }
  return status;
}
