import { fork } from 'node:child_process';
import { once } from 'node:events';
import { duration } from '../sim/trace.ts';
import { type Burst, type BurstResult, growthByMail } from './burst.ts';

/** The account's rates: that of a new one, and one that many shops are given. Mails a second. */
const SEND_RATES = [14, 500];

/**
 * A burst for each send rate, side by side, each in a process of its own. Prints each as it ends.
 *
 * @returns whether all went well
 */
export async function soakBursts(
  { orders, seed }: Pick<Burst, 'orders' | 'seed'>,
  print: (lines: readonly string[]) => void,
): Promise<boolean> {
  print([
    `${orders} orders at once, in virtual time, to an account of ${SEND_RATES.join(' and of ')} mails a second …`,
  ]);
  const results = await Promise.all(
    SEND_RATES.map(async (sendRate) => {
      const result = await inProcess({ orders, sendRate, seed });
      print(linesOf(result));
      return result;
    }),
  );
  return results.every(({ wrong }) => wrong.length === 0);
}

/** In a process of its own: a run replaces its process's clock, and its heap is to be that of this burst. */
export async function inProcess(burst: Burst): Promise<BurstResult> {
  const child = fork(new URL('./burst-process.ts', import.meta.url), { execArgv: ['--expose-gc'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of the burst at ${burst.sendRate} a second ended with ${code}.`);
  });
  child.send(burst);
  const [result] = await Promise.race([once(child, 'message'), ended]);
  return result;
}

function linesOf({ burst, run, heap, wrong }: BurstResult): readonly string[] {
  const { orders, sendRate } = burst;
  const kilobytes = (growthByMail(orders, heap) / 1024).toFixed(1);
  return [
    `at ${sendRate} a second: ${run.mails} mails of ${orders} orders, the last after ${duration(run.lastMailMs)} (rate alone: ${duration((orders / sendRate) * 1000)})`,
    `  lost ${orders - run.mails}, twice ${run.duplicates}, dead letters ${run.deadLetters}, throttled by SES ${run.throttledBySes}, most receives of an order ${run.mostReceives}`,
    `  longest pause ${Math.round(run.longestPauseMs)} ms, heap ${heap.map((bytes) => Math.round(bytes / 1024 ** 2)).join(' ')} MB by tenths: ${kilobytes} KB a mail, which is the simulated table's`,
    ...wrong.map((sentence) => `  WRONG: ${sentence}`),
  ];
}
