import { SQSClient } from '@aws-sdk/client-sqs';
import type { GatewayOptions } from '#local/gateway/gateway.ts';
import { MoveTasks } from '#local/services/sqs/move-tasks.ts';
import type { QueueOptions } from '#local/services/sqs/queue-settings.ts';
import { Queues } from '#local/services/sqs/queues.ts';
import { sqsService } from '#local/services/sqs/service.ts';
import type { World } from '#local/world.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { testWorld } from '../support/test-world.ts';

export const ARN = 'arn:aws:sqs:us-east-1:123456789012';

/** SQS with some queues, served over HTTP, and an SDK client of it. */
export async function startSqs(
  queueOptions: readonly QueueOptions[],
  { world = testWorld(), principalOf }: { world?: World } & Partial<Pick<GatewayOptions, 'principalOf'>> = {},
) {
  const queues = new Queues(world);
  for (const options of queueOptions) queues.create(options);
  const moveTasks = new MoveTasks(world, queues);
  const served = await serve([sqsService({ world, queues, moveTasks })], {
    world,
    ...(principalOf && { principalOf }),
  });
  const clients: SQSClient[] = [];
  return {
    ...served,
    queues,
    moveTasks,
    /** Under a key of one's choice. */
    client(accessKeyId?: string) {
      const client = new SQSClient(clientConfig(served, accessKeyId));
      clients.push(client);
      return client;
    },
    urlOf: (name: string) => `${served.endpoint}/123456789012/${name}`,
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.destroy();
      await served.close();
    },
  };
}
