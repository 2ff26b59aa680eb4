import type { Action, CallContext } from '../../../gateway/service.ts';
import { resourceNotFound } from '../errors.ts';
import { type Input, integer, optionalString, permission, requiredString } from '../input.ts';
import type { MoveTask } from '../move-task.ts';
import type { MoveTasks } from '../move-tasks.ts';
import type { QueueSettings } from '../queue-settings.ts';
import type { Queues } from '../queues.ts';

const RATE = { min: 1, max: 500, rule: 'Must be between 1 and 500, if provided.' };
const MAX_RESULTS = { min: 1, max: 10, rule: 'Must be between 1 and 10, if provided.' };

/** StartMessageMoveTask. */
export function startMessageMoveTask(queues: Queues, tasks: MoveTasks): Action {
  return (input, context) => {
    const source = queueNamed(queues, input, 'SourceArn');
    for (const action of ['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage'])
      context.authorize(permission(action, source));
    const destination = optionalDestination(queues, input, context);
    const task = tasks.start({
      sourceArn: source.arn,
      destinationArn: destination?.arn,
      perSecond: integer(input, 'MaxNumberOfMessagesPerSecond', RATE),
    });
    return { TaskHandle: task.handle };
  };
}

/** ListMessageMoveTasks: the latest first. */
export function listMessageMoveTasks(queues: Queues, tasks: MoveTasks): Action {
  return (input, context) => {
    const source = queueNamed(queues, input, 'SourceArn');
    context.authorize(permission('ListMessageMoveTasks', source));
    const max = integer(input, 'MaxResults', MAX_RESULTS) ?? 1;
    return { Results: tasks.latest(source.arn, max).map(describe) };
  };
}

/** CancelMessageMoveTask. */
export function cancelMessageMoveTask(queues: Queues, tasks: MoveTasks): Action {
  return (input, context) => {
    const task = tasks.byHandle(requiredString(input, 'TaskHandle'));
    context.authorize(permission('CancelMessageMoveTask', queues.queue(task.sourceArn).settings));
    return { ApproximateNumberOfMessagesMoved: tasks.cancel(task).moved };
  };
}

function queueNamed(queues: Queues, input: Input, parameter: string): QueueSettings {
  const queue = queues.byArn(requiredString(input, parameter));
  if (!queue)
    throw resourceNotFound(`The resource that you specified for the ${parameter} parameter doesn't exist.`);
  return queue;
}

function optionalDestination(queues: Queues, input: Input, context: CallContext): QueueSettings | undefined {
  if (optionalString(input, 'DestinationArn') === undefined) return undefined;
  const destination = queueNamed(queues, input, 'DestinationArn');
  context.authorize(permission('SendMessage', destination));
  return destination;
}

function describe(task: MoveTask): object {
  return {
    TaskHandle: task.status === 'RUNNING' ? task.handle : undefined,
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.perSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failureReason,
    StartedTimestamp: task.startedAt,
  };
}
