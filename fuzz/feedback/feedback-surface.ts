import fc from 'fast-check';
import { parseEmailId } from '#domain/email-id.ts';
import { NAMES } from '../../sim/cloud.ts';
import type { Write } from '../../sim/dynamodb/table-store.ts';
import { MARK } from '../hostile-text.ts';
import { isPublishable } from '../publishable.ts';
import { holds, type Surface } from '../surface.ts';
import type { Tally } from '../tally.ts';
import { feedbackEvent, hostileFeedback } from './feedback-events.ts';
import { type FeedbackRun, FeedbackWorld } from './feedback-world.ts';

const OURS = { configurationSet: NAMES.configurationSet };

/** Each proves something else of an email of its own. */
const NEIGHBOURS = [
  {
    body: JSON.stringify(feedbackEvent('Delivery', { ...OURS, emailId: 'GOOD-1#ORDER_CONFIRMATION' })),
    emailId: 'GOOD-1#ORDER_CONFIRMATION',
    status: 'DELIVERED',
  },
  {
    body: JSON.stringify(feedbackEvent('Bounce', { ...OURS, emailId: 'GOOD-2#ORDER_CONFIRMATION' })),
    emailId: 'GOOD-2#ORDER_CONFIRMATION',
    status: 'BOUNCED',
  },
] as const;

/** What is known of an email before hostile events about it come. */
const KNOWN = ['Send', 'Delivery'] as const;

interface Batch {
  readonly known: (typeof KNOWN)[number];
  readonly hostile: readonly string[];
}

const batch: fc.Arbitrary<Batch> = fc.record({
  known: fc.constantFrom(...KNOWN),
  hostile: fc.array(hostileFeedback(NAMES.configurationSet), { minLength: 1, maxLength: 8, size: 'max' }),
});

/** An item with all that feedback may write takes less. */
const MAX_ITEM_BYTES = 2_048;
/** A look, two tries, and a note. */
const CALLS_PER_MESSAGE = 5;

/** What is done to the recorder by events that SES would not publish, or would about somebody else's mails. */
export const feedbackSurface: Surface<Batch> = {
  name: 'feedback',
  open(tally) {
    const world = new FeedbackWorld();
    return {
      cases: batch,
      async check({ known, hostile }) {
        const before = feedbackEvent(known, { ...OURS, emailId: 'VICTIM#ORDER_CONFIRMATION' });
        const publishable = hostile.filter((body) => isPublishable(body, tally));
        const bodies = [NEIGHBOURS[0].body, ...publishable, NEIGHBOURS[1].body];
        await world.run([JSON.stringify(before)], bodies, (run) => checkRun(run, tally));
      },
      close: () => {},
    };
  },
};

function checkRun(run: FeedbackRun, tally: Tally): void {
  const { cloud, batch: received, kept, writes, calls } = run;
  for (const { emailId, status } of NEIGHBOURS) {
    const item = cloud.table.item(emailId);
    holds(item.status?.S === status, 'a neighbour is recorded', item);
    tally.neighbour();
  }
  holds(calls <= 2 + CALLS_PER_MESSAGE * received.length, 'the work for a batch is bounded', calls);
  for (const write of writes) checkWrite(write);
  checkLines(run);
  count(run, tally);
  holds(
    received.every(({ body, messageId }) => !kept.has(messageId) || !isNeighbour(body)),
    'no neighbour comes again',
  );
}

const isNeighbour = (body: string) => NEIGHBOURS.some((neighbour) => neighbour.body === body);

/** A number or a text of the table. */
type Value = { readonly N?: string; readonly S?: string } | undefined;

const rankOf = (value: Value) => Number(value?.N ?? -1);

function checkWrite({ key, before, after }: Write): void {
  if (key === PROGRESS) return;
  holds(parseEmailId(key) !== undefined, 'only emails are written', key);
  const [from, to] = [rankOf(before.statusRank), rankOf(after.statusRank)];
  holds(to >= from, 'a status never goes down', { from, to });
  const bytes = JSON.stringify(after).length;
  holds(bytes <= MAX_ITEM_BYTES, 'an item is small whatever an event says', bytes);
  const attempt = Number(after.evidenceAttempt?.N ?? 1);
  holds(Number.isInteger(attempt) && attempt >= 1 && attempt < 10_000, 'an attempt is one', attempt);
  for (const [name, value] of Object.entries(after)) {
    const text = String(value.S ?? '');
    if (/At$|^timestamp$/.test(name))
      holds(ISO_TIME.test(text), 'a time is one that sorts', { [name]: text });
    if (name !== 'emailId' && name !== 'orderId')
      holds(!text.includes(`${MARK}@`), 'no item has an address from an event', { [name]: text });
  }
}

/** The item that says how far feedback has come. */
const PROGRESS = '#feedback';
const ISO_TIME = /^(19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function checkLines({ lines }: FeedbackRun): void {
  for (const line of lines) {
    JSON.parse(line);
    holds(!line.includes(MARK), 'no line of the log has anything of an event', line);
    holds(line.length < 2_048, 'no line of the log is long', line.length);
  }
}

/** What comes again does so by its name, and goes to the dead letters after its receives. */
function count({ batch: received, kept, lines, writes }: FeedbackRun, tally: Tally): void {
  const logged = lines.map((line) => JSON.parse(line) as { message?: string; error?: string });
  const failed = logged.filter(({ message }) => message === 'Record failed');
  for (const { error } of failed) {
    holds(error === 'UnreadableFeedback', 'what fails does so by a name that we gave', error);
    tally.refused(error);
  }
  holds(failed.length === kept.size, 'each failure is logged', [failed.length, kept.size]);
  const ignored = logged.filter(({ message }) => message?.startsWith('SES event ignored'));
  for (const _ of ignored) tally.refused('ignored: not about a mail of ours');
  const rest = received.length - NEIGHBOURS.length - failed.length - ignored.length;
  const changed = Math.min(
    rest,
    writes.filter(({ key }) => !key.startsWith('GOOD-') && key !== PROGRESS).length,
  );
  for (let n = 0; n < changed; n++) tally.accepted('recorded');
  for (let n = changed; n < rest; n++) tally.refused('without effect: known, or a notice');
}
