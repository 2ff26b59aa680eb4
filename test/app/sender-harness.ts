import { packedOrders } from '#adapters/system/packed-orders.ts';
import { Pace } from '#app/pace.ts';
import type {
  ClaimResult,
  DeadLetterReason,
  Mail,
  OrderMessage,
  RecordResult,
  SendLedger,
} from '#app/ports.ts';
import { sendOrderEmail } from '#app/send-order-email.ts';
import type { SenderDependencies } from '#app/sender-dependencies.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import type { SendOutcome } from '#domain/send-outcome.ts';
import { NOW, orderEvent } from '#test/support/builders.ts';

interface Script {
  /** The item that a resend request is about. */
  readonly found?: TrackingItem | undefined;
  readonly claim?: ClaimResult;
  readonly claimNext?: ClaimResult;
  readonly outcome?: SendOutcome;
  readonly recorded?: RecordResult;
  readonly backlog?: boolean;
  readonly remainingMs?: () => number;
  readonly sendsPerSecond?: number;
  readonly message?: Partial<OrderMessage>;
}

/** Ports that answer as scripted, and all that was done to them. */
export function scriptedPorts(script: Script = {}) {
  const did: string[] = [];
  const mails: Mail[] = [];
  const deadLetters: DeadLetterReason[] = [];
  const hiddenSeconds: number[] = [];
  const counted: string[] = [];
  const measured: string[] = [];
  const logged: string[] = [];
  const recorded = script.recorded ?? 'recorded';
  let slept = 0;

  const step = async <T>(name: string, result: T): Promise<T> => {
    did.push(name);
    return result;
  };
  const ledger: SendLedger = {
    find: () => step('find', script.found),
    claimResend: () => step('claim resend', script.claim ?? { kind: 'claimed', attempt: 1 }),
    claim: () => step('claim', script.claim ?? { kind: 'claimed', attempt: 1 }),
    claimNext: ({ afterDoubt }) =>
      step(
        afterDoubt ? 'claim after doubt' : 'claim again',
        script.claimNext ?? { kind: 'claimed', attempt: 2 },
      ),
    accepted: () => step('accepted', recorded),
    retryLater: () => step('retry later', recorded),
    refused: () => step('refused', recorded),
    held: () => step('held', recorded),
    adoptEvidence: () => step('adopt evidence', recorded),
  };
  const log = (message: string, fields: object) => void logged.push(JSON.stringify({ message, ...fields }));
  const dependencies: SenderDependencies = {
    brands: { default: 'shop', brands: { shop: { name: 'Example Shop' } } },
    ledger,
    mailer: {
      send: (mail) => {
        mails.push(mail);
        return step('send', script.outcome ?? { kind: 'accepted', messageId: 'ses-message-1' });
      },
    },
    queue: {
      hide: async (_, seconds) => {
        hiddenSeconds.push(seconds);
      },
      deadLetter: (_, reason) => {
        deadLetters.push(reason);
        return step('dead-letter', undefined);
      },
    },
    feedback: { hasBacklog: async () => script.backlog ?? false },
    pace: new Pace(),
    sendsPerSecond: script.sendsPerSecond ?? 1000,
    clock: {
      now: () => NOW,
      sleep: async (ms) => {
        slept += ms;
      },
    },
    random: { next: () => 1, newId: () => 'my-claim' },
    digest: (text) => `digest of ${text.length}`,
    packing: packedOrders,
    metrics: {
      count: (name) => void counted.push(name),
      measure: ({ name }, value) => void measured.push(`${name} ${value}`),
    },
    log: { info: log, warn: log, error: log },
    remainingMs: script.remainingMs ?? (() => 30_000),
  };
  const message: OrderMessage = {
    messageId: 'message-1',
    body: JSON.stringify(orderEvent()),
    receiveCount: 1,
    sentAtMs: NOW,
    receiptHandle: 'receipt-1',
    ...script.message,
  };
  return {
    dependencies,
    message,
    did,
    mails,
    deadLetters,
    hiddenSeconds,
    counted,
    measured,
    logged,
    slept: () => slept,
  };
}

/** Runs the sender once against such ports. */
export async function runSender(script: Script = {}) {
  const ports = scriptedPorts(script);
  const run = () => sendOrderEmail(ports.message, ports.dependencies);
  return { ...ports, outcome: await run(), run };
}
