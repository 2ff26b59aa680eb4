import type { CostReport } from '#contract/cost-report.ts';
import type { Clock } from './ports.ts';

/** What the emails cost, for a person who looks. */
export interface CostReader {
  /** What was found out last today; asks if nothing was. */
  read(): Promise<CostReport>;
  /** Finds it out anew. */
  askAgain(): Promise<CostReport>;
}

/** Remembers the report for the day: a look costs a cent on AWS, whose figures change once a day. A failed one is asked again. */
export function rememberedCosts(ask: () => Promise<CostReport>, clock: Clock): CostReader {
  let last: CostReport | undefined;
  const askAgain = async () => {
    last = await ask();
    return last;
  };
  return {
    askAgain,
    async read() {
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      return last && last.failure === undefined && last.asOf === today ? last : await askAgain();
    },
  };
}
