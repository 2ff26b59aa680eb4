import { Command } from 'commander';
import { METRICS, type MetricName } from '#contract/metrics.ts';
import { table } from '../output/layout.ts';
import type { Run } from '../run-command.ts';
import type { Session } from '../session.ts';

export function statsCommand(run: Run): Command {
  return new Command('stats')
    .description('How many emails were sent, delivered, bounced …: today (UTC) and in the last 24 hours.')
    .action(run<[object]>(stats));
}

const DAY_MS = 24 * 60 * 60 * 1000;

type Counts = Readonly<Record<MetricName, number>>;

async function stats({ aws, environment, clock, terminal }: Session): Promise<undefined> {
  const { cloudwatchEmailCounts } = await import('#adapters/aws/cloudwatch-email-counts.ts');
  const counts = cloudwatchEmailCounts(await aws.metrics(), environment);
  const nowMs = clock.now();
  const until = new Date(nowMs).toISOString();
  const midnight = `${until.slice(0, 10)}T00:00:00.000Z`;
  const [today, day] = await Promise.all([
    counts.count({ since: midnight, until }),
    counts.count({ since: new Date(nowMs - DAY_MS).toISOString(), until }),
  ]);
  terminal.result({ today: jsonOf(today), last24Hours: jsonOf(day) }, () =>
    table([
      ['', 'today', '', '24 hours', ''],
      ...LINES.map(([what, name, rate]) => line(what, name, rate, today, day)),
    ]),
  );
}

/** What each number is called, and whether it is shown as a share of the mails sent. */
const LINES: readonly (readonly [what: string, name: MetricName, rate: boolean])[] = [
  ['sent', METRICS.sent, false],
  ['delivered', METRICS.delivered, true],
  ['bounced or suppressed', METRICS.bounced, true],
  ['complained', METRICS.complaint, true],
  ['refused by SES', METRICS.refused, false],
  ['held for a person', METRICS.held, false],
  ['invalid order events', METRICS.invalid, false],
  ['duplicate order events', METRICS.duplicate, false],
  ['duplicates with other content', METRICS.contentConflict, false],
  ['possibly sent twice', METRICS.possibleDuplicate, false],
];

function line(what: string, name: MetricName, rate: boolean, today: Counts, day: Counts): string[] {
  const cells = [today, day].flatMap((counts) => [
    counts[name].toLocaleString('en-US').padStart(9),
    rate ? percent(shareOf(counts, name)) : '',
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
