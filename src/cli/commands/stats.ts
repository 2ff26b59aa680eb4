import { Command } from 'commander';
import { METRICS, type MetricName } from '#contract/metrics.ts';
import { table } from '../output/layout.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';
import { mustBeDeployed } from '../stack-status.ts';

export function statsCommand(run: Run): Command {
  return new Command('stats')
    .description('How many emails were sent, delivered, bounced …: today (UTC) and in the last 24 hours.')
    .action(run<[object]>(stats));
}

const DAY_MS = 24 * 60 * 60 * 1000;

type Counts = Readonly<Record<MetricName, number>>;

async function stats(session: Session): Promise<undefined> {
  const { aws, environment, clock, terminal } = session;
  const { cloudwatchEmailCounts } = await import('#adapters/aws/cloudwatch-email-counts.ts');
  const counts = cloudwatchEmailCounts(await aws.metrics(), environment);
  const nowMs = clock.now();
  const until = new Date(nowMs).toISOString();
  const midnight = `${until.slice(0, 10)}T00:00:00.000Z`;
  const [today, day] = await Promise.all([
    counts.count({ since: midnight, until }),
    counts.count({ since: new Date(nowMs - DAY_MS).toISOString(), until }),
  ]);
  if (Object.values(day).every((count) => count === 0)) await mustBeDeployed(session);
  terminal.result({ today: jsonOf(today), last24Hours: jsonOf(day) }, () =>
    table([
      ['', 'today', '', '24 hours', ''],
      ...(Object.keys(LINES) as MetricName[]).map((name) => line(name, today, day)),
    ]),
  );
}

interface Line {
  readonly what: string;
  /** Shown as a share of the mails sent too. */
  readonly share?: boolean;
}

/** What each number is called, in the order in which they are shown. */
const LINES: Readonly<Record<MetricName, Line>> = {
  [METRICS.sent]: { what: 'sent' },
  [METRICS.delivered]: { what: 'delivered', share: true },
  [METRICS.bounced]: { what: 'bounced or suppressed', share: true },
  [METRICS.complaint]: { what: 'complained', share: true },
  [METRICS.refused]: { what: 'refused by SES' },
  [METRICS.blocked]: { what: 'tries while SES takes nothing' },
  [METRICS.inDoubt]: { what: 'in doubt for a while' },
  [METRICS.possibleDuplicate]: { what: 'possibly sent twice' },
  [METRICS.held]: { what: 'held for a person' },
  [METRICS.invalid]: { what: 'invalid order events' },
  [METRICS.duplicate]: { what: 'duplicate order events' },
  [METRICS.contentConflict]: { what: 'duplicates with other content' },
  [METRICS.amountMismatch]: { what: 'amounts that do not add up' },
  [METRICS.failed]: { what: 'messages to be tried again' },
};

function line(name: MetricName, today: Counts, day: Counts): string[] {
  const { what, share = false } = LINES[name];
  const cells = [today, day].flatMap((counts) => [
    counts[name].toLocaleString('en-US').padStart(9),
    share ? percent(shareOf(counts, name)) : '',
  ]);
  return [what, ...cells];
}

/** Of the mails sent; undefined where none was. */
function shareOf(counts: Counts, name: MetricName): number | undefined {
  const sent = counts[METRICS.sent];
  return sent === 0 ? undefined : counts[name] / sent;
}

const percent = (share: number | undefined) => (share === undefined ? '' : `${(share * 100).toFixed(2)} %`);

function jsonOf(counts: Counts) {
  return {
    counts,
    deliveredRate: shareOf(counts, METRICS.delivered) ?? null,
    bounceRate: shareOf(counts, METRICS.bounced) ?? null,
    complaintRate: shareOf(counts, METRICS.complaint) ?? null,
  };
}
