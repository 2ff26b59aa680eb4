import type { Memory } from './hour-memory.ts';
import type { HourOptions } from './hour-options.ts';
import type { Evidence, Verdict } from './hour-proof.ts';
import type { ShopCounts } from './hour-shop.ts';
import type { Traffic } from './hour-traffic.ts';
import type { TroubleCounts } from './hour-troubles.ts';

interface Run {
  readonly options: HourOptions;
  readonly traffic: Traffic;
  readonly verdict: Verdict;
  readonly evidence: Evidence;
  /** Absent where it was not watched. */
  readonly memory: Memory | undefined;
  /** From the first publish until all was mailed that could be. */
  readonly seconds: number;
  readonly troubles: TroubleCounts;
  readonly shop: ShopCounts;
  /** What the process said last before each time that it ended although nobody ended it. */
  readonly endsByItself: readonly (readonly string[])[];
  /** Dead letters put back. */
  readonly redriven: { readonly orders: number; readonly feedback: number };
  readonly jumps: number;
}

const HOUR_SECONDS = 3_600;
/** More of one kind are seldom read. */
const MOST_NAMED = 50;

/** The totals of a run, and by name whatever was lost. */
export function reportLines(run: Run): readonly string[] {
  const { options, traffic, verdict, evidence, troubles, shop, seconds } = run;
  const { publications, poison } = traffic;
  const repeated = publications.filter(({ kind }) => kind === 'repeated').length;
  return [
    `seed ${options.seed}: ${options.orders} orders, ${repeated} of them published again, ${poison.size} poison events; ${shop.acknowledged} of ${publications.length} publications acknowledged`,
    `troubles: ${troubles.kills} kills, ${troubles.restarts} restarts, ${troubles.fullDisks} full disks (${troubles.startsRefused} starts refused on one); the process ended by itself ${run.endsByItself.length} times`,
    `publishes: ${shop.refused} refused, ${shop.unanswered} unanswered, each published again`,
    `an hour in ${seconds.toFixed(0)} s, ${(HOUR_SECONDS / seconds).toFixed(0)} times as fast; ${run.jumps} jumps of the clock until all waits were over; ${run.redriven.orders} dead letters of orders redriven and ${run.redriven.feedback} of events`,
    ...(run.memory ? [memoryLine(run.memory)] : []),
    `mailed: ${evidence.mails.length} mails, ${verdict.explainedDuplicates.length} orders with an explained duplicate, ${verdict.duplicates.length} with one that is not`,
    `dead letters: ${evidence.deadLetters.length} for ${poison.size - verdict.lostPoison.length} poison events, ${verdict.unexplained.length} unexplained`,
    `lost: ${verdict.lost.length} orders, ${verdict.lostPoison.length} poison events`,
    ...run.endsByItself.flatMap((said) => ['it ended by itself, and had said:', ...said]),
    ...named('lost', verdict.lost),
    ...named('lost poison', verdict.lostPoison),
    ...named('duplicate', verdict.duplicates),
    ...named('unexplained', verdict.unexplained),
  ];
}

function memoryLine({ firstBytes, lastBytes, publications, isFlat }: Memory): string {
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  const each = ((lastBytes - firstBytes) / 1024 / publications).toFixed(1);
  return `memory kept, garbage collected: ${megabytes(firstBytes)} before the last ${publications} publications, ${megabytes(lastBytes)} after them, ${each} KB each: ${isFlat ? 'flat' : 'GROWN'}`;
}

function named(what: string, all: readonly string[]): readonly string[] {
  const rest = all.length > MOST_NAMED ? [`… ${all.length - MOST_NAMED} more`] : [];
  return [...all.slice(0, MOST_NAMED).map((one) => `${what}: ${one}`), ...rest];
}
