import type { DeadLetter } from '#app/operator-ports.ts';
import { serveConsole } from '#console/serve.ts';
import {
  alarmState,
  type ConsoleWorld,
  consoleUnderTest,
  deadLetter,
  deliveredEmail,
  inboxMail,
  KEPT_ORDER,
  NO_FAULTS,
} from '#test/console/console-fixture.ts';
import { trackingItem } from '#test/support/builders.ts';
import { MARK } from '../hostile-text.ts';

/** An order whose every field is markup. */
const HOSTILE = `"><${MARK} ${MARK}=1>' ${MARK}='`;

/** Shown on no page to whoever may not see it. */
export const SECRET = 'KNOWN-ORDER';

/** What the console shows: ordinary emails, and in every place data that wants to be markup. */
function freshWorld(): ConsoleWorld {
  const letters: DeadLetter[] = [
    deadLetter(),
    deadLetter({
      id: HOSTILE,
      body: HOSTILE,
      attributes: { reason: HOSTILE, field: HOSTILE, allowed: HOSTILE, [HOSTILE]: HOSTILE },
    }),
  ];
  return {
    emails: [
      deliveredEmail({ orderId: SECRET, emailId: `${SECRET}#ORDER_CONFIRMATION`, content: KEPT_ORDER }),
      trackingItem({
        orderId: '<b>"',
        emailId: '<b>"#ORDER_CONFIRMATION',
        customerEmail: `${MARK}"<${MARK}>@example.com`,
        status: 'BOUNCED',
        statusRank: 60,
        diagnostic: HOSTILE,
        bounceType: HOSTILE,
        bounceSubType: HOSTILE,
        smtpStatus: HOSTILE,
        sendReason: HOSTILE,
      } as never),
    ],
    mails: [
      inboxMail(),
      inboxMail({
        seq: 2,
        messageId: 'hostile',
        subject: HOSTILE,
        from: HOSTILE,
        to: [HOSTILE],
        tags: { emailId: HOSTILE, attempt: HOSTILE },
        headers: [{ name: HOSTILE, value: HOSTILE }],
        html: `<script>${MARK}()</script><${MARK}>`,
        text: HOSTILE,
      }),
    ],
    published: [],
    logged: [],
    faults: NO_FAULTS,
    complete: true,
    letters: { orders: letters, feedback: [deadLetter({ id: 'message-2' })] },
    redriven: [],
    alarms: [alarmState(), alarmState({ name: HOSTILE, reason: HOSTILE, description: HOSTILE })],
    suppressed: [
      { address: `${MARK}@example.com`, reason: 'BOUNCE', since: '2026-11-24T11:00:00.000Z' },
      { address: HOSTILE, reason: 'COMPLAINT', since: '2026-11-24T11:00:00.000Z' },
    ] as never,
    counts: {},
    audited: [],
    requested: [],
  };
}

/** A console, served too, over a world that is new with each case. */
export async function openConsole() {
  const { app, world } = consoleUnderTest(freshWorld());
  const served = await serveConsole(app, { host: '127.0.0.1', port: 0 });
  return {
    app,
    world,
    port: served.port,
    renew: () => void Object.assign(world, freshWorld()),
    close: served.close,
  };
}

/** All that a person could change, to compare. */
export function stateOf(world: ConsoleWorld): string {
  const { emails, published, faults, letters, redriven, suppressed, audited, requested } = world;
  const held = emails.map(({ emailId, customerEmail, erasedAt, status }) => [
    emailId,
    customerEmail,
    erasedAt,
    status,
  ]);
  const ids = Object.entries(letters).map(([queue, all]) => [queue, all.map(({ id }) => id)]);
  return JSON.stringify([held, published, faults, ids, redriven, suppressed, audited, requested]);
}
