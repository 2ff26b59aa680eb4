import { parentPort, workerData } from 'node:worker_threads';
import { openDynaliteStore } from './dynalite-store.ts';
import type { StoreAnswer, StoreQuestion } from './store-thread.ts';

/** The thread that holds DynamoDB's tables: see store-thread.ts. */
const store = await openDynaliteStore(workerData);
let answers: StoreAnswer[] = [];
parentPort!.on('message', (questions: StoreQuestion[] | 'close') => {
  if (questions === 'close') void store.close().then(() => process.exit(0));
  else for (const question of questions) void answer(question);
});
parentPort!.postMessage('ready');

async function answer([id, operation, body]: StoreQuestion): Promise<void> {
  // A bug in there is not caught: it may have left a lock on the item, so the thread has to go.
  const response = await store.execute(operation, body);
  if (answers.length === 0) setImmediate(flush);
  answers.push([id, response]);
}

function flush(): void {
  parentPort!.postMessage(answers);
  answers = [];
}
