/** The redrive of a dead-letter queue. */
export interface MoveTask {
  readonly id: string;
  readonly handle: string;
  readonly sourceArn: string;
  /** `undefined`: each message goes back to the queue that SQS moved it from. */
  readonly destinationArn: string | undefined;
  /** Messages a second; `undefined` is as fast as it goes. */
  readonly perSecond: number | undefined;
  readonly status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  /** Messages that were visible when it started. Later ones stay, so that a consumer that fails on all of them cannot keep it going. */
  readonly toMove: number;
  readonly moved: number;
  readonly failureReason: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}
