import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DOUBT_SECONDS } from '#contract/timing.ts';
import { Random } from '../sim/random.ts';
import type { KeptHeap } from './heap-probe.ts';
import { accountAt } from './hour-account.ts';
import { CloudProcess } from './hour-cloud.ts';
import { machineDisk, openSmallDisk, smallDiskRefusal } from './hour-disk.ts';
import { hiddenIn, readEvidence, redriveFeedback, redriveOrders, untilQuiet } from './hour-heal.ts';
import { drawLaps } from './hour-laps.ts';
import { type Memory, memoryOf } from './hour-memory.ts';
import type { HourOptions } from './hour-options.ts';
import { judge } from './hour-proof.ts';
import { reportLines } from './hour-report.ts';
import { Shop } from './hour-shop.ts';
import { drawTraffic, type Publication } from './hour-traffic.ts';
import { keptRunning, runLap, type Stage } from './hour-troubles.ts';

const SUFFIX = 'soak';
const HOUR_SECONDS = 3_600;

/** To the next look at what is hidden: any doubt is over, and most waits are. Waits double, and so do the jumps. */
const FIRST_JUMP_SECONDS = DOUBT_SECONDS + 600;
/** Of both healings, so that they end well before the queues' retention of four days does. */
const LONGEST_JUMP_SECONDS = 4 * HOUR_SECONDS;
const MOST_JUMPS = 10;

/** The state of an order: its mail, its messages, its item and its log lines, several times over while they are rewritten. */
const BYTES_AN_ORDER = 200_000;
const BYTES_AT_LEAST = 256 * 1024 * 1024;

/**
 * An hour's traffic of a shop on the local cloud as a user starts it, as fast as it goes, while the process is killed, stopped
 * and started, and its disk is full at times. Then everything heals, and it is proved from outside that nothing was lost.
 *
 * The hour passes in jumps: each start is some minutes later by the cloud's clock, so that the waits of the hour end in it.
 *
 * @param print takes lines as they come
 * @returns whether all that was acknowledged is there
 */
export async function soakHour(
  options: HourOptions,
  print: (lines: readonly string[]) => void,
): Promise<boolean> {
  const refusal = smallDiskRefusal();
  const troubles = refusal === undefined ? options : { ...options, fullDisks: 0 };
  if (refusal !== undefined) print([`Without full disks: ${refusal}.`]);
  const folder = mkdtempSync(path.join(tmpdir(), 'ordermail-soak-'));
  const bytes = Math.max(BYTES_AT_LEAST, options.orders * BYTES_AN_ORDER);
  const disk = refusal === undefined ? await openSmallDisk(folder, bytes) : machineDisk();
  const cloud = await CloudProcess.withFreePorts({
    state: folder,
    environmentSuffix: SUFFIX,
    isInspected: options.watchesMemory,
    command: disk.command,
  });
  try {
    return await run(troubles, { cloud, disk }, print);
  } finally {
    await cloud.end('SIGKILL');
    await disk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  options: HourOptions,
  parts: Pick<Stage, 'cloud' | 'disk'>,
  print: (lines: readonly string[]) => void,
): Promise<boolean> {
  const { cloud } = parts;
  const random = new Random(`hour ${options.seed}`);
  const traffic = drawTraffic(options.orders, random);
  const { laps, steady } = drawLaps(traffic.publications, options, random);
  const account = accountAt(cloud.endpointUrl, SUFFIX);
  const shop = new Shop(cloud.endpointUrl, account.topicArn, random);
  const counts = { kills: 0, restarts: 0, fullDisks: 0, startsRefused: 0 };

  const redriven = { orders: 0, feedback: 0 };
  let aheadSeconds = 0;
  const startLater = async (bySeconds: number) => {
    aheadSeconds += bySeconds;
    return await cloud.start(aheadSeconds);
  };
  const stage: Stage = {
    ...{ ...parts, shop, account, counts },
    start: () => startLater(Math.round(HOUR_SECONDS / Math.max(1, laps.length))),
  };
  const jump = async (seconds: number) => {
    await cloud.end('SIGTERM');
    await startLater(seconds);
  };

  try {
    if (!(await startLater(0))) throw new Error(cloud.lastLines.join('\n'));
    const startedAt = performance.now();
    for (const [n, lap] of laps.entries()) {
      await runLap(lap, stage);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      print([
        `after ${seconds} s: lap ${n + 1} of ${laps.length}, ${lap.trouble.kind}; ${shop.counts.acknowledged} publications acknowledged`,
      ]);
    }
    const memory = await publishSteadily();
    const seconds = (performance.now() - startedAt) / 1000;

    const jumps = await settle();
    redriven.orders += await redriveOrders(account);
    const moreJumps = await settle();
    const evidence = await readEvidence(account);
    const verdict = judge(traffic, shop.acknowledged, evidence);
    print(
      reportLines({
        ...{ options, traffic, verdict, evidence, memory, seconds, redriven },
        troubles: counts,
        shop: shop.counts,
        endsByItself: cloud.endsByItself,
        jumps: jumps + moreJumps,
      }),
    );
    return verdict.holds && cloud.endsByItself.length === 0 && (memory?.isFlat ?? !options.watchesMemory);
  } finally {
    shop.close();
    account.close();
  }

  /** The part without trouble, in halves: after the first the process is warm, and the second may leave nothing behind. */
  async function publishSteadily(): Promise<Memory | undefined> {
    const middle = Math.floor(steady.length / 2);
    const first = await keptAfter(steady.slice(0, middle));
    const last = await keptAfter(steady.slice(middle));
    return first && last && memoryOf(first, last, steady.length - middle);
  }

  async function keptAfter(publications: readonly Publication[]): Promise<KeptHeap | undefined> {
    await keptRunning(shop.publish(publications), stage);
    await keptRunning(untilQuiet(account), stage);
    return await cloud.keptHeap();
  }

  /** Lets time pass until both queues are empty; resolves with the jumps that took. */
  async function settle(): Promise<number> {
    let seconds = FIRST_JUMP_SECONDS;
    for (let jumps = 0; ; jumps++) {
      await untilQuiet(account);
      redriven.feedback += await redriveFeedback(account);
      const hidden = await hiddenIn(account);
      if (hidden === 0 || jumps === MOST_JUMPS) return jumps;
      print([`${hidden} messages wait: the clock jumps ${Math.round(seconds / 60)} minutes`]);
      await jump(seconds);
      seconds = Math.min(2 * seconds, LONGEST_JUMP_SECONDS);
    }
  }
}
