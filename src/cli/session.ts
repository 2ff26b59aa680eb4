import { type LazyClients, lazyClients } from '#adapters/aws/lazy-clients.ts';
import type { Caller } from '#app/operator-ports.ts';
import type { Clock, Randomness } from '#app/ports.ts';
import { type ResourceNames, resourceNames } from '#contract/names.ts';
import type { Target } from './global-options.ts';
import type { Terminal } from './output/terminal.ts';

/** What one run of a command works with. */
export interface Session extends Target {
  readonly names: ResourceNames;
  readonly terminal: Terminal;
  readonly aws: LazyClients;
  readonly clock: Clock;
  readonly random: Randomness;
  /** Who asks, by AWS's word; asked once. */
  caller(): Promise<Caller>;
  /** The ARN of something of this environment, such as a topic. */
  arn(service: string, resource: string): Promise<string>;
}

export interface SessionParts {
  readonly target: Target;
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly random: Randomness;
}

export function openSession({ target, ...parts }: SessionParts): Session {
  const aws = lazyClients(target.connection);
  let asked: Promise<Caller> | undefined;
  const caller = async () => {
    const { stsCaller } = await import('#adapters/aws/sts-caller.ts');
    return await stsCaller(await aws.identity());
  };
  const session: Session = {
    ...target,
    ...parts,
    aws,
    names: resourceNames(target.environment),
    caller() {
      asked ??= caller();
      return asked;
    },
    async arn(service, resource) {
      const [{ partition, account }, region] = await Promise.all([session.caller(), aws.region()]);
      return `arn:${partition}:${service}:${region}:${account}:${resource}`;
    },
  };
  return session;
}
