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
export function discardUnreadable({ queues }: Pick<SimulatedCloud, 'queues'>): void {
  const arn = queueArn(NAMES.feedbackDeadLetters);
  const seen = queues.receive(arn, { max: Number.MAX_SAFE_INTEGER });
  for (const { body, receiptHandle } of seen) {
    if (isUnreadable(body)) queues.delete(arn, receiptHandle);
    else queues.changeVisibility(arn, receiptHandle, 0);
  }
}
