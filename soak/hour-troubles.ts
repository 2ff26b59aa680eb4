import { setTimeout } from 'node:timers/promises';
import type { Account } from './hour-account.ts';
import type { CloudProcess } from './hour-cloud.ts';
import type { Disk } from './hour-disk.ts';
import type { Lap } from './hour-laps.ts';
import { until } from './hour-patience.ts';
import type { Shop } from './hour-shop.ts';

/** What the troubles of a run came to. */
export interface TroubleCounts {
  kills: number;
  restarts: number;
  fullDisks: number;
  /** Starts that ended at once because the disk was full. */
  startsRefused: number;
}

/** The parts of a run that troubles act on. */
export interface Stage {
  readonly cloud: CloudProcess;
  readonly disk: Disk;
  readonly shop: Shop;
  readonly account: Account;
  readonly counts: TroubleCounts;
  /** Starts the cloud again; the clock has moved on. False if it ended instead of getting ready. */
  start(): Promise<boolean>;
}

/** How long a moment is waited for that may never come, such as a mail where nothing is left to send. */
const MOMENT_PATIENCE_MS = 15_000;
/** While the disk is full, what becomes free is filled again so often. */
const REFILL_MS = 20;

/** Publishes the lap's share while its trouble comes, at the moment that was drawn, and goes. */
export async function runLap(lap: Lap, stage: Stage): Promise<void> {
  const published = stage.shop.publish(lap.publications);
  await momentOf(lap, stage);
  if (lap.trouble.kind === 'fullDisk') await fillDisk(lap, lap.trouble.killed, stage);
  else if (lap.trouble.kind === 'kill') await killed(stage);
  else await restarted(lap.trouble.signal, stage);
  await keptRunning(published, stage);
}

/** Waits for work, and starts the cloud again where it has ended by itself meanwhile, as whoever runs it would. */
export async function keptRunning<Result>(
  work: Promise<Result>,
  { cloud, start }: Pick<Stage, 'cloud' | 'start'>,
): Promise<Result> {
  for (;;) {
    const isDone = await Promise.race([work.then(() => true), setTimeout(WATCH_MS, false)]);
    if (isDone) return await work;
    if (!cloud.runs) await mustStart(start, cloud);
  }
}

const WATCH_MS = 250;

async function momentOf({ afterAcknowledged, afterMails, trouble }: Lap, { shop, account }: Stage) {
  const acknowledged = shop.counts.acknowledged + afterAcknowledged;
  // A disk is to be full while there is something to publish, so it does not wait for the senders.
  const mails = trouble.kind === 'fullDisk' ? 0 : (await account.mailCount()) + afterMails;
  const isThere = async () =>
    shop.counts.acknowledged >= acknowledged && (mails === 0 || (await account.mailCount()) >= mails)
      ? true
      : undefined;
  await until('the moment of the trouble', isThere, MOMENT_PATIENCE_MS).catch(() => {});
}

async function killed({ cloud, counts, start }: Stage): Promise<void> {
  await cloud.end('SIGKILL');
  counts.kills++;
  await mustStart(start, cloud);
}

async function restarted(signal: 'SIGTERM' | 'SIGINT', { cloud, counts, start }: Stage): Promise<void> {
  await cloud.end(signal);
  counts.restarts++;
  await mustStart(start, cloud);
}

async function fillDisk(lap: Lap, kill: boolean, stage: Stage): Promise<void> {
  const { cloud, disk, counts, start } = stage;
  counts.fullDisks++;
  await whileFull(disk, lap.lastsMs, async () => {
    if (!kill) return;
    await cloud.end('SIGKILL');
    counts.kills++;
    if (!(await start())) counts.startsRefused++;
  });
  // It may have ended on the full disk, which loses nothing: whoever runs it starts it again.
  if (!cloud.runs) await mustStart(start, cloud);
}

async function whileFull(disk: Disk, lastsMs: number, meanwhile: () => Promise<void>): Promise<void> {
  let isOver = false;
  const filling = (async () => {
    while (!isOver) {
      disk.fill();
      await setTimeout(REFILL_MS);
    }
  })();
  await setTimeout(lastsMs);
  await meanwhile();
  isOver = true;
  await filling;
  disk.free();
}

async function mustStart(start: () => Promise<boolean>, cloud: CloudProcess): Promise<void> {
  if (await start()) return;
  throw new Error(`The local cloud does not start any more. It said:\n${cloud.lastLines.join('\n')}`);
}
