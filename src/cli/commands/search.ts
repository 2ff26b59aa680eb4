import { Command, InvalidArgumentError } from 'commander';
import type { FoundEmail } from '#app/operator-ports.ts';
import { searchEmails } from '#app/search-emails.ts';
import { EXIT, Refusal } from '../exit-codes.ts';
import { counted, moment, table } from '../output/layout.ts';
import { painted } from '../output/status-tone.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 1_000;

export function searchCommand(run: Run): Command {
  return new Command('search')
    .description(
      'Emails by address, by status, by time, the newest first. Without an address: emails with a problem (DELAYED, BOUNCED, SUPPRESSED, REJECTED, FAILED, COMPLAINED, HELD), by when they got it.',
    )
    .option('--address <email>', 'emails to this address, as it is written and in lower case')
    .option('--status <status...>', 'only these statuses, such as BOUNCED')
    .option(
      '--since <time>',
      'a date or time in UTC, or how long ago, such as 2h, 7d (default: a day; by address: all)',
    )
    .option('--until <time>', 'the same; a date with its whole day (default: now)')
    .option('--limit <count>', `at most so many, up to ${MAX_LIMIT}`, wholeNumber, DEFAULT_LIMIT)
    .action(run<[Options]>(search));
}

interface Options {
  readonly address?: string;
  readonly status?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
}

async function search(session: Session, options: Options): Promise<undefined> {
  const { terminal, clock, names, aws } = session;
  const nowMs = clock.now();
  const { dynamodbEmailSearch } = await import('#adapters/aws/dynamodb-email-search.ts');
  const { address, status, since, until, limit } = options;
  const result = await searchEmails(
    {
      limit,
      ...(address !== undefined && { address }),
      ...(status && { statuses: status.map((one) => one.toUpperCase()) }),
      ...(since !== undefined && { since: timeOf(since, nowMs) }),
      ...(until !== undefined && { until: timeOf(until, nowMs) }),
    },
    dynamodbEmailSearch(await aws.table(), names.trackingTable),
    nowMs,
  );
  if (result.kind === 'impossible') {
    const option = result.field === 'statuses' ? 'status' : result.field;
    throw new Refusal(`This --${option} cannot be. Allowed: ${result.allowed}.`, undefined, EXIT.usage);
  }
  const { emails, looked, more, requests, span } = result;
  terminal.result({ ...span, emails, more, requests }, () =>
    emails.length === 0
      ? more
        ? `None among the newest ${looked}; there are more: narrow the time, or raise --limit.`
        : `No emails found from ${moment(span.since)} to ${moment(span.until)} UTC.`
      : table(emails.map((email) => line(email, session))),
  );
  if (emails.length > 0)
    terminal.note(
      `\n${counted(emails.length, 'email')}${more ? '; there are more: narrow the time, or raise --limit' : ''}. Times are UTC.`,
    );
}

function line({ at, status, emailType, orderId }: FoundEmail, { terminal }: Session): string[] {
  return [moment(at), painted(status, terminal), emailType, orderId];
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `2h` as a time; anything else as it is. */
function timeOf(text: string, nowMs: number): string {
  const ago = /^(\d{1,5})([mhd])$/.exec(text);
  if (!ago) return text;
  return new Date(nowMs - Number(ago[1]) * UNITS[ago[2] as keyof typeof UNITS]).toISOString();
}

function wholeNumber(text: string): number {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MAX_LIMIT) return value;
  throw new InvalidArgumentError(`Allowed: a whole number from 1 to ${MAX_LIMIT}.`);
}
