import { startLocalCloud } from '#local/local-cloud.ts';

/** A local cloud in a process of its own, to be killed. Prints its endpoint when it is ready. */
const [assemblyDirectory, stateDirectory] = process.argv.slice(2) as [string, string];
const { endpointUrl } = await startLocalCloud({
  assemblyDirectory,
  stateDirectory,
  host: '127.0.0.1',
  port: 0,
  accountId: '123456789012',
  region: 'us-east-1',
  log: console.error,
});
console.log(endpointUrl);
