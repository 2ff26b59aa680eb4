import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Caller } from '#app/operator-ports.ts';

/** The caller, as AWS knows it. Nobody can be forbidden to ask ("GetCallerIdentity"). */
export async function stsCaller(client: STSClient): Promise<Caller> {
  const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
  const [, partition = 'aws', , , , resource = ''] = Arn.split(':');
  return { account: Account, partition, name: nameOf(resource) };
}

/** `user/anna` is anna, `assumed-role/Support/anna@example.com` is Support/anna: the part before an address's @ tells who. */
function nameOf(resource: string): string {
  const name = resource.split('/').slice(1).join('/') || resource;
  return name.replace(/@[^/]*$/, '');
}
