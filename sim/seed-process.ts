import type { RunOptions } from './options.ts';
import { describeOptions, type Report, reportOf } from './report.ts';
import { simulate } from './simulate.ts';

/** What came of one seed, as a person reads it and as it is summed up. */
export interface SeedResult extends Report {
  readonly seed: number;
  readonly sums: Readonly<
    Record<'orders' | 'mails' | 'duplicates' | 'resends' | 'erased' | 'redrives', number>
  >;
}

process.on('message', async (options: RunOptions) => {
  const startedAt = performance.now();
  const result = await simulate(options);
  const report = reportOf(options, result, (performance.now() - startedAt) / 1000);
  const { mails, duplicates, resends, erased, redrives } = result;
  process.send!({
    seed: options.seed,
    holds: report.holds,
    lines: [...describeOptions(options), ...report.lines],
    sums: { orders: options.orders, mails, duplicates, resends, erased, redrives },
  } satisfies SeedResult);
});
