import { type LocalCloud, startLocalCloud } from '#local/local-cloud.ts';
import { Customers } from './customers.ts';

export type CloudOptions = Parameters<typeof startLocalCloud>[0];

/** What every test of the whole system starts it with, but for where it is and what it is made of. */
const DEFAULTS = {
  ...{
    host: '127.0.0.1',
    port: 0,
    accountId: '123456789012',
    region: 'us-east-1',
    stateDirectory: undefined,
  },
  ...{ log: () => {}, onProgress: () => {} },
} satisfies Partial<CloudOptions>;

/**
 * The whole system on the local cloud, empty unless a state folder is given. Before it closes, its logs are searched for the customers of
 * all that came to its topics and queues: closing throws where they name one.
 */
export async function startSearchedCloud(
  options: Partial<CloudOptions> & Pick<CloudOptions, 'assemblyDirectory'>,
  customers = new Customers(),
): Promise<LocalCloud> {
  const cloud = await startLocalCloud({ ...DEFAULTS, ...options });
  customers.watch(cloud);
  const searchAndClose = async () => {
    try {
      await customers.searchLogs(cloud.endpointUrl);
    } finally {
      await cloud.close();
    }
  };
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= searchAndClose();
    return closing;
  };
  return { ...cloud, close };
}
