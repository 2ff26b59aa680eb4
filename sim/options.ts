import { Random } from './random.ts';

/** Which faults a run draws from. */
export type FaultChoice = 'none' | 'all';

/** How often a call to one service goes wrong, each a probability for one call. */
export interface CallFaults {
  /** The connection is refused: the request never left. */
  readonly refused: number;
  /** The connection breaks before the service has the request. */
  readonly resetBefore: number;
  /** 5xx, and nothing was done. */
  readonly failedBefore: number;
  /** The service throttles. */
  readonly throttled: number;
  /** The service did it, and the connection breaks before the reply. */
  readonly replyLost: number;
  /** The service did it, and answers 5xx. */
  readonly failedAfter: number;
  /** The service did it, and the reply takes longer than anyone waits. */
  readonly slowReply: number;
  /** The request itself takes so long that its sender has given up when the service does it. */
  readonly slowRequest: number;
}

/** A span of time; of the run where nothing else is said, in milliseconds since its start. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** All that a run's seed decides before it begins. */
export interface RunOptions {
  readonly seed: number;
  readonly orders: number;
  readonly faults: FaultChoice;
  /** The account's, mails a second. */
  readonly sendRate: number;
  readonly dailyQuota: number;
  /** Environments of the sender at once. */
  readonly concurrency: number;
  /** Orders a second while shops publish. */
  readonly orderRate: number;
  /** A call's usual time on the way, each direction, in milliseconds. */
  readonly latencyMs: number;
  /** How much longer a sender's call to the table takes at most, each direction. */
  readonly slowTableMs: number;
  readonly calls: { readonly ses: CallFaults; readonly dynamodb: CallFaults; readonly sqs: CallFaults };
  /** Of an environment's clock, in either direction. Two of them differ by less than the lease outlives the function. */
  readonly clockSkewMs: number;
  /** Of an invocation. */
  readonly kill: number;
  /** Of a whole batch: its messages are not deleted although the function succeeded. */
  readonly acknowledgementLost: number;
  /** Of a message: it is handed out once more while it is hidden. */
  readonly deliveredTwice: number;
  /** Of an order: its shop publishes it again. */
  readonly publishedTwice: number;
  /** Of those: with other content. */
  readonly otherContent: number;
  readonly malformed: number;
  /** Of an order: feedback of an earlier life of its id is in the table before it. */
  readonly orphans: number;
  /** Of a recipient: something else than a delivery. */
  readonly badRecipients: number;
  /** Of an event's copy. */
  readonly eventDuplicated: number;
  /** How long events take. Some overtake others. */
  readonly eventDelay: Span;
  /** All events published in here are lost. */
  readonly eventsLost: Span | undefined;
  /** All events published in here come only after it. */
  readonly eventsLate: Span | undefined;
  /** The feedback function does not run. */
  readonly feedbackOutage: Span | undefined;
  /** SES takes no mail from the account. */
  readonly accountBlocked: Span | undefined;
  /** Messages on the feedback topic that are no events, beside each thousand orders. */
  readonly strayFeedback: number;
  /** Of an order: support is asked to send its email again. */
  readonly resends: number;
  /** Of an order: support is asked to erase it. */
  readonly erasures: number;
  /** Times of day at which an operator redrives the dead letters, in milliseconds since the start. */
  readonly redrives: readonly number[];
}

export const NO_CALL_FAULTS: CallFaults = {
  refused: 0,
  resetBefore: 0,
  failedBefore: 0,
  throttled: 0,
  replyLost: 0,
  failedAfter: 0,
  slowReply: 0,
  slowRequest: 0,
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Draws a run's options from its seed. */
export function drawOptions(seed: number, orders: number, faults: FaultChoice): RunOptions {
  const random = new Random(`options ${seed}`);
  const support = new Random(`options of support ${seed}`);
  const sendRate = random.pick([10, 20, 50, 200, 500]);
  const orderRate = sendRate * random.between(0.2, 2);
  const quiet: RunOptions = {
    seed,
    orders,
    faults,
    sendRate,
    dailyQuota: 1_000_000,
    concurrency: random.integer(2, 6),
    orderRate,
    latencyMs: random.between(2, 30),
    slowTableMs: 0,
    calls: { ses: NO_CALL_FAULTS, dynamodb: NO_CALL_FAULTS, sqs: NO_CALL_FAULTS },
    clockSkewMs: 0,
    kill: 0,
    acknowledgementLost: 0,
    deliveredTwice: 0,
    publishedTwice: 0.02,
    otherContent: 0.3,
    malformed: 0.01,
    orphans: 0,
    badRecipients: 0.1,
    eventDuplicated: 0.02,
    eventDelay: { from: 0, to: 2_000 },
    eventsLost: undefined,
    eventsLate: undefined,
    feedbackOutage: undefined,
    accountBlocked: undefined,
    strayFeedback: 5,
    resends: support.chance(0.6) ? support.between(0, 0.3) : 0,
    erasures: support.chance(0.6) ? support.between(0, 0.2) : 0,
    redrives: [],
  };
  return faults === 'none' ? quiet : pointed(withFaults(quiet, random), random);
}

/**
 * Half of the runs are made worse in one direction, so that what needs several faults at the same moment comes about in some
 * runs, not in one of thousands.
 */
function pointed(options: RunOptions, random: Random): RunOptions {
  const { calls } = options;
  return random.pick<() => RunOptions>([
    () => options,
    () => options,
    () => options,
    // Evidence comes just as its attempt's doubt ends, while the sender is slow to act on not having seen it.
    () => ({
      ...options,
      ...{ slowTableMs: 1_400, eventDelay: EVENT_DELAYS.at(-1)!, strayFeedback: 0, redrives: [], kill: 0 },
      // Seldom enough that the feedback queue is mostly empty.
      orderRate: 0.1,
      ...{
        eventsLate: undefined,
        eventsLost: undefined,
        feedbackOutage: undefined,
        accountBlocked: undefined,
      },
      calls: { ...calls, ses: { ...calls.ses, replyLost: 0.3 } },
    }),
    // Receives are used up within minutes, and somebody redrives at once.
    () => ({
      ...options,
      ...{ eventDelay: { from: 5 * MINUTE, to: 10 * MINUTE }, strayFeedback: 0, feedbackOutage: undefined },
      calls: { ...calls, ses: { ...calls.ses, refused: 0.8, replyLost: 0.15 } },
      redrives: Array.from({ length: 90 }, (_, minute) => minute * MINUTE),
    }),
    // The SDK repeats writes seconds later, when another sender has gone on.
    () => ({
      ...options,
      ...{ slowTableMs: 4_000, deliveredTwice: 0.4, accountBlocked: undefined },
      calls: {
        ...calls,
        ses: { ...calls.ses, throttled: 0.5 },
        dynamodb: { ...calls.dynamodb, replyLost: 0.2, failedAfter: 0.1 },
      },
    }),
  ])();
}

/** Now and then, or by somebody impatient who asks nobody. */
function drawRedrives(publishingMs: number, random: Random): readonly number[] {
  const times = (count: number, longestMs: number) =>
    Array.from({ length: count }, () => random.between(0, longestMs)).sort((a, b) => a - b);
  return random.chance(0.3)
    ? times(40, publishingMs + 14 * HOUR)
    : times(random.integer(0, 4), publishingMs + 2 * HOUR);
}

/** The last one lets evidence come just when its attempt's doubt ends. */
const EVENT_DELAYS: readonly Span[] = [
  { from: 0, to: 100 },
  { from: 0, to: 2_000 },
  { from: 0, to: MINUTE },
  { from: 0, to: 10 * MINUTE },
  { from: 14 * MINUTE, to: 16 * MINUTE },
];

function withFaults(quiet: RunOptions, random: Random): RunOptions {
  const publishingMs = (quiet.orders / quiet.orderRate) * 1000;
  /** Each fault is absent from some runs, so that none hides another. */
  const sometimes = (most: number) => (random.chance(0.6) ? random.between(0, most) : 0);
  const span = (probability: number, longestMs: number): Span | undefined => {
    if (!random.chance(probability)) return undefined;
    const from = random.between(0, publishingMs);
    return { from, to: from + random.between(MINUTE, longestMs) };
  };
  const callFaults = (scale: number): CallFaults => ({
    refused: sometimes(0.05) * scale,
    resetBefore: sometimes(0.05) * scale,
    failedBefore: sometimes(0.05) * scale,
    throttled: sometimes(0.1) * scale,
    replyLost: sometimes(0.1) * scale,
    failedAfter: sometimes(0.1) * scale,
    slowReply: sometimes(0.05) * scale,
    slowRequest: sometimes(0.05) * scale,
  });
  return {
    ...quiet,
    dailyQuota: random.chance(0.2) ? Math.ceil(quiet.orders * random.between(0.4, 0.9)) : quiet.dailyQuota,
    calls: { ses: callFaults(1), dynamodb: callFaults(1), sqs: callFaults(0.5) },
    clockSkewMs: random.chance(0.5) ? random.between(0, 10_000) : 0,
    kill: sometimes(0.1),
    acknowledgementLost: sometimes(0.1),
    deliveredTwice: sometimes(0.1),
    publishedTwice: sometimes(0.2),
    malformed: sometimes(0.05),
    orphans: sometimes(0.05),
    badRecipients: sometimes(0.5),
    eventDuplicated: sometimes(0.3),
    slowTableMs: random.chance(0.4) ? random.between(0, 4_000) : 0,
    eventDelay: random.pick(EVENT_DELAYS),
    eventsLost: span(0.25, 10 * MINUTE),
    eventsLate: span(0.25, 2 * HOUR),
    feedbackOutage: span(0.4, 3 * HOUR),
    accountBlocked: span(0.2, 12 * HOUR),
    strayFeedback: random.pick([0, 0, 5, 20]),
    redrives: drawRedrives(publishingMs, random),
  };
}
