import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openDatabase } from '#local/open-database.ts';
import type { Queues } from '#local/services/sqs/queues.ts';
import { testWorld } from '../support/test-world.ts';
import { queueArn, topicAndQueues } from './sns-fixture.ts';

const PUBLISHER = fileURLToPath(import.meta.resolve('./publish-until-killed.ts'));

test('whatever was published when the process was killed is in every queue, once', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'topics-')), 'state.sqlite');
  const lastTold = await publishUntilKilled(file, 500);
  const world = testWorld({ database: openDatabase(file) });
  const { queues } = topicAndQueues([], world);
  const [orders, audit] = [bodiesIn(queues, 'orders'), bodiesIn(queues, 'audit')];
  expect(orders.length).toBeGreaterThan(lastTold);
  expect(orders).toEqual(orders.map((_, number) => String(number)));
  expect(audit).toEqual(orders);
  world.database.close();
});

/** @returns the last number that the process told before it was killed in the middle of its work. */
async function publishUntilKilled(file: string, after: number): Promise<number> {
  const child = spawn(process.execPath, [PUBLISHER, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let lastTold = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    lastTold = Number(line);
    if (lastTold === after) child.kill('SIGKILL');
  }
  const [, signal] = await exited;
  expect(signal).toBe('SIGKILL');
  return lastTold;
}

/** All bodies in the order they come. */
function bodiesIn(queues: Queues, name: string): string[] {
  const bodies: string[] = [];
  for (;;) {
    const messages = queues.receive(queueArn(name), { max: 10, visibilityTimeoutSeconds: 3_600 });
    if (messages.length === 0) return bodies;
    bodies.push(...messages.map(({ body }) => body));
  }
}
