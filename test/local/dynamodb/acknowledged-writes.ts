import { startStoreThread } from '#local/services/dynamodb/store-thread.ts';

/** A process that writes items one after another and prints the id of each that was acknowledged, until it is killed. */
const store = await startStoreThread({
  path: process.argv[2],
  accountId: '123456789012',
  region: 'us-east-1',
  onCrash: (error) => console.error(error),
});
let next = 0;
async function write(): Promise<void> {
  for (;;) {
    const id = String(next++);
    const { status } = await store.execute(
      'UpdateItem',
      JSON.stringify({
        TableName: 'orders',
        Key: { id: { S: id } },
        UpdateExpression: 'SET shop = :shop',
        ExpressionAttributeValues: { ':shop': { S: `shop-${id}` } },
      }),
    );
    if (status === 200) process.stdout.write(`${id}\n`);
  }
}
await Promise.all(Array.from({ length: 8 }, write));
