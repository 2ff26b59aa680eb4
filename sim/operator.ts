import { NAMES, queueArn, type SimulatedCloud } from './cloud.ts';
import { isUnreadable } from './shop.ts';

/** Moves every dead letter back to its queue, as a person does with the console's redrive. */
export function redriveAll({ queues }: Pick<SimulatedCloud, 'queues'>): void {
  for (const [from, to] of [
    [NAMES.orderDeadLetters, NAMES.orderQueue],
    [NAMES.feedbackDeadLetters, NAMES.feedbackQueue],
  ] as const) {
    const waiting = queues.counts(queueArn(from)).visible;
    for (let moved = 0; moved < waiting; moved++)
      queues.redriveOne(queueArn(from), () => ({ arn: queueArn(to) }));
  }
}

/** Looks through the feedback's dead letters and throws away what is no event. */
export function discardUnreadable(cloud: Pick<SimulatedCloud, 'queues'>): void {
  discard(cloud, NAMES.feedbackDeadLetters, isUnreadable);
}

/**
 * Keeps one copy of each malformed order. Delivered twice, it becomes two dead letters, and an impatient operator who redrives
 * forty times would have a million.
 */
export function discardCopies(
  cloud: Pick<SimulatedCloud, 'queues'>,
  isMalformed: (body: string) => boolean,
): void {
  const kept = new Set<string>();
  discard(cloud, NAMES.orderDeadLetters, (body) => {
    if (!isMalformed(body)) return false;
    if (kept.has(body)) return true;
    kept.add(body);
    return false;
  });
}

function discard(
  { queues }: Pick<SimulatedCloud, 'queues'>,
  queueName: string,
  unwanted: (body: string) => boolean,
): void {
  const arn = queueArn(queueName);
  for (const { body, receiptHandle } of queues.receive(arn, { max: Number.MAX_SAFE_INTEGER })) {
    if (unwanted(body)) queues.delete(arn, receiptHandle);
    else queues.changeVisibility(arn, receiptHandle, 0);
  }
}
