import { ArnFormat, type Stack } from 'aws-cdk-lib';

/** ARN of a configuration set, by name: the stacks that need it must not depend on the stack that creates it. */
export function configurationSetArn(stack: Stack, name: string): string {
  return sesArn(stack, 'configuration-set', name);
}

/** ARN of an identity: a domain or an address. */
export function identityArn(stack: Stack, identity: string): string {
  return sesArn(stack, 'identity', identity);
}

function sesArn(stack: Stack, resource: string, resourceName: string): string {
  return stack.formatArn({
    service: 'ses',
    resource,
    resourceName,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}
