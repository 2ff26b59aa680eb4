import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '#local/local-cloud.ts';
import { roleNames } from '../../bin/permissions/role-names.ts';
import { Customers } from './customers.ts';
import { RoleRefusals } from './role-refusals.ts';

export interface CloudOptions extends Omit<LocalCloudOptions, 'onRoleDecision'> {
  /** Actions that a test has the template's own roles refused on purpose. @default none: any refusal fails */
  readonly provokedRefusals?: readonly string[];
}

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
} satisfies Partial<LocalCloudOptions>;

/**
 * The whole system on the local cloud, empty unless a state folder is given. Before it closes, what it says to operators is searched for
 * the customers of all that came to its topics and queues: closing throws where it names one, and where a role of its template was
 * refused something.
 */
export async function startSearchedCloud(
  { provokedRefusals, ...options }: Partial<CloudOptions> & Pick<CloudOptions, 'assemblyDirectory'>,
  customers = new Customers(),
): Promise<LocalCloud> {
  const refusals = new RoleRefusals(provokedRefusals);
  const cloud = await startLocalCloud({ ...DEFAULTS, ...options, onRoleDecision: refusals.listener });
  customers.watch(cloud);
  const searchAndClose = async () => {
    try {
      await customers.search(cloud.endpointUrl);
    } finally {
      await cloud.close();
    }
    refusals.check(roleNames(options.assemblyDirectory));
  };
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= searchAndClose();
    return closing;
  };
  return { ...cloud, close };
}
