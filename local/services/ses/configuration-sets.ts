import { AwsError } from '../../gateway/aws-error.ts';
import type { World } from '../../world.ts';

export interface ConfigurationSet {
  readonly name: string;
  readonly arn: string;
  readonly sendingEnabled: boolean;
  /** Undefined: the account's own reasons apply. */
  readonly suppressedReasons: readonly string[] | undefined;
  readonly tlsPolicy: string;
  readonly sendingPoolName: string | undefined;
  readonly maxDeliverySeconds: number | undefined;
  readonly reputationMetricsEnabled: boolean;
  readonly customRedirectDomain: string | undefined;
  readonly tags: readonly { Key: string; Value: string }[];
  readonly destinations: Map<string, EventDestination>;
}

/** Where a configuration set's events go. Only SNS topics are published to; the others are kept to be shown. */
export interface EventDestination {
  readonly name: string;
  readonly enabled: boolean;
  /** In the API's spelling, such as `DELIVERY_DELAY`. */
  readonly matchingEventTypes: readonly string[];
  readonly topicArn: string | undefined;
}

type Declared = Pick<ConfigurationSet, 'name'> &
  Partial<Omit<ConfigurationSet, 'name' | 'arn' | 'destinations'>>;

/** The configuration sets of the template. */
export class ConfigurationSets {
  readonly #world: World;
  readonly #byName = new Map<string, ConfigurationSet>();

  constructor(world: World) {
    this.#world = world;
  }

  declare(declared: Declared): ConfigurationSet {
    const set: ConfigurationSet = {
      sendingEnabled: true,
      suppressedReasons: undefined,
      tlsPolicy: 'OPTIONAL',
      sendingPoolName: undefined,
      maxDeliverySeconds: undefined,
      reputationMetricsEnabled: false,
      customRedirectDomain: undefined,
      tags: [],
      ...declared,
      arn: this.arnOf(declared.name),
      destinations: new Map(),
    };
    this.#byName.set(set.name, set);
    return set;
  }

  /** Throws SES's NotFoundException. */
  get(name: string): ConfigurationSet {
    const set = this.#byName.get(name);
    if (!set) {
      throw new AwsError('NotFoundException', `Configuration set <${name}> does not exist.`, { status: 404 });
    }
    return set;
  }

  find(name: string): ConfigurationSet | undefined {
    return this.#byName.get(name);
  }

  names(): string[] {
    return [...this.#byName.keys()].sort();
  }

  arnOf(name: string): string {
    return `arn:aws:ses:${this.#world.region}:${this.#world.accountId}:configuration-set/${name}`;
  }
}
