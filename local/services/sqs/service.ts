import { jsonService } from '../../gateway/protocols/json.ts';
import type { Service } from '../../gateway/service.ts';
import type { World } from '../../world.ts';
import {
  changeMessageVisibility,
  changeMessageVisibilityBatch,
} from './actions/change-message-visibility.ts';
import { deleteMessage, deleteMessageBatch } from './actions/delete-message.ts';
import { getQueueAttributes } from './actions/get-queue-attributes.ts';
import { getQueueUrl } from './actions/get-queue-url.ts';
import { listDeadLetterSourceQueues, listQueues, listQueueTags } from './actions/list-queues.ts';
import {
  cancelMessageMoveTask,
  listMessageMoveTasks,
  startMessageMoveTask,
} from './actions/message-move-tasks.ts';
import { purgeQueue } from './actions/purge-queue.ts';
import { receiveMessage } from './actions/receive-message.ts';
import { sendMessage } from './actions/send-message.ts';
import { sendMessageBatch } from './actions/send-message-batch.ts';
import type { MoveTasks } from './move-tasks.ts';
import type { Queues } from './queues.ts';

/** What SQS is made of. */
export interface SqsDeps {
  readonly world: Pick<World, 'timers' | 'database'>;
  readonly queues: Queues;
  readonly moveTasks: MoveTasks;
}

/** Amazon SQS, standard queues. Queues are made by templates only. */
export function sqsService({ world: { timers, database }, queues, moveTasks }: SqsDeps): Service {
  return jsonService({
    scope: 'sqs',
    targetPrefix: 'AmazonSQS',
    version: '1.0',
    actions: {
      CancelMessageMoveTask: cancelMessageMoveTask(queues, moveTasks),
      ChangeMessageVisibility: changeMessageVisibility(queues),
      ChangeMessageVisibilityBatch: changeMessageVisibilityBatch(queues, database),
      DeleteMessage: deleteMessage(queues),
      DeleteMessageBatch: deleteMessageBatch(queues, database),
      GetQueueAttributes: getQueueAttributes(queues),
      GetQueueUrl: getQueueUrl(queues),
      ListDeadLetterSourceQueues: listDeadLetterSourceQueues(queues),
      ListMessageMoveTasks: listMessageMoveTasks(queues, moveTasks),
      ListQueues: listQueues(queues),
      ListQueueTags: listQueueTags(queues),
      PurgeQueue: purgeQueue(queues, timers),
      ReceiveMessage: receiveMessage(queues, timers),
      SendMessage: sendMessage(queues),
      SendMessageBatch: sendMessageBatch(queues, database),
      StartMessageMoveTask: startMessageMoveTask(queues, moveTasks),
    },
  });
}
