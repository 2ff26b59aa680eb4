import { attempt, RETRY_MS } from '../../background.ts';
import { inTransaction } from '../../transaction.ts';
import type { World } from '../../world.ts';
import { invalidParameterValue, resourceNotFound } from './errors.ts';
import type { MoveTask } from './move-task.ts';
import { MoveTaskStore } from './move-task-store.ts';
import type { Queues } from './queues.ts';

/** How long one step of a task keeps other work waiting: so many messages. */
const MESSAGES_A_STEP = 100;
/** A task with a rate moves so often a second at most. */
const STEPS_A_SECOND = 20;

/**
 * Redrives under way and done. A task moves a few messages at a time, each step in one transaction with its own count, so
 * that it goes on after a restart where it was.
 */
export class MoveTasks {
  readonly #world: World;
  readonly #queues: Queues;
  readonly #store: MoveTaskStore;

  constructor(world: World, queues: Queues) {
    this.#world = world;
    this.#queues = queues;
    this.#store = new MoveTaskStore(world.database);
  }

  /** Goes on with the tasks that a stop interrupted. To be called once the queues exist. */
  resume(): void {
    for (const task of this.#store.running()) this.#stepLater(task, 0);
  }

  /** Throws AWS's errors: the source is nobody's dead-letter queue, or is being redriven already. */
  start(request: Pick<MoveTask, 'sourceArn' | 'destinationArn' | 'perSecond'>): MoveTask {
    const { sourceArn } = request;
    if (!this.#queues.all().some((queue) => queue.redrivePolicy?.deadLetterTargetArn === sourceArn))
      throw invalidParameterValue('Source queue must be configured as a Dead Letter Queue.');
    if (this.#store.running().some((task) => task.sourceArn === sourceArn))
      throw invalidParameterValue(
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    const id = this.#world.newId();
    const task: MoveTask = {
      ...request,
      id,
      handle: Buffer.from(JSON.stringify({ taskId: id, sourceArn })).toString('base64'),
      status: 'RUNNING',
      toMove: this.#queues.counts(sourceArn).visible,
      moved: 0,
      failureReason: undefined,
      startedAt: this.#world.timers.now(),
    };
    this.#store.save(task);
    this.#stepLater(task, 0);
    return task;
  }

  /** Throws AWS's errors on a handle that is none, or of no task. */
  byHandle(handle: string): MoveTask {
    const id = taskIdIn(handle);
    if (id === undefined) throw invalidParameterValue('Value for parameter TaskHandle is invalid.');
    const task = this.#store.byId(id);
    if (!task) throw resourceNotFound('Task does not exist.');
    return task;
  }

  /** The latest tasks of a queue, newest first. */
  latest(sourceArn: string, max: number): MoveTask[] {
    return this.#store.latest(sourceArn, max);
  }

  /** Stops a task where it is; what it has moved stays moved. */
  cancel(task: MoveTask): MoveTask {
    if (task.status !== 'RUNNING') throw invalidParameterValue('Only active tasks can be cancelled.');
    const cancelled: MoveTask = { ...task, status: 'CANCELLED' };
    this.#store.save(cancelled);
    return cancelled;
  }

  #stepLater({ id }: Pick<MoveTask, 'id'>, delayMs: number): void {
    this.#world.timers.schedule(delayMs, () => {
      if (!attempt(this.#world, 'A redrive', () => this.#stepNow(id))) this.#stepLater({ id }, RETRY_MS);
    });
  }

  #stepNow(id: string): void {
    const task = this.#store.byId(id);
    if (task?.status !== 'RUNNING') return;
    const after = inTransaction(this.#world.database, () => this.#step(task));
    if (after.status === 'RUNNING') this.#stepLater(after, pauseMs(after));
  }

  #step(task: MoveTask): MoveTask {
    let { moved, status, failureReason } = task;
    for (let left = messagesAStep(task); left > 0 && status === 'RUNNING'; left--) {
      const outcome = moved < task.toMove ? this.#moveOne(task) : 'empty';
      if (outcome === 'moved') moved++;
      else if (outcome === 'empty') status = 'COMPLETED';
      else {
        status = 'FAILED';
        failureReason = outcome.failure;
      }
    }
    const after: MoveTask = { ...task, moved, status, failureReason };
    this.#store.save(after);
    return after;
  }

  #moveOne({ sourceArn, destinationArn }: MoveTask): 'empty' | 'moved' | { failure: string } {
    if (!this.#queues.byArn(sourceArn)) return { failure: NON_EXISTENT };
    return this.#queues.redriveOne(sourceArn, (movedFrom) => {
      const arn = destinationArn ?? movedFrom;
      // Developer guide, "Dead-letter queue redrive errors": a message that was sent there, and not moved by SQS.
      if (arn === undefined) return { failure: 'CouldNotDetermineMessageSource' };
      return this.#queues.byArn(arn) ? { arn } : { failure: NON_EXISTENT };
    });
  }
}

const NON_EXISTENT = 'AWS.SimpleQueueService.NonExistentQueue';

function messagesAStep({ perSecond }: MoveTask): number {
  return perSecond === undefined ? MESSAGES_A_STEP : Math.ceil(perSecond / STEPS_A_SECOND);
}

function pauseMs(task: MoveTask): number {
  return task.perSecond === undefined ? 0 : (1_000 * messagesAStep(task)) / task.perSecond;
}

function taskIdIn(handle: string): string | undefined {
  try {
    const { taskId } = JSON.parse(Buffer.from(handle, 'base64').toString());
    return typeof taskId === 'string' ? taskId : undefined;
  } catch {
    return undefined;
  }
}
