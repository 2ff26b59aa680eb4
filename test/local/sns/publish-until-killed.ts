import { writeSync } from 'node:fs';
import type { Principal } from '#local/iam/policy.ts';
import { openDatabase } from '#local/open-database.ts';
import { testWorld } from '../support/test-world.ts';
import { queueArn, TOPIC, topicAndQueues } from './sns-fixture.ts';

// A process of its own: publishes one number after the other to two queues, and tells each once its publish has returned.
const world = testWorld({ database: openDatabase(process.argv[2]!) });
const raw = { rawMessageDelivery: true };
const { topics } = topicAndQueues([raw, { ...raw, endpoint: queueArn('audit') }], world);
const caller: Principal = {
  kind: 'account',
  accountId: world.accountId,
  arn: 'arn:aws:iam::123456789012:root',
};
for (let number = 0; ; number++) {
  topics.publish(TOPIC, { message: String(number) }, caller);
  writeSync(process.stdout.fd, `${number}\n`);
}
