import { Argument, Command } from 'commander';
import { discardLetters, lookAtLetters, MAX_LETTERS, redriveLetters } from '#app/dead-letters.ts';
import { idsOf } from '#app/letter-ids.ts';
import {
  DEAD_LETTER_QUEUES,
  type DeadLetter,
  type DeadLetterQueue,
  type DeadLetters,
} from '#app/operator-ports.ts';
import { auditTrail, operatorOf } from '../audit.ts';
import { EXIT, Refusal } from '../exit-codes.ts';
import { counted, moment, table, wrapped } from '../output/layout.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

export function deadLettersCommand(run: Run): Command {
  const group = new Command('dead-letters').description(
    'Messages that need a person: orders and SES events that were refused or given up. The undelivered ones never reached their queue.',
  );
  group.command('list').description('How many there are, in each queue.').action(run<[object]>(list));
  group
    .command('show')
    .addArgument(queueArgument())
    .description('Reason and ids of each. They stay where they are.')
    .option('--show-body', 'with the message itself, which holds personal data')
    .action(run<[DeadLetterQueue, ShowOptions]>(show));
  group
    .command('redrive')
    .addArgument(queueArgument())
    .argument('[ids...]', 'only these messages (default: all)')
    .description('Send them on their way again. An order that was mailed is not mailed again.')
    .option('--reason <text>', 'why; kept in the audit trail')
    .option('--by <name>', 'who asks (default: as AWS knows you)')
    .action(run<[DeadLetterQueue, readonly string[], ActOptions]>(redrive));
  group
    .command('discard')
    .addArgument(queueArgument())
    .argument('[ids...]', 'only these messages')
    .description('Delete them for good.')
    .option('--all', 'all of the queue')
    .option('--reason <text>', 'why; kept in the audit trail')
    .option('--by <name>', 'who asks (default: as AWS knows you)')
    .option('--yes', 'really: it cannot be undone')
    .action(run<[DeadLetterQueue, readonly string[], DiscardOptions]>(discard));
  return group;
}

const queueArgument = () => new Argument('<queue>', 'whose').choices([...DEAD_LETTER_QUEUES]);

interface ShowOptions {
  readonly showBody?: boolean;
}

interface ActOptions {
  readonly reason?: string;
  readonly by?: string;
}

interface DiscardOptions extends ActOptions {
  readonly all?: boolean;
  readonly yes?: boolean;
}

async function list(session: Session): Promise<undefined> {
  const letters = await lettersOf(session);
  const queues = await Promise.all(
    DEAD_LETTER_QUEUES.map(async (queue) => ({ queue, ...(await letters.depth(queue)) })),
  );
  session.terminal.result({ queues }, () =>
    table([
      ['queue', 'waiting', 'in work'],
      ...queues.map(({ queue, waiting, held }) => [queue, String(waiting), String(held)]),
    ]),
  );
}

async function show(
  session: Session,
  queue: DeadLetterQueue,
  { showBody = false }: ShowOptions,
): Promise<undefined> {
  const found = await lookAtLetters(queue, MAX_LETTERS, await lettersOf(session));
  session.terminal.result({ queue, messages: found.map((letter) => jsonOf(letter, showBody)) }, () =>
    found.length === 0
      ? `Nothing waits among the dead letters of ${queue}.`
      : found.map((letter) => textOf(letter, showBody, session)).join('\n\n'),
  );
  if (found.length === MAX_LETTERS)
    session.terminal.note(
      `\nThese are the first ${counted(MAX_LETTERS, 'message')}; there may be more: ordermail dead-letters list.`,
    );
}

async function redrive(
  session: Session,
  queue: DeadLetterQueue,
  ids: readonly string[],
  options: ActOptions,
) {
  const { terminal, clock } = session;
  const [letters, audit] = [await lettersOf(session), await auditTrail(session)];
  const { moved, missing, failure } = await redriveLetters(
    queue,
    ids.length === 0 ? 'all' : ids,
    await operatorOf(session, options),
    { letters, audit, clock },
    (count) => terminal.progress(`Moved ${counted(count, 'message')}`),
  );
  if (failure !== undefined)
    throw new Refusal(
      `SQS stopped moving them (${failure}), after ${counted(moved, 'message')}.`,
      'Mend that, then repeat the command: it moves the rest.',
    );
  terminal.result({ queue, moved, missing }, () =>
    moved === 0
      ? `Nothing was moved${missing.length === 0 ? `: no dead letters of ${queue} wait` : ''}.`
      : `Moved ${counted(moved, 'message')} back. What fails again comes here again, with its reason.`,
  );
  return reportMissing(missing, session);
}

async function discard(
  session: Session,
  queue: DeadLetterQueue,
  ids: readonly string[],
  options: DiscardOptions,
) {
  const { terminal } = session;
  if ((ids.length === 0) === !options.all)
    throw new Refusal(
      'Say which: the ids of messages, or --all.',
      `See them with ordermail dead-letters show ${queue}.`,
      EXIT.usage,
    );
  if (!options.yes)
    throw new Refusal(
      `This deletes ${ids.length === 0 ? `all dead letters of ${queue}` : counted(ids.length, 'message')} for good: nobody is mailed for them.`,
      'Repeat it with --yes.',
      EXIT.usage,
    );
  const [letters, audit] = [await lettersOf(session), await auditTrail(session)];
  const { done, missing } = await discardLetters(
    queue,
    options.all ? 'all' : ids,
    await operatorOf(session, options),
    { letters, audit },
    (count) => terminal.progress(`Discarded ${counted(count, 'message')}`),
  );
  terminal.result({ queue, discarded: done, missing }, () => `Discarded ${counted(done.length, 'message')}.`);
  return reportMissing(missing, session);
}

async function lettersOf({ aws, names }: Session): Promise<DeadLetters> {
  const { sqsDeadLetters } = await import('#adapters/aws/sqs-dead-letters.ts');
  return sqsDeadLetters(await aws.queues(), names);
}

function reportMissing(missing: readonly string[], { terminal }: Session) {
  if (missing.length === 0) return undefined;
  terminal.note(
    `Not there: ${missing.join(', ')}. Somebody else may have dealt with it, or has it in hand right now: look again in two minutes.`,
  );
  return EXIT.refused;
}

function textOf(letter: DeadLetter, showBody: boolean, { terminal }: Session): string {
  const facts = { ...letter.attributes, ...idsOf(letter.body) };
  return [
    `${terminal.paint('strong', letter.id)}  ${moment(letter.sentAt)}`,
    ...Object.entries(facts).map(([name, value]) => wrapped(`${name}: ${value}`, '  ')),
    ...(showBody ? [`  body: ${letter.body}`] : []),
  ].join('\n');
}

function jsonOf({ id, sentAt, attributes, body }: DeadLetter, showBody: boolean) {
  return { id, sentAt, attributes, ids: idsOf(body), ...(showBody && { body }) };
}
