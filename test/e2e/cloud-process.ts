import { startLocalCloud } from '#local/local-cloud.ts';

/** Child of the tests that kill it: runs the local cloud and prints its endpoint, then whatever a role of its template is refused. */
const [assemblyDirectory = '', stateDirectory = '', clockOffsetSeconds = '0'] = process.argv.slice(2);

const { endpointUrl } = await startLocalCloud({
  assemblyDirectory,
  stateDirectory,
  host: '127.0.0.1',
  port: 0,
  accountId: '123456789012',
  region: 'us-east-1',
  clockOffsetMs: Number(clockOffsetSeconds) * 1000,
  onRoleDecision: ({ allowedBy, ...asked }) => {
    if (!allowedBy) console.log(Object.values(asked).join(' '));
  },
  log: console.error,
  onProgress: () => {},
});
console.log(endpointUrl);
