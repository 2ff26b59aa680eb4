import { NO_CALL_FAULTS, type RunOptions } from '../options.ts';

/** A guard that is switched off in the source as it is loaded. The files themselves stay as they are. */
export interface Mutant {
  /** The guard, in the words of the delivery protocol where it names it. */
  readonly guard: string;
  /** How it is switched off. */
  readonly change: string;
  readonly edits: readonly Edit[];
  /** Drawn otherwise, for a guard that matters under it alone. */
  readonly under?: Partial<RunOptions>;
}

export interface Edit {
  /** From the repository's root. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly text: string;
  readonly replacement: string;
}

const SEND_LEDGER = 'src/adapters/aws/dynamodb-send-ledger.ts';
const FEEDBACK_LEDGER = 'src/adapters/aws/dynamodb-feedback-ledger.ts';
const SEND_ORDER = 'src/app/send-order-email.ts';
const CLAIM = 'src/domain/claim.ts';
const TIMING = 'src/contract/timing.ts';

const ARCHIVE = 'src/adapters/aws/dynamodb-email-archive.ts';

/** Support is asked for much, so that wishes meet each other and the sender. */
const SUPPORT: Partial<RunOptions> = { resends: 0.5, erasures: 0.5, malformed: 0 };

/** Evidence comes just as its attempt's doubt ends, while the sender is slow to act on not having seen it. */
const JUST_IN_TIME: Partial<RunOptions> = {
  ...{ kill: 0, strayFeedback: 0, feedbackOutage: undefined, accountBlocked: undefined, malformed: 0 },
  ...{ eventsLate: undefined, eventsLost: undefined, redrives: [], slowTableMs: 1_400, orderRate: 0.1 },
  calls: { ses: { ...NO_CALL_FAULTS, replyLost: 0.6 }, dynamodb: NO_CALL_FAULTS, sqs: NO_CALL_FAULTS },
  eventDelay: { from: 14 * 60_000, to: 16 * 60_000 },
};

/** Most receives end in a certain refusal, and the last one may not: then somebody redrives at once. */
const USED_UP: Partial<RunOptions> = {
  ...{ kill: 0, strayFeedback: 0, feedbackOutage: undefined, accountBlocked: undefined, malformed: 0 },
  calls: {
    ses: { ...NO_CALL_FAULTS, refused: 0.9, replyLost: 0.1 },
    dynamodb: NO_CALL_FAULTS,
    sqs: NO_CALL_FAULTS,
  },
  eventDelay: { from: 8 * 60_000, to: 10 * 60_000 },
  redrives: Array.from({ length: 400 }, (_, minute) => minute * 60_000),
};

const edit = (file: string, text: string, replacement: string): Edit => ({ file, text, replacement });

export const MUTANTS: readonly Mutant[] = [
  {
    guard: 'SDK retries off',
    change: 'the client of SES makes three attempts',
    edits: [edit('src/adapters/aws/clients.ts', 'maxAttempts: 1,', 'maxAttempts: 3,')],
  },
  {
    guard: 'take-over later than the kill',
    change: 'lease and doubt end after 2 s, while the sender may live 30 s',
    edits: [
      edit(TIMING, 'export const LEASE_SECONDS = 60;', 'export const LEASE_SECONDS = 2;'),
      edit(TIMING, 'export const DOUBT_SECONDS = 15 * 60;', 'export const DOUBT_SECONDS = 2;'),
    ],
  },
  {
    guard: 'claimId check',
    change: 'a claim that the SDK repeated is not recognized as the own one',
    edits: [
      edit(
        SEND_LEDGER,
        "if (item.claimId === claimId && item.sendState === 'CLAIMED')",
        'if (Math.abs(0) === 1)',
      ),
      edit(
        CLAIM,
        "if (item.sendState === 'CLAIMED' && item.claimId === claimId) return { kind: 'own-claim' };",
        '',
      ),
    ],
  },
  {
    guard: 'highest rank wins',
    change: 'the last event to arrive decides the status',
    edits: [edit(FEEDBACK_LEDGER, "          { attribute: 'statusRank', below: reached.rank },\n", '')],
  },
  {
    guard: 'auto-reply rule',
    change: 'an automatic reply counts as a bounce',
    edits: [edit('src/domain/feedback.ts', "    return { time: 'autoRepliedAt' };\n", '{}\n')],
  },
  {
    guard: 'record before delete',
    change: 'the message is given up before the outcome is recorded',
    edits: [
      edit(
        SEND_ORDER,
        'const result = await ledger.accepted(holder, outcome.messageId, acceptedAtMs);',
        "void ledger.accepted(holder, outcome.messageId, acceptedAtMs).catch(() => {}); const result = 'recorded' as string;",
      ),
    ],
  },
  {
    guard: 'key, not index, for deduplication',
    change: 'a claim asks OrderIdIndex whether the email is known, and writes without a condition if not',
    edits: [
      edit(
        SEND_LEDGER,
        'conditions: [unknownEmail],',
        'conditions: (await indexKnows(claim.orderId)) ? [unknownEmail] : [],',
      ),
      edit(
        SEND_LEDGER,
        '  const write = (update: ConditionalUpdate)',
        `  const indexKnows = async (orderId: string) =>
    (
      await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'OrderIdIndex',
          KeyConditionExpression: 'orderId = :orderId',
          ExpressionAttributeValues: { ':orderId': orderId },
        }),
      )
    ).Count! > 0;
  const write = (update: ConditionalUpdate)`,
      ),
      edit(SEND_LEDGER, 'GetCommand }', 'GetCommand, QueryCommand }'),
    ],
  },
  {
    guard: 'health check before a doubt ends',
    change: 'an attempt counts as not sent although feedback has a backlog',
    edits: [
      edit(
        SEND_ORDER,
        'if (await feedback.hasBacklog(Date.parse(item.claimedAt ?? item.timestamp)))',
        'if (feedback === undefined)',
      ),
    ],
  },
  {
    guard: "SES's plain-text notice",
    change: 'the notice counts as unreadable',
    edits: [
      edit(
        'src/contract/ses-event.ts',
        "  if (body.trim() === DESTINATION_NOTICE) return { kind: 'notice' };\n",
        '',
      ),
    ],
  },
  {
    guard: 'an orphan never blocks the first send',
    change: 'a claim needs an email that nobody knows',
    edits: [
      edit(
        SEND_LEDGER,
        "if (first.kind === 'updated' || first.item.sendState !== undefined)",
        "if (first.kind === 'conflict') return { kind: 'taken', item: first.item as TrackingItem };\n      if (first.kind === 'updated')",
      ),
    ],
  },
  {
    guard: 'evidence stops the next attempt',
    change: 'a next claim does not mind evidence that came since',
    under: JUST_IN_TIME,
    edits: [
      edit(
        SEND_LEDGER,
        'conditions: [...unchangedSince(next.previous), noEvidence],',
        'conditions: [...unchangedSince(next.previous)],',
      ),
    ],
  },
  {
    guard: 'evidence before sending again',
    change: 'a sender that finds a claim does not look for evidence',
    edits: [edit(CLAIM, 'if (item.evidenceAttempt !== undefined)', 'if (nowMs === 0)')],
  },
  {
    guard: 'a claim needs the state it was decided on',
    change: 'a next claim is written whoever has claimed since',
    edits: [
      edit(
        SEND_LEDGER,
        'conditions: [...unchangedSince(next.previous), noEvidence],',
        'conditions: [noEvidence],',
      ),
    ],
  },
  {
    guard: 'the first claim is conditional',
    change: 'a first claim is written over whatever is there',
    edits: [edit(SEND_LEDGER, 'conditions: [unknownEmail],', 'conditions: [],')],
  },
  {
    guard: 'only the holder records',
    change: 'an outcome is written whoever holds the attempt',
    edits: [
      edit(
        SEND_LEDGER,
        `  { attribute: 'attempt', equals: attempt },
  { attribute: 'claimId', equals: claimId },
  { attribute: 'sendState', equals: 'CLAIMED' },
`,
        `  ...(attempt === 0 && claimId === '' ? [neverClaimed] : []),
`,
      ),
    ],
  },
  {
    guard: 'unknown is not "not sent"',
    change: 'a reset or a 5xx counts as a certain refusal',
    edits: [
      edit(SEND_ORDER, "case 'unreached':\n", "case 'unreached':\n    case 'unknown':\n"),
      edit(SEND_ORDER, "    case 'unknown':\n      metrics", "    case 'unknown' as never:\n      metrics"),
    ],
  },
  {
    guard: 'enough time is left before a send',
    change: 'a sender begins calls until it is killed',
    // Only the sandbox's rate fills a function's time with waiting.
    under: { sendRate: 1, orderRate: 1 },
    edits: [
      edit(
        SEND_ORDER,
        'if (deps.remainingMs() < waitMs + CLAIM_BUDGET_MS + CALL_BUDGET_MS)',
        'if (deps.remainingMs() < -waitMs - CLAIM_BUDGET_MS - CALL_BUDGET_MS)',
      ),
      edit(
        SEND_ORDER,
        'if (deps.remainingMs() < CALL_BUDGET_MS)',
        'if (deps.remainingMs() < -CALL_BUDGET_MS)',
      ),
    ],
  },
  {
    guard: 'a send waits for its slot',
    change: 'a sender sends as fast as it can',
    edits: [edit(SEND_ORDER, 'await deps.clock.sleep(waitMs);', 'await deps.clock.sleep(waitMs * 0);')],
  },
  {
    guard: 'a waiting message is reported as failed',
    change: 'a message that must come again is deleted',
    edits: [edit('src/app/keep-or-hold.ts', "  return 'kept';", "  return 'done';")],
  },
  {
    guard: 'one bad record is its own',
    change: 'a record that fails fails its whole batch',
    edits: [
      edit(
        'src/handlers/batch.ts',
        'return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };',
        'return { batchItemFailures: (failed.flat().length > 0 ? event.Records.map(({ messageId }) => messageId) : []).map((itemIdentifier) => ({ itemIdentifier })) };',
      ),
    ],
  },
  {
    guard: 'a malformed order goes to the dead letters',
    change: 'a malformed order is dropped',
    edits: [
      edit('src/app/draft-email.ts', '  await queue.deadLetter(message, reason);\n', '  void queue;\n'),
    ],
  },
  {
    guard: 'held only after its dead letter is safe',
    change: 'a message given to a person is deleted without a dead letter',
    edits: [
      edit(
        'src/app/keep-or-hold.ts',
        '  await queue.deadLetter(message, { reason, ...(emailId !== undefined && { emailId }) });\n',
        '  void queue;\n',
      ),
    ],
  },
  {
    guard: 'no values in logs',
    change: 'a refused order is logged with its body',
    edits: [
      edit(
        'src/app/draft-email.ts',
        "log.warn('Order event refused', { messageId: message.messageId, ...reason });",
        "log.warn('Order event refused', { messageId: message.messageId, ...reason, body: message.body });",
      ),
    ],
  },
  {
    guard: 'an email begins anew over feedback of an earlier one',
    change: 'a first claim keeps the status that feedback has left',
    edits: [
      edit(
        SEND_LEDGER,
        '    status: STATUS.pending.status,\n    statusRank: STATUS.pending.rank,\n    ttl',
        '    ttl',
      ),
      edit(
        SEND_LEDGER,
        'conditions: [unknownEmail],',
        'setOnce: { status: STATUS.pending.status, statusRank: STATUS.pending.rank }, conditions: [unknownEmail],',
      ),
      edit(SEND_LEDGER, 'remove: OF_AN_EARLIER_EMAIL', "remove: ['evidenceAttempt', 'messageId']"),
    ],
  },
  {
    guard: "a held email's doubt goes on",
    change: 'a redrive sends at once, whenever the last attempt was',
    under: USED_UP,
    edits: [
      edit(
        CLAIM,
        "    if (nowMs < doubtUntil) return { kind: 'wait', untilMs: doubtUntil };\n    return { kind: 'in-doubt', attemptsLeft: true",
        "    return { kind: 'in-doubt', attemptsLeft: true",
      ),
    ],
  },
  {
    guard: 'a double click is one resend',
    change: 'a resend may follow another at once',
    under: SUPPORT,
    edits: [edit('src/domain/resend.ts', 'if (secondsAgo < RESEND_PAUSE_SECONDS)', 'if (secondsAgo < 0)')],
  },
  {
    guard: 'a resend is made once',
    change: 'a resend is written over one that is there',
    under: SUPPORT,
    edits: [edit(ARCHIVE, "conditions: [{ attribute: 'emailId', is: 'absent' }],", 'conditions: [],')],
  },
  {
    guard: 'a resend is withdrawn only before it is taken up',
    change: 'a resend to another address ends one that a sender holds',
    under: SUPPORT,
    edits: [
      edit(ARCHIVE, "{ attribute: 'sendState', is: 'absent' },", ''),
      // The race that the condition alone decides is too rare to be met.
      edit(
        'src/domain/resend.ts',
        'const waitsUnclaimed = sendState === undefined && ',
        'const waitsUnclaimed = ',
      ),
    ],
  },
  {
    guard: 'nothing is sent after its erasure',
    change: 'a resend is claimed although its content was erased meanwhile',
    under: SUPPORT,
    edits: [edit(SEND_LEDGER, 'conditions: [neverClaimed, contentKept],', 'conditions: [neverClaimed],')],
  },
  {
    guard: 'what was erased stays erased',
    change: 'feedback writes a mail server’s words into an erased email',
    under: { ...SUPPORT, badRecipients: 0.9 },
    edits: [
      edit(
        FEEDBACK_LEDGER,
        '...(bounce.diagnostic === undefined ? [] : [notErased]),',
        '...(bounce.diagnostic === undefined ? [] : [notErased].slice(1)),',
      ),
    ],
  },
];
